"""The shell: menu, Vandaag, signing in, the log, and what a region has to set up."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from cases.access import scope_for
from cases.chain.settle import settle
from cases.models import Case
from intake.models import Batch, Row
from municipalities.models import Municipality
from nazorg.accounts.demo import DEMO_LOGINS, DEMO_PASSWORD
from nazorg.accounts.log import log_access
from nazorg.accounts.models import AccessLog, User
from nazorg.common.scope import system_scope
from nazorg.front.demo_users import NotADemoError, create_demo_users
from nazorg.front.navigation import PORTAL_MENU, STAFF_MENU, Entry, navigation
from tests.cast import Cast, client_of
from tests.factories import case_in

NOW = timezone.now


def page(somebody: User, path: str) -> str:
    return client_of(somebody).get(path).content.decode()


# The menu


def entries(group: tuple[Entry, ...]) -> Iterator[Entry]:
    for entry in group:
        yield entry
        yield from entries(entry.children)


def test_every_entry_of_the_menu_has_an_address() -> None:
    for group in (*STAFF_MENU, *PORTAL_MENU):
        for entry in entries(group):
            assert entry.url


@pytest.mark.parametrize(
    ("role", "sees", "not_sees"),
    [
        ("coordinator", {"Vandaag", "Meldingen", "Casussen", "Cijfers", "Convenant"}, {"Logboek", "Beheer", "Inlezen"}),
        ("clerk", {"Vandaag", "Meldingen", "Casussen", "Convenant"}, {"Logboek", "Beheer", "Rechten goedkeuren"}),
        ("chain_manager", {"Vandaag", "Cijfers", "Logboek", "Rechten goedkeuren"}, {"Meldingen", "Casussen", "Beheer"}),
        ("privacy_officer", {"Vandaag", "Logboek", "Convenant"}, {"Meldingen", "Casussen", "Rechten goedkeuren"}),
        ("administrator", {"Vandaag", "Gemeenten", "Beheer"}, {"Meldingen", "Casussen", "Cijfers", "Convenant"}),
        (
            "huizen",
            {"Te beantwoorden", "Onze casussen", "Onze cijfers"},
            {"Vandaag", "Meldingen", "Casussen", "Gemeenten", "Hulp"},
        ),
    ],
)
def test_each_role_sees_only_its_own_entries(cast: Cast, role: str, sees: set[str], not_sees: set[str]) -> None:
    with system_scope("the menu counts what is held back"):
        labels = {item.label for group in navigation(getattr(cast, role), "/") for item in group}
    assert sees <= labels
    assert not not_sees & labels


def test_every_entry_in_the_menu_opens(cast: Cast) -> None:
    for somebody in cast.everybody().values():
        client = client_of(somebody)
        with system_scope("the menu counts what is held back"):
            items = [item for group in navigation(somebody, "/") for one in group for item in (one, *one.children)]
        for item in items:
            assert client.get(item.url).status_code in (200, 302), (somebody.name, item.url)


def test_only_the_entry_of_the_page_itself_is_current(clerk: User) -> None:
    def current(path: str) -> list[str]:
        with system_scope("the menu counts what is held back"):
            groups = navigation(clerk, path)
        return [item.label for group in groups for one in group for item in (one, *one.children) if item.current]

    assert current("/") == ["Vandaag"]
    assert current("/casussen/23456789/") == ["Casussen"]
    assert current("/meldingen/plakken/") == ["Plakken"]
    assert current("/nergens/") == []


# Vandaag


def batch(state: str, outcomes: dict[str, int], row_state: str, by: User) -> Batch:
    with system_scope("the test writes a batch"):
        made = Batch.objects.create(source="dpan", door="paste", content=b"x", state=state, created_by=by)
        if state == "accepted":
            made.accepted_by, made.accepted_at = by, timezone.now()
            made.save()
        for outcome, number in outcomes.items():
            for _ in range(number):
                line = made.rows.count() + 1
                Row.objects.create(batch=made, line=line, raw=b"x", outcome=outcome, state=row_state)
    return made


def test_vandaag_starts_with_what_waits_and_names_the_next_act(clerk: User) -> None:
    waiting = batch("checked", {"new": 3, "wrong": 1}, "waiting", clerk)
    held = batch("accepted", {"wrong": 2, "choose": 1}, "held", clerk)
    with system_scope("the test writes a case"):
        case = case_in("0402")
        Case.objects.filter(pk=case.pk).update(to_decide="municipality", responsible=None)
        settle([case.pk], timezone.now())
    text = page(clerk, "/")
    assert "3 dingen te doen" in text
    for words in (
        "4 regels wachten op akkoord", "Neem over", "3 regels niet overgenomen", "2 fout, 1 te kiezen", "Herstel",
        "geen gemeente bekend", "Kies gemeente",
    ):  # fmt: skip
        assert words in text, words
    assert f"/meldingen/partijen/{waiting.reference}/" in text
    assert f"/meldingen/partijen/{held.reference}/" in text
    assert text.count("btn-primary") == 1


def test_the_menu_counts_the_rows_that_are_held_back(clerk: User) -> None:
    batch("accepted", {"wrong": 2, "choose": 1}, "held", clerk)
    assert '<span class="count">3</span>' in page(clerk, "/hulp/")


def test_vandaag_tells_what_came_in_and_who_goes_free_this_week(clerk: User) -> None:
    made = batch("accepted", {"new": 24}, "accepted", clerk)
    with system_scope("the test writes cases"):
        case_in("0402", detention__person__family_name="Vrijman", detention__expected_end_on=date(2024, 12, 3))
        case_in("0402", detention__person__family_name="Later", detention__expected_end_on=date(2024, 12, 9))
    text = page(clerk, "/")
    assert "24 regels overgenomen" in text
    assert made.reference in text
    assert "Vrijman" in text
    assert "di 3 dec, Hilversum, verwacht" in text
    assert "Later" not in text


def test_an_empty_vandaag_says_so_and_offers_the_first_act(clerk: User) -> None:
    text = page(clerk, "/")
    assert "U bent bij" in text
    assert "/meldingen/inlezen/" in text


def test_whoever_opens_no_dossiers_has_a_page_without_people(chain_manager: User, administrator: User) -> None:
    with system_scope("the test writes a case"):
        case_in("0402", detention__person__family_name="Vrijman", detention__expected_end_on=date(2024, 12, 3))
    for somebody in (chain_manager, administrator):
        assert "Vrijman" not in page(somebody, "/")
    assert "Tabel 1" in page(chain_manager, "/")
    assert "Er wacht niets op uw goedkeuring" in page(chain_manager, "/")


# Signing in


def test_the_demo_offers_its_log_ins_and_a_real_region_does_not(cast: Cast, settings: Any) -> None:
    settings.DEMO = True
    assert DEMO_LOGINS[0].email in Client().get("/toegang/login/").content.decode()
    settings.DEMO = False
    text = Client().get("/toegang/login/").content.decode()
    assert DEMO_LOGINS[0].email not in text
    assert DEMO_PASSWORD not in text


def test_every_demo_user_signs_in_with_rights_given_by_two_persons(cast: Cast, settings: Any) -> None:
    settings.DEMO = True
    users = create_demo_users()
    assert create_demo_users().keys() == users.keys()  # a second time changes nothing
    for login in DEMO_LOGINS:
        client = Client()
        answer = client.post("/toegang/login/", {"login": login.email, "password": DEMO_PASSWORD})
        assert answer.status_code == 302, login.email
        assert client.get(answer["Location"]).status_code == 200, login.email
        found = User.objects.get(email=login.email)
        assert found.party == login.role
        assert found.role_approved_by_id is None or found.role_approved_by_id != found.role_asked_by_id
    huizen = Municipality.objects.get(code="0406").pk
    assert scope_for(users["huizen@demo.nazorg.example"]).municipalities == {huizen}


def test_known_passwords_are_not_made_outside_a_demo(cast: Cast, settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(NotADemoError):
        create_demo_users()
    with pytest.raises(CommandError, match="geen demo"):
        call_command("demo_logins")


# The log


def test_the_log_shows_who_looked_at_which_reference_and_filters(clerk: User, privacy_officer: User) -> None:
    with system_scope("the test writes the log"):
        day_before = timezone.now() - timedelta(days=1)
        AccessLog.objects.bulk_create(
            [
                AccessLog(user=clerk, act="case", reference="23456789"),
                AccessLog(user=clerk, act="person", reference="ABCDEFGH", result="refused", at=day_before),
            ]
        )
    client = client_of(privacy_officer)

    def shown(query: str) -> tuple[bool, bool]:
        text = client.get(f"/privacy/logboek/?{query}").content.decode()
        return "2345 6789" in text, "ABCD EFGH" in text

    assert shown("") == (True, True)
    assert shown(f"wie={clerk.pk}") == (True, True)
    assert shown(f"wie={privacy_officer.pk}") == (False, False)
    assert shown("wat=case") == (True, False)
    assert shown("uitslag=refused") == (False, True)
    assert shown("vanaf=2024-12-02") == (True, False)
    assert shown("tot=2024-12-01") == (False, True)
    assert "casus bekeken" in client.get("/privacy/logboek/").content.decode()


def test_a_clerk_reads_in_the_database_only_his_own_acts(clerk: User, coordinator: User, rf: Any) -> None:
    from nazorg.common.scope import open_scope

    for somebody in (clerk, coordinator):
        request = rf.get("/")
        request.user = somebody
        with open_scope(scope_for(somebody)):
            log_access(request, "case", "23456789")
    with open_scope(scope_for(clerk)):
        assert [entry.user for entry in AccessLog.objects.all()] == [clerk]


# Errors and set-up


def test_an_expired_form_is_refused_in_dutch(clerk: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(clerk, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.post("/zoeken/", {"q": "x"})
    assert answer.status_code == 403
    assert "Deze pagina stond te lang open" in answer.content.decode()


def test_the_page_of_components_shows(coordinator: User) -> None:
    assert client_of(coordinator).get("/hulp/componenten/").status_code == 200


def test_the_doctor_says_in_order_what_is_left_to_do(cast: Cast) -> None:
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("doctor", stdout=out)
    lines = out.getvalue().splitlines()
    assert ended.value.code == 1
    assert any(line.startswith("doen") and "twee beheerders" in line for line in lines)
    assert any("contactpersoon" in line and "Laren" in line and "Hilversum" not in line for line in lines)
    assert any(line.startswith("doen") and "convenant" in line for line in lines)
    assert any(line.startswith("let op") and "back-up" in line for line in lines)
    assert any(line.startswith("goed") and "ketenmanager" in line for line in lines)


def doctored() -> str:
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("doctor", stdout=out)
    return out.getvalue()


def test_the_doctor_stops_at_a_database_without_tables(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nazorg.front.doctor._migrations_behind", lambda: 3)
    said = doctored()
    assert "loopt 3 migraties achter" in said
    assert "ketenmanager" not in said


@pytest.mark.parametrize(
    ("code", "sentence"), [("", "let op"), ("0402", "goed    Hilversum"), ("9998", "doen    NO_ABODE_CODE is 9998")]
)
def test_the_doctor_says_who_serves_people_without_an_abode(
    cast: Cast, settings: Any, code: str, sentence: str
) -> None:
    settings.NO_ABODE_CODE = code
    line = next(line for line in doctored().splitlines() if "NO_ABODE_CODE" in line or "verblijfplaats" in line)
    assert line.startswith(sentence)


# Signs


def test_every_sign_that_is_named_is_drawn() -> None:
    sprite = (settings.BASE_DIR / "templates/components/icons.html").read_text()
    drawn = set(re.findall(r'id="([ci]-[a-z]+)"', sprite))
    folders = ("cases", "intake", "municipalities", "nazorg", "reporting", "templates")
    files = [path for folder in folders for path in (settings.BASE_DIR / folder).rglob("*") if path.is_file()]
    texts = [path.read_text() for path in files if path.suffix in (".py", ".html")]
    named = {name for text in texts for name in re.findall(r'"#?([ci]-[a-z]+)"', text)}
    assert named <= drawn
