"""Screening, for the coordinator."""

from django.urls import path

from cases.screening import views

urlpatterns = [
    path("screening/", views.screening, name="screening"),
    path("screening/<ref:reference>/", views.screening_case, name="screening_case"),
]
