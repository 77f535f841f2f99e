"""Giving to partners, and what each party sees of a case."""

from django.urls import path

from cases.sharing import sees_views, views

_CASE = "casussen/<ref:reference>/"

urlpatterns = [
    path(f"{_CASE}verstrekkingen/nieuw/", views.share_choose, name="share_choose"),
    path(f"{_CASE}verstrekkingen/nieuw/<ref:unit>/", views.share_with, name="share_with"),
    path(f"{_CASE}verstrekkingen/nieuw/<ref:unit>/pdf/", views.share_pdf, name="share_pdf"),
    path(f"{_CASE}verstrekkingen/nieuw/<ref:unit>/doet-niet-meer-mee/", views.unit_stops, name="unit_stops"),
    path(f"{_CASE}wat-ziet/", sees_views.case_sees, name="case_sees"),
    path(f"{_CASE}wat-ziet/<ref:unit>/", sees_views.unit_sees, name="unit_sees"),
]
