"""Interventions on a life area."""

from django.urls import path

from cases.interventions import views

_AREA = "casussen/<ref:reference>/leefgebieden/<slug:area>/interventie/"

urlpatterns = [
    path(_AREA, views.intervention_add, name="intervention_add"),
    path(f"{_AREA}<int:number>/", views.intervention_correct, name="intervention_correct"),
    path(f"{_AREA}<int:number>/klaar/", views.intervention_end, name="intervention_end"),
]
