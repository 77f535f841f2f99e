"""Figures, for the staff."""

from django.urls import include, path

from reporting.board.views import board, board_file
from reporting.catalogue_views import definitions, workbook
from reporting.dashboard_views import figures
from reporting.municipal.views import municipal_figures, municipal_figures_pdf
from reporting.public.views import public_table, public_table_file
from reporting.reconciliation.views import difference_explain, differences, differences_xlsx
from reporting.reconciliation.why import why_differs
from reporting.subject_views import figures_cell, figures_subject, figures_subject_file
from reporting.table_one import views
from reporting.table_one.cell_view import table_one_cell
from reporting.timeliness.cell import timeliness_cell
from reporting.timeliness.views import timeliness, timeliness_xlsx

urlpatterns = [
    path("", include("reporting.annual.urls")),
    path("", include("reporting.results.urls")),
    path("cijfers/", figures, name="figures"),
    path("cijfers/begrippen/", definitions, name="definitions"),
    path("cijfers/werkboek.xlsx", workbook, name="figures_workbook"),
    path("cijfers/bestuur/", board, name="board"),
    path("cijfers/bestuur.pdf", board_file, {"ending": "pdf"}, name="board_pdf"),
    path("cijfers/bestuur.txt", board_file, {"ending": "txt"}, name="board_txt"),
    path("cijfers/gemeente/<cbs:code>/", municipal_figures, name="municipal_figures"),
    path("cijfers/gemeente/<cbs:code>.pdf", municipal_figures_pdf, name="municipal_figures_pdf"),
    path("cijfers/tabel-1/", views.table_one, name="table_one"),
    path("cijfers/tabel-1.xlsx", views.table_one_xlsx, name="table_one_xlsx"),
    path("cijfers/tabel-1.csv", views.table_one_csv, name="table_one_csv"),
    path("cijfers/tabel-1.pdf", views.table_one_pdf, name="table_one_pdf"),
    path("cijfers/tabel-1/openbaar/", public_table, name="public_table"),
    *(
        path(f"cijfers/tabel-1/openbaar.{ending}", public_table_file, {"ending": ending}, name=f"public_table_{ending}")
        for ending in ("pdf", "xlsx", "csv")
    ),
    path("cijfers/tabel-1/<int:year>/<slug:kind>/<slug:code>/", table_one_cell, name="table_one_cell"),
    path("cijfers/doorlooptijd/", timeliness, name="timeliness"),
    path("cijfers/doorlooptijd.xlsx", timeliness_xlsx, name="timeliness_xlsx"),
    path("cijfers/doorlooptijd/<int:year>/<slug:kind>/<slug:code>/", timeliness_cell, name="timeliness_cell"),
    path("cijfers/aansluiting/", figures_subject, {"slug": "aansluiting"}, name="reconciliation"),
    path("cijfers/aansluiting/<int:year>/<slug:code>/", why_differs, name="why_differs"),
    path("cijfers/aansluiting/<int:year>/<slug:code>/<slug:place>/", differences, name="differences"),
    path("cijfers/aansluiting/<int:year>/<slug:code>/<slug:place>.xlsx", differences_xlsx, name="differences_xlsx"),
    path(
        "cijfers/aansluiting/<int:year>/<slug:code>/<slug:place>/<slug:reference>/",
        difference_explain,
        name="difference_explain",
    ),
    # The subjects of the catalogue; a page of its own comes above.
    path("cijfers/<slug:slug>/", figures_subject, name="figures_subject"),
    path("cijfers/<slug:slug>.xlsx", figures_subject_file, {"ending": "xlsx"}, name="figures_subject_xlsx"),
    path("cijfers/<slug:slug>.csv", figures_subject_file, {"ending": "csv"}, name="figures_subject_csv"),
    path("cijfers/<slug:slug>/<int:year>/<slug:code>/<slug:place>/", figures_cell, name="figures_cell"),
]
