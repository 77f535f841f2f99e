"""Two logs: who looked (no content), and what was changed (as secret as what it tells of)."""

import pytest

from cases.access import scope_for
from cases.models import Act, AuditEntry, Case
from municipalities.models import Alias
from nazorg.accounts.models import AccessLog, User
from nazorg.common.scope import open_scope, system_scope
from nazorg.covenant.categories import Category
from tests.cast import Cast, client_of
from tests.database import sql
from tests.factories import ActFactory, case_in, municipality


@pytest.fixture
def case(cast: Cast) -> Case:
    with system_scope("a case to look at"):
        return case_in("0402")


def entries(**wanted: object) -> list[AuditEntry]:
    with system_scope("the test reads the trail"):
        return list(AuditEntry.objects.filter(**wanted).order_by("-pk"))


def test_a_change_carries_category_case_and_who_made_it(case: Case, clerk: User) -> None:
    with open_scope(scope_for(clerk)):
        case.brought_in_by = "de wijkagent"
        case.save()
    entry = entries(content_type__model="case", action=AuditEntry.Action.UPDATE)[0]
    assert (entry.category, entry.case_id, entry.actor_id) == (Category.IDENTITY, case.pk, clerk.pk)
    assert entry.changes["brought_in_by"] == ["", "de wijkagent"]


def test_an_act_is_audited_under_its_own_category(case: Case, coordinator: User, clerk: User) -> None:
    with open_scope(scope_for(coordinator)):
        ActFactory(case=case, kind=Act.Kind.PROFILE, category=Category.RISK, text="hoog risico")
    assert entries(content_type__model="act")[0].category == Category.RISK
    with open_scope(scope_for(clerk)):
        assert sql("SELECT 1 FROM cases_auditentry WHERE changes::text LIKE '%%hoog risico%%'") == []


def test_a_change_in_the_registry_is_log_and_belongs_to_no_case(clerk: User) -> None:
    with open_scope(scope_for(clerk)):
        Alias.objects.create(name="Kerkelanden", key="kerkelanden", municipality=municipality("0402"))
    entry = entries(content_type__model="alias")[0]
    assert (entry.category, entry.case_id) == (Category.LOG, None)


def test_a_change_outside_any_request_leaves_a_trace_too(cast: Cast) -> None:
    cast.clerk.name = "Iemand Anders"
    cast.clerk.save()
    assert entries(content_type__model="user")[0].changes["name"][1] == "Iemand Anders"


def test_signing_in_changes_nothing_in_the_trail(clerk: User) -> None:
    before = len(entries())
    client_of(clerk).get("/")
    assert len(entries()) == before


def test_opening_a_dossier_is_logged_once_without_content(case: Case, clerk: User) -> None:
    assert client_of(clerk).get(f"/casussen/{case.reference}/").status_code == 200
    with system_scope("the test reads the log"):
        entry = AccessLog.objects.get(act="case")
    assert (entry.user, entry.reference, entry.result) == (clerk, case.reference, "done")
    text = " ".join(str(value) for value in vars(entry).values())
    assert case.person.family_name not in text


def test_a_search_leaves_no_name_in_the_log(case: Case, clerk: User) -> None:
    client_of(clerk).post("/zoeken/", {"q": case.person.family_name})
    with system_scope("the test reads the log"):
        rows = sql("SELECT t::text FROM accounts_accesslog t")
    assert not [row for (row,) in rows if case.person.family_name in row]


def test_the_clerk_reads_the_own_acts_only(case: Case, cast: Cast) -> None:
    client_of(cast.clerk).get(f"/casussen/{case.reference}/")
    client_of(cast.coordinator).get(f"/casussen/{case.reference}/")
    with open_scope(scope_for(cast.clerk)):
        assert {user for (user,) in sql("SELECT user_id FROM accounts_accesslog")} == {cast.clerk.pk}
