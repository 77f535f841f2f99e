"""Quick notes, for the staff."""

from django.urls import path

from cases.notes import views

urlpatterns = [
    path("casussen/<ref:reference>/notitie/", views.note_add, name="note_add"),
    path("casussen/<ref:reference>/notitie/keuzes/", views.note_choices, name="note_choices"),
]
