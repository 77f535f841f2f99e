"""The course of a case."""

from django.urls import path

from cases.course import views

urlpatterns = [
    path("casussen/<ref:reference>/loop/", views.case_course, name="case_course"),
    path("casussen/<ref:reference>/loop/<slug:state>/", views.course_step, name="course_step"),
]
