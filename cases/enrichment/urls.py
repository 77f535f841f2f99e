"""Enrichment, for the coordinator."""

from django.urls import path

from cases.enrichment import views

_BASE = "casussen/<ref:reference>/verrijking/"

urlpatterns = [
    path(_BASE, views.case_enrichment, name="case_enrichment"),
    path(f"{_BASE}nieuw/", views.enquiry_new, name="enquiry_new"),
    path(f"{_BASE}antwoord/<int:number>/", views.enquiry_answer, name="enquiry_answer"),
    path(f"{_BASE}herinneren/<int:number>/", views.enquiry_remind, name="enquiry_remind"),
    path(f"{_BASE}afsluiten/<int:number>/", views.enquiry_close, name="enquiry_close"),
]
