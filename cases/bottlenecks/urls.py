"""Bottlenecks, for the staff."""

from django.urls import path

from cases.bottlenecks import views

urlpatterns = [
    path("knelpunten/", views.bottlenecks, name="bottlenecks"),
    path("knelpunten/nieuw/", views.bottleneck_add, name="bottleneck_add"),
    path("knelpunten/<int:number>/stand/", views.bottleneck_state, name="bottleneck_state"),
    path("casussen/<ref:reference>/knelpunten/", views.case_bottlenecks, name="case_bottlenecks"),
    path("casussen/<ref:reference>/knelpunten/nieuw/", views.case_bottleneck_add, name="case_bottleneck_add"),
]
