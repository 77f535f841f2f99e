"""BIJ, for the coordinator."""

from django.urls import path

from cases.bij import views

_BASE = "casussen/<ref:reference>/bij/"

urlpatterns = [
    path("bij/", views.bij, name="bij"),
    path(_BASE, views.case_bij, name="case_bij"),
    path(f"{_BASE}erbij/", views.bij_put, name="bij_put"),
    path(f"{_BASE}eruit/", views.bij_end, name="bij_end"),
    path(f"{_BASE}burgemeester/", views.bij_inform, name="bij_inform"),
]
