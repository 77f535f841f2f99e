"""Privacy: the covenant and the log."""

from django.urls import path

from nazorg.accounts import views

urlpatterns = [
    path("", views.privacy, name="privacy"),
    path("convenant/", views.covenant, name="covenant"),
    path("logboek/", views.log, name="log"),
]
