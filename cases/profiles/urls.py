"""The risk profile, for the coordinator."""

from django.urls import path

from cases.profiles import views

_PROFILE = "casussen/<ref:reference>/profiel/"

urlpatterns = [
    path(_PROFILE, views.profile, name="profile"),
    path(f"{_PROFILE}schrijven/", views.profile_write, name="profile_write"),
    path(f"{_PROFILE}versie/<int:version>/", views.profile_version, name="profile_version"),
]
