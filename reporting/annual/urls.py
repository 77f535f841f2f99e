"""Addresses of the annual report."""

from django.urls import path

from reporting.annual.publication_views import (
    annual_changes,
    annual_changes_pdf,
    annual_publication,
    annual_publication_file,
)
from reporting.annual.text_views import annual_text, annual_text_put_back, annual_text_write
from reporting.annual.views import annual_boundaries, annual_draft, annual_publish, annual_report, annual_reports

_YEAR = "cijfers/jaarverslag/<int:year>"
_TEXT = f"{_YEAR}/tekst/<slug:chapter>"
_VERSION = f"{_YEAR}/versie/<int:version>"

urlpatterns = [
    path("cijfers/jaarverslag/", annual_reports, name="annual_reports"),
    path(f"{_YEAR}/", annual_report, name="annual_report"),
    path(f"{_YEAR}/grenzen/", annual_boundaries, name="annual_boundaries"),
    path(f"{_YEAR}/concept/", annual_draft, name="annual_draft"),
    path(f"{_YEAR}/publiceren/", annual_publish, name="annual_publish"),
    path(f"{_TEXT}/", annual_text, name="annual_text"),
    path(f"{_TEXT}/bewaar/", annual_text_write, name="annual_text_write"),
    path(f"{_TEXT}/terug/<int:number>/", annual_text_put_back, name="annual_text_put_back"),
    path(f"{_VERSION}/", annual_publication, name="annual_publication"),
    path(f"{_VERSION}/verslag.pdf", annual_publication_file, {"kind": "verslag"}, name="annual_pdf"),
    path(f"{_VERSION}/archief.pdf", annual_publication_file, {"kind": "archief"}, name="annual_archive_pdf"),
    path(f"{_VERSION}/openbaar.pdf", annual_publication_file, {"kind": "openbaar"}, name="annual_public_pdf"),
    path(f"{_VERSION}/inhoud.json", annual_publication_file, {"kind": "inhoud"}, name="annual_content"),
    path(f"{_VERSION}/sindsdien/", annual_changes, name="annual_changes"),
    path(f"{_VERSION}/sindsdien.pdf", annual_changes_pdf, name="annual_changes_pdf"),
]
