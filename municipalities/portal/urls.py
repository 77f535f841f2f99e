"""The portal's addresses."""

from django.urls import path

from municipalities.portal import views

urlpatterns = [
    path("", views.portal, name="portal"),
    path("convenant/", views.portal_covenant, name="portal_covenant"),
]
