"""Addresses of the files that jobs make."""

from django.urls import path

from reporting.results.views import (
    result,
    result_again,
    result_call_off,
    result_file,
    result_progress,
    results,
)

_ONE = "cijfers/bestanden/<ref:reference>"

urlpatterns = [
    path("cijfers/bestanden/", results, name="results"),
    path(f"{_ONE}/", result, name="result"),
    path(f"{_ONE}/voortgang/", result_progress, name="result_progress"),
    path(f"{_ONE}/bestand/", result_file, name="result_file"),
    path(f"{_ONE}/weg/", result_call_off, name="result_call_off"),
    path(f"{_ONE}/opnieuw/", result_again, name="result_again"),
]
