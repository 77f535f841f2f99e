"""The registry, for staff."""

from django.urls import path

from municipalities import views

urlpatterns = [
    path("", views.municipalities, name="municipalities"),
    path("<cbs:code>/", views.municipality, name="municipality"),
]
