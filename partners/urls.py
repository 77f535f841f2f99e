"""The partners, for staff."""

from django.urls import path

from partners import views

urlpatterns = [
    path("", views.partners, name="partners"),
    path("<ref:reference>/", views.partner, name="partner"),
]
