"""The clock of a case, for the staff."""

from django.urls import path

from cases.chain import interview_views, views

urlpatterns = [
    path("casussen/<ref:reference>/klok/", views.case_clock, name="case_clock"),
    path("casussen/<ref:reference>/gesprek/", interview_views.interview, name="interview"),
    path("casussen/<ref:reference>/verhuizen/", views.case_move, name="case_move"),
]
