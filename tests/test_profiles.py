"""The profile: a person's word on a risk, in versions that stay, copied when somebody comes back, and never lost."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cases.access import scope_for
from cases.models import Act, Case, Profile
from cases.profiles.selectors import latest_profile, used_terms
from cases.profiles.services import Overtaken, Words, a_year_from, write_profile
from nazorg.accounts.models import User
from nazorg.common.scope import open_scope, system_scope
from tests.at_once import both
from tests.case_tools import page
from tests.cast import Cast, client_of
from tests.conftest import NOW
from tests.factories import case_in
from tests.judging_factories import ProfileFactory

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
DATA = {"level": "raised", "grounds": "Valt terug na elke detentie.", "seen": "0", "valid_until": "2025-12-02"}


@pytest.fixture
def case(coordinator: User) -> Case:
    with system_scope("the test makes a case"):
        return case_in("0402")


def again(case: Case) -> Case:
    """Another case of the same person, later."""
    with system_scope("the test makes a case"):
        return case_in("0402", detention__person=case.person, detention__start_on=date(2024, 11, 1))


def url(case: Case, rest: str = "schrijven/") -> str:
    return f"/casussen/{case.reference}/profiel/{rest}"


def written(case: Case) -> list[Profile]:
    with system_scope("the test looks"):
        return list(Profile.objects.filter(case=case).order_by("version"))


def acts(case: Case) -> list[str]:
    with system_scope("the test looks"):
        return list(Act.objects.filter(case=case, kind="profile").order_by("pk").values_list("text", flat=True))


def write(case: Case, by: User, seen: int, now: datetime = NOW, **words: object) -> Profile:
    values = {"level": "raised", "grounds": "Valt terug.", "valid_until": TODAY + timedelta(days=365)} | words
    with open_scope(scope_for(by)):
        return write_profile(case, Words(**values), seen, by, now)  # type: ignore[arg-type]


def test_a_level_and_one_sentence_are_enough(coordinator: User, case: Case) -> None:
    text = page(coordinator, url(case), DATA)
    assert "Het profiel is bewaard als versie 1." in text
    assert "risico verhoogd" in text
    assert "Valt terug na elke detentie." in text
    (profile,) = written(case)
    assert (profile.by, profile.on, profile.valid_until) == (coordinator, TODAY, date(2025, 12, 2))
    with system_scope("the test looks"):
        act = Act.objects.get(case=case, kind="profile")
    assert (act.category, act.text) == ("risk", "Risico verhoogd: Valt terug na elke detentie.")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"level": ""}, "Kies hoe u het risico inschat."),
        ({"level": "7"}, "Kies hoe u het risico inschat."),
        ({"grounds": " \u200b "}, "Zeg in één zin waarop u dit baseert."),
        ({"grounds": "x" * 301}, "300 tekens is het meeste."),
        ({"valid_until": "2024-12-01"}, "Kies vandaag of een latere datum."),
        ({"valid_until": "volgend jaar"}, "Vul in tot wanneer dit profiel geldt."),
        ({"crime_more": "x" * 61}, "hoogstens 60 tekens"),
        ({"crime_more": ",".join(str(number) for number in range(21))}, "Kies hoogstens 20 termen."),
    ],
)
def test_what_is_lacking_is_asked_for_and_nothing_typed_is_lost(
    coordinator: User, case: Case, changes: dict[str, str], sentence: str
) -> None:
    text = page(coordinator, url(case), DATA | {"text": "Een lang verhaal.", "social_more": "dakloos"} | changes)
    assert sentence in text
    assert "Een lang verhaal." in text
    assert "dakloos" in text
    assert written(case) == []
    assert acts(case) == []


def test_the_database_takes_no_profile_without_level_or_grounds(coordinator: User, case: Case) -> None:
    for wrong in ({"level": "7"}, {"grounds": ""}, {"valid_until": TODAY - timedelta(days=1)}):
        with system_scope("not even the software"), pytest.raises(IntegrityError), transaction.atomic():
            ProfileFactory(case=case, by=coordinator, **wrong)


def test_the_page_says_that_no_score_is_computed(coordinator: User, case: Case) -> None:
    for rest in ("", "schrijven/"):
        assert "Nazorg berekent geen score." in page(coordinator, url(case, rest))


def test_it_is_valid_for_a_year_unless_somebody_says_otherwise(coordinator: User, case: Case) -> None:
    assert 'value="2025-12-02"' in page(coordinator, url(case))
    assert a_year_from(date(2024, 2, 29)) == date(2025, 2, 28)
    write(case, coordinator, 0, NOW - timedelta(days=9), valid_until=TODAY - timedelta(days=1))
    assert "Verlopen." in page(coordinator, url(case, ""))
    assert 'value="2025-12-02"' in page(coordinator, url(case))


def test_a_changed_profile_is_a_new_version_and_the_old_one_stays_readable(coordinator: User, case: Case) -> None:
    write(case, coordinator, 0, NOW - timedelta(days=30), grounds="Nog rustig.", level="low")
    text = page(coordinator, url(case), DATA | {"seen": "1"})
    assert "bewaard als versie 2" in text
    assert "Versie 1" in text
    old = page(coordinator, url(case, "versie/1/"))
    assert "Nog rustig." in old
    assert "risico laag" in old
    assert client_of(coordinator).get(url(case, "versie/3/")).status_code == 404
    assert acts(case) == ["Risico laag: Nog rustig.", "Risico verhoogd: Valt terug na elke detentie."]


def test_a_correction_on_the_same_day_is_a_version_but_no_second_profile(coordinator: User, case: Case) -> None:
    write(case, coordinator, 0)
    write(case, coordinator, 1, grounds="Valt steeds terug.")
    assert [profile.grounds for profile in written(case)] == ["Valt terug.", "Valt steeds terug."]
    assert acts(case) == ["Risico verhoogd: Valt steeds terug."]


def test_saving_what_stands_already_makes_no_version(coordinator: User, case: Case) -> None:
    page(coordinator, url(case), DATA)
    assert "Er is niets veranderd." in page(coordinator, url(case), DATA | {"seen": "1"})
    assert len(written(case)) == 1


def test_terms_come_from_earlier_use_spelled_alike_and_once(coordinator: User, case: Case) -> None:
    page(coordinator, url(case), DATA | {"crime_more": "Winkeldiefstal, inbraak", "social_more": "dakloos"})
    other = again(case)
    text = page(coordinator, url(other))
    assert '<input type="checkbox" name="crime" value="Winkeldiefstal"' in text
    page(coordinator, url(other), DATA | {"crime": "inbraak", "crime_more": "winkeldiefstal; INBRAAK, heling"})
    (profile,) = written(other)
    assert profile.crime == ["inbraak", "Winkeldiefstal", "heling"]
    with open_scope(scope_for(coordinator)) as scope:
        assert used_terms(scope)["crime"] == ["inbraak", "Winkeldiefstal", "heling"]
        assert used_terms(scope)["history"] == []


def test_seldom_used_terms_are_found_while_typing(coordinator: User, case: Case) -> None:
    terms = [f"term {number}" for number in range(12)]
    with system_scope("the test makes a profile"):
        ProfileFactory(case=case, by=coordinator, crime=terms)
    text = page(coordinator, url(again(case)))
    assert text.count('name="crime" value=') == 10
    assert '<datalist id="crime-gebruikt"><option value="term 10"></option><option value="term 11">' in text


def test_a_profile_is_taken_over_from_the_former_case_and_counts_once_confirmed(coordinator: User, case: Case) -> None:
    with system_scope("the test makes a profile"):
        former = ProfileFactory(
            case=case, by=coordinator, level="high", crime=["inbraak"], text="Oud verhaal.", valid_until=TODAY
        )
    second = again(case)
    assert "Overnemen uit vorige casus" in page(coordinator, url(second, ""))
    text = page(coordinator, f"{url(second)}?overnemen")
    filled = (
        "Oud verhaal.",
        'value="inbraak" id="id_crime_0" checked',
        'value="high" required id="id_level_2" checked',
        'value="2025-12-02"',
        f'name="taken_from" value="{former.pk}"',
    )
    for words in filled:
        assert words in text, words
    assert written(second) == []
    page(coordinator, f"{url(second)}?overnemen", DATA | {"taken_from": str(former.pk), "crime": "inbraak"})
    (profile,) = written(second)
    assert (profile.taken_from_id, profile.version, profile.crime) == (former.pk, 1, ["inbraak"])
    assert len(acts(second)) == 1
    assert "overgenomen uit casus" in page(coordinator, url(second, ""))


def test_nothing_is_taken_over_from_somebody_else(coordinator: User, case: Case) -> None:
    with system_scope("the test makes somebody else"):
        theirs = ProfileFactory(case=case_in("0402"), by=coordinator, text="Van een ander.")
    assert "Overnemen" not in page(coordinator, url(case, ""))
    assert "Van een ander." not in page(coordinator, f"{url(case)}?overnemen")
    page(coordinator, url(case), DATA | {"taken_from": str(theirs.pk)})
    assert written(case)[0].taken_from is None
    words = Words("low", "Rustig.", TODAY)
    with open_scope(scope_for(coordinator)), pytest.raises(ValidationError, match="iemand anders"):
        write_profile(case, words, 1, coordinator, NOW, taken_from=theirs)


def test_two_people_edit_one_profile_and_both_texts_are_shown_and_kept(coordinator: User, case: Case) -> None:
    write(case, coordinator, 0, grounds="Van de eerste.")
    text = page(
        coordinator, url(case), DATA | {"grounds": "Van de tweede.", "text": "Mijn verhaal.", "crime_more": "x1"}
    )
    assert "Coordinator heeft dit profiel intussen gewijzigd." in text
    for words in ("Van de eerste.", "Van de tweede.", "Mijn verhaal.", 'value="x1"', 'name="seen" value="1"'):
        assert words in text, words
    assert len(written(case)) == 1
    page(coordinator, url(case), DATA | {"grounds": "Samen.", "seen": "1"})
    assert [profile.grounds for profile in written(case)] == ["Van de eerste.", "Samen."]


def test_text_pasted_from_word_becomes_plain_and_keeps_its_lines(coordinator: User, case: Case) -> None:
    pasted = "Eerste regel\x0bTweede\u00ad regel\r\n\u2022\tPunt\x00\x07\ufeff"
    page(coordinator, url(case), DATA | {"text": pasted, "grounds": "Over\r\ntwee regels"})
    (profile,) = written(case)
    assert profile.text == "Eerste regel\nTweede regel\n\u2022 Punt"
    assert profile.grounds == "Over twee regels"
    assert "Eerste regel<br>Tweede regel" in page(coordinator, url(case, ""))


def test_script_in_a_profile_is_text(coordinator: User, case: Case) -> None:
    page(coordinator, url(case), DATA | {"text": "<script>alert(1)</script>", "crime_more": "<b>x</b>"})
    for rest in ("", "schrijven/", "versie/1/"):
        text = page(coordinator, url(case, rest))
        assert "<script>alert(1)" not in text
        assert "<b>x</b>" not in text


def test_only_the_coordinator_comes_near_a_profile(cast: Cast, case: Case) -> None:
    write(case, cast.coordinator, 0)
    for rest in ("", "schrijven/", "versie/1/"):
        for user in (cast.clerk, cast.chain_manager, cast.administrator, cast.privacy_officer):
            assert client_of(user).get(url(case, rest)).status_code == 403
        for contact in (cast.hilversum, cast.huizen):
            assert client_of(contact).get(url(case, rest)).status_code == 404
    assert client_of(cast.clerk).post(url(case), DATA).status_code == 403
    assert len(written(case)) == 1


def test_nobody_else_reads_of_a_profile_on_any_page_search_or_export(cast: Cast, case: Case) -> None:
    write(case, cast.coordinator, 0, grounds="Geheime grond.", crime=("geheimterm",))
    for path in (f"/casussen/{case.reference}/", f"/casussen/{case.reference}/doelgroepen/", "/casussen/"):
        assert "Geheim" not in page(cast.clerk, path)
        assert "geheimterm" not in page(cast.clerk, path)
    assert b"Geheim" not in client_of(cast.clerk).get("/casussen/excel/").content
    assert "Geheim" not in page(cast.clerk, "/zoeken/", {"q": "geheimterm"})
    for path in ("/portaal/", "/portaal/casussen/"):
        assert "Geheim" not in page(cast.hilversum, path)
    assert "Geheim" not in page(cast.clerk, f"/casussen/{case.reference}/wat-ziet/0402/")
    with open_scope(scope_for(cast.clerk)) as scope:
        assert latest_profile(case, scope) is None
        assert set(map(tuple, used_terms(scope).values())) == {()}


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_one_is_told_of_the_other(cast: Cast) -> None:
    with system_scope("the test makes a case"):
        case = case_in("0402")

    def one() -> str:
        try:
            write(case, cast.coordinator, 0)
        except Overtaken as overtaken:
            return f"overtaken by {overtaken.latest.version}"
        return "written"

    assert sorted(both(one)) == ["overtaken by 1", "written"]
    assert len(written(case)) == 1
