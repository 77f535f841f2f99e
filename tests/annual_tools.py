"""Records of a small year, and the annual report as somebody gets it through the pages."""

import io
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
from django.test import Client
from django.utils import timezone

from cases.access import scope_for
from nazorg.accounts.models import User
from nazorg.common.jobs.models import Job
from nazorg.common.jobs.services import run
from nazorg.common.scope import open_scope, system_scope
from reporting.annual.content import as_json, as_published, build_content
from reporting.annual.frozen import Plain
from reporting.annual.selectors import report_of
from reporting.models import AnnualPublication, AnnualReport, Result
from tests.report_factories import AnnualPublicationFactory
from tests.reporting_tools import act, released, worked_on

SPRING = date(2013, 4, 1)
PAGE = "/cijfers/jaarverslag/2013/"


def small_year() -> None:
    """2013 with three cases and two releases in Hilversum, and one of each in Huizen."""
    for where, cases, releases in (("0402", 3, 2), ("0406", 1, 1)):
        for _ in range(cases):
            act(worked_on(where, SPRING), SPRING, "profile")
        for _ in range(releases):
            released(where, SPRING)


def asked(client: Client, path: str) -> Result:
    """What one gets for pressing the button at this address, before a worker begins."""
    response = client.post(path)
    assert response.status_code == 302, response.content.decode()[-1500:]
    with system_scope("the test looks"):
        return Result.objects.get(reference=response["Location"].split("/")[-2])


def work(result: Result) -> None:
    """What a worker does with it."""
    run(Job.objects.get(subject=result.reference).pk)


def draft(client: Client, year: int = 2013) -> bytes:
    """The draft as somebody downloads it."""
    result = asked(client, f"/cijfers/jaarverslag/{year}/concept/")
    work(result)
    response = client.get(f"/cijfers/bestanden/{result.reference}/bestand/")
    assert response.status_code == 200
    return response.content


def published(client: Client, year: int = 2013) -> AnnualPublication:
    """The version that pressing Publiceer makes."""
    work(asked(client, f"/cijfers/jaarverslag/{year}/publiceren/"))
    with system_scope("the test looks"):
        return AnnualPublication.objects.select_related("report").filter(report__year=year)[0]


def content_of(user: User, year: int = 2013) -> Plain:
    """What the draft would be printed from."""
    with open_scope(scope_for(user)):
        return build_content(report_of(year), timezone.now(), lambda done, total, what: None)


def kept(user: User, year: int = 2013) -> AnnualPublication:
    """The next version as it would be kept, without the pages: those take long to print."""
    content = content_of(user, year)
    with system_scope("the test publishes"):
        report, _ = AnnualReport.objects.get_or_create(year=year)
        made: AnnualPublication = AnnualPublicationFactory(
            report=report, content=as_json(as_published(content, 1, user.name, timezone.now())), published_by=user
        )
        return made


def words_of(pdf: bytes, folder: Path) -> str:
    """All text of a PDF, as it lies on the pages."""
    path = folder / "verslag.pdf"
    path.write_bytes(pdf)
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True, text=True).stdout
    return text.replace("\u00a0", " ")


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def bookmarks(pdf: pikepdf.Pdf) -> list[tuple[str, list[Any]]]:
    with pdf.open_outline() as outline:
        return [(item.title, [child.title for child in item.children]) for item in outline.root]
