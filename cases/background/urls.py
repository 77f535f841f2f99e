"""What police and care told, for the coordinator."""

from django.urls import path

from cases.background import views

_BACKGROUND = "casussen/<ref:reference>/achtergrond/"

urlpatterns = [
    path(_BACKGROUND, views.background, name="background"),
    path(f"{_BACKGROUND}politie/", views.police_add, name="police_add"),
    path(f"{_BACKGROUND}zorg/", views.care_add, name="care_add"),
    path(f"{_BACKGROUND}politie/<int:number>/weg/", views.police_remove, name="police_remove"),
    path(f"{_BACKGROUND}zorg/<int:number>/weg/", views.care_remove, name="care_remove"),
]
