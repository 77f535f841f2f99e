"""Who may not, and whatever is posted: the intake's pages refuse in words and never break."""

import tempfile
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from intake.batches import original
from nazorg.accounts.models import User
from nazorg.common.jobs.models import Job
from nazorg.common.jobs.services import run
from tests.cast import client_of
from tests.intake_tools import arrival, checked, outcomes
from tests.test_intake_pages import text, the_batch, url_of

DATA = Path(__file__).parents[1] / "fixtures" / "data"


def test_the_old_workbook_goes_the_same_way_and_is_hidden_from_the_clerk(coordinator: User, clerk: User) -> None:
    client = client_of(coordinator)
    upload = SimpleUploadedFile("registratie-2013.xlsx", (DATA / "registratie-2013.xlsx").read_bytes())
    text(client, "/meldingen/registratie/", {"file": upload, "year": "2013"})
    batch = the_batch()
    run(Job.objects.get(subject=batch.reference).pk)
    assert "325 regels gelezen" in text(client, url_of(batch))
    assert "regels overgenomen" in text(client, url_of(batch, "overnemen/"), {})
    theirs = client_of(clerk)
    for rest in ("", "bestand/", "intrekken/", "voortgang/", "regels/5/"):
        assert theirs.get(url_of(batch, rest)).status_code == 404
    assert batch.reference[:4] not in text(theirs, "/meldingen/")


def test_who_may_only_look_gets_no_buttons_and_is_refused_the_acts(coordinator: User, clerk: User) -> None:
    batch = checked([arrival(), arrival(born="1-1-2099")], clerk)
    client = client_of(coordinator)
    page = text(client, url_of(batch))
    assert "Neem 1 regel over" not in page
    assert ">Herstel<" not in page
    assert "Controleer opnieuw" not in text(client, url_of(batch, "regels/3/"))
    for rest in ("overnemen/", "intrekken/", "regels/3/herstellen/", "regels/3/opzij/", "regels/3/kiezen/"):
        assert client.post(url_of(batch, rest), {"why": "x"}).status_code == 403
    assert outcomes(batch) == [("new", "waiting"), ("wrong", "waiting")]


def test_whatever_is_posted_and_wherever_it_never_breaks(clerk: User) -> None:
    batch = checked([arrival(), arrival(born="1-1-2099")], clerk)
    client = client_of(clerk)
    junk = {"vul": "geen:veld", "persoon": "x", "why": "", "born": "\x00" * 5, "terug": "partij", "kind": "é" * 9999}
    paths = [f"regels/{line}/{act}/" for line in (2, 3) for act in ("herstellen", "kiezen", "opzij", "terugnemen")]
    for path in [*paths, "overnemen/", "opnieuw/", "intrekken/"]:
        for data in ({}, junk):
            assert client.post(url_of(batch, path), data).status_code in (200, 302)
    for path in ("regels/99/", "regels/99999999999999999999/", "regels/99/herstellen/"):
        assert client.post(url_of(batch, path)).status_code in (404, 405)
    for path in ("/meldingen/plakken/", "/meldingen/inlezen/", "/meldingen/nieuw/"):
        for data in ({}, junk, {"text": "\x00;\x00\n1;2", "source": "x", "file": "geen bestand"}):
            assert client.post(path, data).status_code in (200, 302)
    assert client.get("/meldingen/partijen/22222222/").status_code == 404


@pytest.fixture
def no_temporary_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever writes a temporary file breaks."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a temporary file was asked for")

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", refuse)
    monkeypatch.setattr("django.core.files.uploadedfile.tempfile.NamedTemporaryFile", refuse)


def test_a_file_above_the_limit_gets_its_sentence_and_is_never_on_disk(clerk: User, no_temporary_file: None) -> None:
    upload = SimpleUploadedFile("groot.csv", b"Soort;Achternaam\n" * (21 * 2**20 // 17))
    page = text(client_of(clerk), "/meldingen/inlezen/", {"file": upload})
    assert "Het bestand is groter dan 20 MB. Splits het" in page


def test_a_file_under_the_limit_is_never_on_disk_and_comes_in_whole(clerk: User, no_temporary_file: None) -> None:
    content = b"Soort;Achternaam\n" * (5 * 2**20 // 17)
    text(client_of(clerk), "/meldingen/inlezen/", {"file": SimpleUploadedFile("vijf.csv", content)})
    assert original(the_batch()) == content


def test_what_somebody_without_an_account_uploads_is_never_on_disk(db: None, no_temporary_file: None) -> None:
    upload = SimpleUploadedFile("x.bin", b"x" * (21 * 2**20))
    assert Client().post("/toegang/login/", {"file": upload}).status_code == 200


def test_a_paste_or_a_form_that_is_too_large_gets_a_page_in_dutch(clerk: User) -> None:
    client = client_of(clerk)
    assert "Tot zo’n 10.000 regels" in text(client, "/meldingen/plakken/")
    client.handler.enforce_csrf_checks = True  # as it is outside tests: the first who reads what is posted
    for data in ({"text": "a" * (6 * 2**20)}, {f"veld{number}": "x" for number in range(1_001)}):
        response = client.post("/meldingen/plakken/", urlencode(data), "application/x-www-form-urlencoded")
        assert response.status_code == 400
        assert "Plak minder regels tegelijk, of lees ze in als bestand." in response.content.decode()
