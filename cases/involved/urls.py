"""Others whom a case concerns, for the coordinator."""

from django.urls import path

from cases.involved import views

_BASE = "casussen/<ref:reference>/betrokkenen/"

urlpatterns = [
    path(_BASE, views.case_involved, name="case_involved"),
    path(f"{_BASE}nieuw/", views.involved_add, name="involved_add"),
    path(f"{_BASE}<int:number>/bericht/", views.notice_ask, name="notice_ask"),
    path(f"{_BASE}bericht/<int:number>/verteld/", views.notice_told, name="notice_told"),
]
