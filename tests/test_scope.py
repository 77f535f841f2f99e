"""The scope around a piece of work: it comes back as it was, and a request is one transaction."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import Error, IntegrityError, connection
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.template.response import SimpleTemplateResponse
from django.test import Client, override_settings
from django.urls import path

from cases.access import scope_for
from cases.models import Case, Person
from cases.visible import WrongScopeError
from nazorg.accounts.acts import Act, requires
from nazorg.accounts.models import AccessLog, User
from nazorg.common.figures import figures_scope
from nazorg.common.scope import ANONYMOUS, NoScopeError, Scope, current_scope, open_scope, system_scope
from nazorg.urls import urlpatterns as real_urls
from tests.cast import PASSWORD, client_of
from tests.database import count, refusal, sql
from tests.factories import PersonFactory, case_in


def told() -> str:
    """What the database knows of the scope."""
    value: str = sql("SELECT coalesce(current_setting('nazorg.scope', true), '')")[0][0]
    return value


def test_a_scope_restores_the_former_one_on_success(clerk: User) -> None:
    assert told() == ""
    with system_scope("outer"):
        with open_scope(scope_for(clerk)):
            assert (told(), current_scope().actor_id) == ("user", clerk.pk)
            with open_scope(ANONYMOUS):
                assert told() == "anonymous"
            assert told() == "user"
        assert (told(), current_scope().kind) == ("system", "system")
    assert told() == ""
    with pytest.raises(NoScopeError):
        current_scope()


def test_a_scope_restores_the_former_one_after_a_database_error(clerk: User) -> None:
    with open_scope(scope_for(clerk)):
        with pytest.raises(IntegrityError), system_scope("inner"):
            PersonFactory.create_batch(2, skn="12345678")
        assert (told(), current_scope().actor_id) == ("user", clerk.pk)
        assert count("cases_person") == 0


def test_the_bypass_has_to_say_why(db: None) -> None:
    with pytest.raises(ValueError, match="Say why"), system_scope(" "):
        pass


def test_the_system_acts_on_behalf_of_whoever_is_at_work(clerk: User) -> None:
    with open_scope(scope_for(clerk)), system_scope("a derived fact"):
        assert current_scope().actor_id == clerk.pk


def test_figures_are_counted_over_everything_and_nothing_is_written(chain_manager: User) -> None:
    with system_scope("two cases"):
        case_in("0402")
        case_in("0406")
    with open_scope(scope_for(chain_manager)):
        assert count("cases_case") == 0
        with figures_scope():
            assert count("cases_case") == 2
            assert "read-only" in refusal("UPDATE cases_case SET opened_on = opened_on")
            assert "read-only" in refusal("DELETE FROM django_session")
        assert count("cases_case") == 0
        AccessLog.objects.bulk_create([AccessLog(user=chain_manager, act="x")])  # and writing works again


def test_a_query_for_another_scope_than_the_open_one_is_refused(clerk: User, hilversum: User) -> None:
    with open_scope(scope_for(clerk)), pytest.raises(WrongScopeError):
        Case.objects.visible_to(scope_for(hilversum))


def test_a_narrowed_right_does_not_count_as_the_whole() -> None:
    scope = Scope("user", read=frozenset({"identity", "log:own_acts"}))
    assert scope.may_read("identity")
    assert not scope.may_read("log")


@requires(Act.SEE_CASES)
def breaks(request: HttpRequest) -> HttpResponse:
    PersonFactory(family_name="Halfweg")
    raise RuntimeError("half way")


@requires(Act.SEE_CASES)
def answers_500(request: HttpRequest) -> HttpResponse:
    PersonFactory(family_name="Halfweg")
    return HttpResponse("mislukt", status=500)


@requires(Act.SEE_TODAY)
def refuses_after_writing(request: HttpRequest) -> HttpResponse:
    PersonFactory(family_name="Halfweg")
    raise PermissionDenied


@requires(Act.SEE_CASES)
def lazily(request: HttpRequest) -> HttpResponse:
    """Its rows are only fetched while it is rendered, after the view has returned."""
    template = engines["django"].from_string("{% for person in people %}{{ person.family_name }}{% endfor %}")
    return SimpleTemplateResponse(template, {"people": Person.objects.visible_to(current_scope())})


@requires(Act.SEE_CASES)
def keeps(request: HttpRequest) -> HttpResponse:
    PersonFactory(family_name="Blijver")
    return HttpResponse("gedaan")


urlpatterns = [
    *real_urls,
    path("breekt/", breaks),
    path("geeft-500/", answers_500),
    path("weigert/", refuses_after_writing, name="refuses"),
    path("lui/", lazily),
    path("bewaart/", keeps),
]


@override_settings(ROOT_URLCONF="tests.test_scope")
def test_a_request_that_ends_in_a_500_leaves_nothing(clerk: User) -> None:
    client = client_of(clerk)
    client.raise_request_exception = False
    assert client.get("/breekt/").status_code == 500
    assert client.get("/geeft-500/").status_code == 500
    with system_scope("the test looks"):
        assert not Person.objects.exists()
    assert client.get("/bewaart/").status_code == 200
    with system_scope("the test looks"):
        assert Person.objects.get().family_name == "Blijver"


@override_settings(ROOT_URLCONF="tests.test_scope")
def test_a_refusal_is_logged_though_the_views_own_work_was_undone(clerk: User) -> None:
    assert client_of(clerk).get("/weigert/").status_code == 403
    with system_scope("the test reads the log"):
        entry = AccessLog.objects.get()
    assert (entry.user, entry.act, entry.result) == (clerk, "refuses", "refused")


@override_settings(ROOT_URLCONF="tests.test_scope")
def test_a_page_that_is_rendered_after_its_view_still_sees_its_rows(clerk: User) -> None:
    with system_scope("somebody to see"):
        PersonFactory(family_name="Zichtbaar")
    response = client_of(clerk).get("/lui/")
    assert (response.status_code, response.content.decode()) == (200, "Zichtbaar")


def test_signing_in_works_before_anybody_is_known(clerk: User) -> None:
    clerk.set_password(PASSWORD)
    clerk.save()
    client = Client()
    response = client.post("/toegang/login/", {"login": clerk.email, "password": PASSWORD})
    assert response.status_code == 302, response.content.decode()[:500]
    assert client.get("/").status_code == 200
    clerk.refresh_from_db()
    assert clerk.last_login is not None


def test_the_health_page_answers_without_any_scope(db: None) -> None:
    assert Client().get("/gezond/").status_code == 200


def test_a_request_leaves_no_scope_behind_on_the_connection(clerk: User) -> None:
    client_of(clerk).get("/")
    assert told() == ""
    with pytest.raises(Error, match="no scope is open"), connection.cursor() as cursor:
        cursor.execute("INSERT INTO cases_person DEFAULT VALUES")
