"""Handing over, for the staff."""

from django.urls import path

from cases.disclosures import ledger_views, views

urlpatterns = [
    path("overdracht/", ledger_views.handoffs, name="handoffs"),
    path("casussen/<ref:reference>/overdracht/", views.handoff, name="handoff"),
    path("casussen/<ref:reference>/overdracht/pdf/", views.handoff_pdf, name="handoff_pdf"),
    path("casussen/<ref:reference>/verstrekkingen/", ledger_views.case_disclosures, name="case_disclosures"),
    path("personen/<ref:reference>/verstrekkingen/", ledger_views.person_disclosures, name="person_disclosures"),
    path("verstrekkingen/<ref:reference>/", ledger_views.disclosure, name="disclosure"),
    path("verstrekkingen/<ref:reference>/pdf/", ledger_views.disclosure_pdf, name="disclosure_pdf"),
]
