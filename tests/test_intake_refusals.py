"""Who may not, and whatever is posted: the intake's pages refuse in words and never break."""

from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

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
