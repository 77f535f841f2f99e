"""What may be told, for the staff."""

from django.urls import path

from cases.statements import views

_HERE = "casussen/<ref:reference>/deelbare-zinnen/"

urlpatterns = [
    path(_HERE, views.statements, name="statements"),
    path(f"{_HERE}nieuw/", views.statement_new, name="statement_new"),
    path(f"{_HERE}<int:number>/vrijgave/", views.statement_release, name="statement_release"),
    path(f"{_HERE}<int:number>/intrekken/", views.statement_withdraw, name="statement_withdraw"),
]
