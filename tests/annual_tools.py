"""Records of a small year, and the annual report as somebody gets it through the pages."""

import io
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
from django.test import Client

from nazorg.common.jobs.models import Job
from nazorg.common.jobs.services import run
from nazorg.common.scope import system_scope
from reporting.models import AnnualPublication, Result
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
