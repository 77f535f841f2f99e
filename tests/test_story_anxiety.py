"""The first example of the evaluation as the demo plays it: complete, and everybody reads no more than may be."""

import pytest

from cases.access import scope_for
from cases.disclosures.partner_packs import offer_for
from cases.models import Act, Case, CourseStep, Disclosure, Intervention, PoliceInformation, Profile, Statement
from fixtures import story_anxiety as said
from nazorg.common.scope import open_scope, system_scope
from nazorg.covenant.categories import Category
from nazorg.front.demo import make_partners
from nazorg.front.demo_anxiety import play_anxiety
from partners.models import Unit
from tests.cast import Cast, client_of
from tests.conftest import NOW

SECRET = (said.CONCERN, said.POLICE_TOLD, said.PROFILE.grounds, said.CARE_TOLD, said.CORPORATION_DOUBTS)


@pytest.fixture
def case(cast: Cast) -> Case:
    make_partners()
    return play_anxiety(cast.coordinator, cast.clerk, NOW)


def test_the_whole_example_is_recorded_and_rests(case: Case) -> None:
    with system_scope("the test looks"):
        assert case.detention_id is None
        assert Profile.objects.get(case=case).level == "raised"
        assert {one.category for one in Intervention.objects.filter(case=case).exclude(result="")} == {
            Category.AREA_HOUSING, Category.AREA_CARE, Category.AREA_INCOME,
        }  # fmt: skip
        assert CourseStep.objects.get(case=case, current=True).party == said.RUNS_WITH
        assert list(case.action_lines.order_by("pk").values_list("state", flat=True)).count("done") == 2


def test_the_corporation_got_the_released_sentence_and_never_what_the_police_told(cast: Cast, case: Case) -> None:
    corporation = Unit.objects.get(party="housing")
    with open_scope(scope_for(cast.coordinator, NOW.date())) as scope:
        given = Disclosure.objects.filter(case=case, unit=corporation, kind="partner")
        assert [part.text for part in given.get().parts.filter(category=Category.STATEMENT)] == [said.RELEASED_WORDS]
        assert PoliceInformation.objects.get(case=case).supplied_by == said.OFFICER
        offered = {
            part.category for one in offer_for(case, corporation, scope, NOW.date()).sections for part in one.parts
        }
    assert not offered & {Category.POLICE, Category.RISK, Category.CARE}
    with system_scope("the test looks"):
        assert Statement.objects.get(case=case).category == Category.STATEMENT


def test_the_clerk_reads_that_it_runs_and_nothing_of_profile_police_or_care(cast: Cast, case: Case) -> None:
    client = client_of(cast.clerk)
    page = client.get(f"/casussen/{case.reference}/").content.decode()
    assert said.PERSON["family_name"] in page
    line = client.get(f"/casussen/{case.reference}/tijdlijn/").content.decode()
    assert not [words for words in SECRET if words in page + line]
    for path in ("profiel", "achtergrond", "verrijking"):
        assert client.get(f"/casussen/{case.reference}/{path}/").status_code == 403
    with open_scope(scope_for(cast.clerk, NOW.date())):
        secret = (Category.RISK, Category.POLICE, Category.CARE)
        assert not Act.objects.filter(case=case, category__in=secret).exists()
