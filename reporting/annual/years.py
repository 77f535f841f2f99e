"""Which years have a report, for the views."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from reporting.annual.models import AnnualReport
from reporting.annual.selectors import report_of
from reporting.figures.definitions import WrongYear, period

View = Callable[..., HttpResponse]


class NoSuchYear(Http404):
    """A year that has no report; the message says why, for the screen."""


def report_or_404(year: int) -> AnnualReport:
    """The report on this year. Raises NoSuchYear for one that is yet to come, or of before there were figures."""
    try:
        period(year, timezone.localdate())
    except WrongYear as wrong:
        raise NoSuchYear(str(wrong)) from wrong
    return report_of(year)


def yearly(view: View) -> View:
    """Answer a wrong year with a page (404) that says which years there are."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NoSuchYear as wrong:
            return render(request, "reporting/annual/no_year.html", {"sentence": str(wrong)}, status=404)

    return checked
