"""Target groups: read by the staff, judged by the coordinator."""

from django.urls import path

from cases.targets import views

_GROUPS = "casussen/<ref:reference>/doelgroepen/"

urlpatterns = [
    path(_GROUPS, views.targets, name="targets"),
    path(f"{_GROUPS}oordeel/<slug:group>/", views.target_find, name="target_find"),
    path(f"{_GROUPS}oordeel/<int:number>/terug/", views.finding_end, name="finding_end"),
    path(f"{_GROUPS}eerder-bekend/", views.target_known_before, name="target_known_before"),
    path(f"{_GROUPS}ingebracht/", views.concern_add, name="concern_add"),
    path(f"{_GROUPS}ingebracht/<int:number>/terug/", views.concern_end, name="concern_end"),
]
