"""What is urgent, for the coordinator."""

from django.urls import path

from cases.urgency import views

_BASE = "casussen/<ref:reference>/dringend/"

urlpatterns = [
    path(_BASE, views.case_urgent, name="case_urgent"),
    path(f"{_BASE}melden/", views.urgent_raise, name="urgent_raise"),
    path(f"{_BASE}bevestigd/<int:number>/", views.urgent_acknowledge, name="urgent_acknowledge"),
]
