"""The plan of a case."""

from django.urls import path

from cases.plans import views

_PLAN = "casussen/<ref:reference>/plan/"

urlpatterns = [
    path(_PLAN, views.case_plan, name="case_plan"),
    path(f"{_PLAN}doel/", views.goal_add, name="goal_add"),
    path(f"{_PLAN}doel/<int:number>/", views.goal_change, name="goal_change"),
    path(f"{_PLAN}actie/", views.line_add, name="line_add"),
    path(f"{_PLAN}actie/<int:number>/", views.line_change, name="line_change"),
    path(f"{_PLAN}actie/<int:number>/stap/", views.line_step, name="line_step"),
]
