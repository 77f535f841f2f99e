"""The doors, the preview and its acts, through the pages."""

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook, load_workbook

from fixtures.notification import as_csv
from fixtures.today import six_rows
from intake.models import Batch, Row
from nazorg.accounts.models import AccessLog, User
from nazorg.common.jobs.models import Job
from nazorg.common.jobs.services import run
from nazorg.common.scope import system_scope
from tests.cast import client_of
from tests.intake_tools import TODAY, accepted, arrival, checked, outcomes, release, row_of, somebody

DATA = Path(__file__).parents[1] / "fixtures" / "data"


def the_batch() -> Batch:
    with system_scope("the test looks at the batch"):
        return Batch.objects.latest("pk")


def state_of(batch: Batch) -> str:
    with system_scope("the test looks at the batch"):
        return str(Batch.objects.get(pk=batch.pk).state)


def text(client: Client, path: str, data: Mapping[str, Any] | None = None) -> str:
    """The page in the end, whatever it took to get there."""
    response = client.get(path, follow=True) if data is None else client.post(path, data, follow=True)
    assert response.status_code == 200
    return str(response.content.decode())


def url_of(batch: Batch, rest: str = "") -> str:
    return f"/meldingen/partijen/{batch.reference}/{rest}"


def test_without_batches_the_page_offers_three_doors(clerk: User) -> None:
    page = text(client_of(clerk), "/meldingen/")
    assert "Nog geen meldingen" in page
    assert all(door in page for door in ("Plak regels", "Lees bestand in", "Vul één melding in"))


def test_six_pasted_rows_are_previewed_and_taken_over_with_one_button(clerk: User) -> None:
    client = client_of(clerk)
    page = text(client, "/meldingen/plakken/", {"text": six_rows(TODAY)})
    assert "6 meldingen gelezen" in page
    assert "opent 4 casussen" in page
    assert "Neem 6 regels over" in page
    page = text(client, url_of(the_batch(), "overnemen/"), {})
    assert "6 regels overgenomen, 4 casussen geopend." in page
    assert "Neem 6 regels over" not in page


def test_accepting_twice_says_so_and_changes_nothing(clerk: User) -> None:
    batch = accepted([arrival()], clerk)
    page = text(client_of(clerk), url_of(batch, "overnemen/"), {})
    assert "kan niet (nog eens) worden overgenomen" in page


def test_a_file_is_read_by_a_worker_while_the_page_shows_how_far_it_is(clerk: User) -> None:
    client = client_of(clerk)
    upload = SimpleUploadedFile("dpan.csv", as_csv([arrival()]))
    page = text(client, "/meldingen/inlezen/", {"file": upload})
    batch = the_batch()
    assert "De regels worden gelezen" in page
    assert '<noscript><meta http-equiv="refresh"' in page
    fragment = client.get(url_of(batch, "voortgang/"))
    assert "progress" in fragment.content.decode()
    assert "HX-Refresh" not in fragment
    assert run(Job.objects.get(subject=batch.reference).pk)
    assert client.get(url_of(batch, "voortgang/"))["HX-Refresh"] == "true"
    assert "1 melding gelezen" in text(client, url_of(batch))


def test_work_that_was_given_up_can_be_asked_for_again(clerk: User) -> None:
    client = client_of(clerk)
    text(client, "/meldingen/inlezen/", {"file": SimpleUploadedFile("dpan.csv", as_csv([arrival()]))})
    batch = the_batch()
    Job.objects.filter(subject=batch.reference).update(state=Job.State.FAILED)
    assert "Probeer opnieuw" in text(client, url_of(batch))
    text(client, url_of(batch, "opnieuw/"), {})
    assert Job.objects.filter(subject=batch.reference, state=Job.State.QUEUED).count() == 1


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("leeg.csv", b"", "Het bestand is leeg"),
        ("brief.csv", b"%PDF-1.7 niets", "Dit is een PDF"),
        ("bestand.csv", b"Naam;Leeftijd\r\nJan;3\r\n", "Nodig zijn in elk geval"),
        ("bestand.xlsx", b"PK\x03\x04 kapot", "Excel"),
    ],
)
def test_what_cannot_be_read_gets_a_sentence_that_says_what_to_do(
    clerk: User, name: str, content: bytes, says: str
) -> None:
    client = client_of(clerk)
    page = text(client, "/meldingen/inlezen/", {"file": SimpleUploadedFile(name, content)})
    for job in Job.objects.all():
        run(job.pk)
        page = text(client, url_of(the_batch()))
    assert says in page


def test_a_file_that_is_too_large_is_refused_before_it_is_read(clerk: User, settings: Any) -> None:
    settings.UPLOAD_MAX_BYTES = 2**20
    upload = SimpleUploadedFile("groot.csv", b"x" * (2**20 + 1))
    assert "groter dan 1 MB" in text(client_of(clerk), "/meldingen/inlezen/", {"file": upload})


def test_pasted_nonsense_is_unreadable_and_offers_to_paste_again(clerk: User) -> None:
    page = text(client_of(clerk), "/meldingen/plakken/", {"text": "zomaar wat tekst"})
    assert "Dit is niet te lezen" in page
    assert "Plak opnieuw" in page


def test_what_asks_for_a_person_stands_on_top_with_all_its_remarks(clerk: User) -> None:
    wrong = arrival(born="14-05-2099", registered="Loosdregt")
    batch = checked([arrival(), wrong], clerk)
    page = text(client_of(clerk), url_of(batch))
    assert page.index('id="regel-3"') < page.index('id="regel-2"')
    assert "ligt in de toekomst" in page
    assert "Loosdregt" in page
    assert "Neem 1 regel over" in page


def test_the_counts_filter_and_nonsense_in_the_address_does_no_harm(clerk: User) -> None:
    batch = checked([arrival(), arrival(born="1-1-2099")], clerk)
    client = client_of(clerk)
    assert 'id="regel-2"' not in text(client, url_of(batch, "?uitkomst=fout"))
    assert 'id="regel-2"' in text(client, url_of(batch, "?uitkomst=nergens&page=x&regel=x"))
    assert "Geen regels" in text(client, url_of(batch, "?uitkomst=opzij"))


def test_a_bsn_is_on_no_page_of_a_batch(clerk: User) -> None:
    person = somebody()
    batch = checked([arrival(person), arrival(person, born="1-1-2099", bsn="999912345")], clerk)
    client = client_of(clerk)
    for rest in ("", "?regel=3", "regels/2/", "regels/3/"):
        page = text(client, url_of(batch, rest))
        assert person.bsn not in page
        assert "999912345" not in page


def test_a_historical_batch_says_that_it_opens_no_cases(clerk: User) -> None:
    batch = checked([arrival()], clerk, historical=True)
    assert "historisch: opent geen casussen" in text(client_of(clerk), url_of(batch))


def test_the_preview_counts_no_case_for_an_arrival_whose_detention_has_one(clerk: User) -> None:
    person = somebody()
    accepted([arrival(person, date(2024, 11, 4))], clerk)
    batch = checked([arrival(), release(person, date(2024, 11, 20))], clerk)
    assert "opent 1 casus" in text(client_of(clerk), url_of(batch))


def test_a_batch_is_withdrawn_with_a_reason_and_stays_as_a_trace(clerk: User) -> None:
    batch = accepted([arrival()], clerk)
    client = client_of(clerk)
    assert "en daarmee 1 casus" in text(client, url_of(batch, "intrekken/"))
    assert "Vul in waarom." in text(client, url_of(batch, "intrekken/"), {"why": ""})
    page = text(client, url_of(batch, "intrekken/"), {"why": "Verkeerde dag."})
    assert "Ingetrokken door u" in page
    assert "Verkeerde dag." in page
    assert state_of(batch) == Batch.State.WITHDRAWN
    assert "Deze partij is al ingetrokken." in text(client, url_of(batch, "intrekken/"))


def test_the_own_file_comes_back_with_result_and_remark(clerk: User) -> None:
    batch = checked([arrival(remarks="=1+1"), arrival(born="1-1-2099")], clerk)
    response = client_of(clerk).get(url_of(batch, "bestand/"))
    assert response["Content-Type"].startswith("text/csv")
    lines = response.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Meldingnummer;Soort;")
    assert lines[0].endswith(";resultaat;opmerking")
    assert "'=1+1" in lines[1]
    assert ";nieuw;" in lines[1]
    assert ";fout;" in lines[2]
    assert "ligt in de toekomst" in lines[2]
    with system_scope("the test reads the log"):
        assert AccessLog.objects.filter(act="batch_file", reference=batch.reference).count() == 1


def test_a_workbook_comes_back_as_a_workbook_with_its_zeros(clerk: User) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for line in as_csv([arrival(skn="01234567")]).decode("utf-8-sig").splitlines():
        sheet.append(line.split(";"))
    content = BytesIO()
    book.save(content)
    client = client_of(clerk)
    text(client, "/meldingen/inlezen/", {"file": SimpleUploadedFile("dpan.xlsx", content.getvalue())})
    run(Job.objects.get().pk)
    response = client.get(url_of(the_batch(), "bestand/"))
    back = load_workbook(BytesIO(response.content)).worksheets[0]
    cells = {heading.value: cell.value for heading, cell in zip(back[1], back[2], strict=True)}
    assert cells["SKN"] == "01234567"
    assert cells["resultaat"] == "nieuw"


def test_more_rows_than_one_waits_for_are_accepted_by_a_worker(clerk: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("intake.views.batch_acts.AT_ONCE", 1)
    batch = checked([arrival(), arrival()], clerk)
    client = client_of(clerk)
    assert "De regels worden overgenomen" in text(client, url_of(batch, "overnemen/"), {})
    assert "of dat is al gebeurd" in text(client, url_of(batch, "overnemen/"), {})
    assert run(Job.objects.get(kind="accept_batch").pk)
    assert outcomes(batch) == [("new", "accepted"), ("new", "accepted")]


def test_the_help_page_shows_the_columns_and_the_example_can_be_read_back(clerk: User) -> None:
    client = client_of(clerk)
    page = text(client, "/hulp/meldingen/")
    assert "Gemeente van terugkeer" in page
    assert "Strafrechtsketennummer" in page
    example = client.get("/hulp/meldingen/voorbeeld.csv").content
    page = text(client, "/meldingen/plakken/", {"text": example.decode("utf-8-sig")})
    assert "2 meldingen gelezen" in page
    with system_scope("the test looks at the rows"):
        assert not Row.objects.filter(outcome=Row.Outcome.WRONG).exists()


def test_the_list_of_batches_says_how_each_stands(clerk: User) -> None:
    accepted([arrival(), arrival(born="1-1-2099")], clerk)
    page = text(client_of(clerk), "/meldingen/")
    assert "overgenomen, 1 vast" in page
    assert "1 regel wordt vastgehouden." in page


def test_row_pages_are_logged_by_reference_only(clerk: User) -> None:
    batch = checked([arrival()], clerk)
    client_of(clerk).get(url_of(batch, "regels/2/"))
    with system_scope("the test reads the log"):
        entry = AccessLog.objects.get(act="row")
    assert (entry.reference, entry.ground) == (batch.reference, "regel 2")
    assert row_of(batch).line == 2
