"""Numbers by which others know a case."""

from django.urls import path

from cases.outside import views

_NUMBERS = "casussen/<ref:reference>/nummers/"

urlpatterns = [
    path(_NUMBERS, views.case_numbers, name="case_numbers"),
    path(f"{_NUMBERS}nieuw/", views.number_add, name="number_add"),
    path(f"{_NUMBERS}<int:number>/", views.number_change, name="number_change"),
    path(f"{_NUMBERS}<int:number>/weg/", views.number_remove, name="number_remove"),
]
