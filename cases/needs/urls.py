"""Needs and consent, for the staff."""

from django.urls import path

from cases.needs import views

_AREA = "casussen/<ref:reference>/leefgebieden/<slug:area>/"

urlpatterns = [
    path(_AREA, views.case_area, name="case_area"),
    path(f"{_AREA}hulpvraag/", views.need_add, name="need_add"),
    path(f"{_AREA}hulpvraag/<int:number>/", views.need_step, name="need_step"),
    path(f"{_AREA}toestemming/", views.consent_give, name="consent_give"),
    path(f"{_AREA}toestemming/<int:number>/intrekken/", views.consent_withdraw, name="consent_withdraw"),
]
