"""Requests, for the staff."""

from django.urls import path

from cases.requests import behalf_views, list_views, reminding_views, sending_views

urlpatterns = [
    path("casussen/<ref:reference>/antwoord/", behalf_views.answer_on_behalf, name="answer_on_behalf"),
    path("vragen/", list_views.requests, name="requests"),
    path("vragen/versturen/", sending_views.requests_send, name="requests_send"),
    path("vragen/herinneren/", reminding_views.requests_remind, name="requests_remind"),
    path("vragen/<slug:slug>/", list_views.request_list, name="request_list"),
    path("vragen/<slug:slug>/excel/", list_views.request_list_export, name="request_list_export"),
]
