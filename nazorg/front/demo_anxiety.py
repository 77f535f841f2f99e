"""Playing the first example of the evaluation: the young man with an anxiety disorder, from phone call to at rest."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import date, datetime, timedelta

from django.utils import timezone

from cases.access import scope_for
from cases.background.services import record_care
from cases.bottlenecks.services import signal_in_case
from cases.course.models import Course
from cases.course.services import Wanted as Step
from cases.course.services import go_to
from cases.disclosures.giving import Giving
from cases.disclosures.grounds import grounds_of_police, usual_ground
from cases.disclosures.models import Disclosure
from cases.disclosures.partner_packs import offer_for
from cases.dossiers.models import Case
from cases.dossiers.services import open_by_hand
from cases.enrichment.models import Asking
from cases.enrichment.services import Told, ask, record_answer
from cases.interventions.models import Intervention
from cases.interventions.services import Wanted as Work
from cases.interventions.services import end_intervention, start_intervention
from cases.needs.models import Need
from cases.needs.services import add_need, update_need
from cases.notes.services import Told as Heard
from cases.notes.services import take_note
from cases.plans.models import ActionLine, Goal, State
from cases.plans.services import Owner, add_goal, add_line, take_step
from cases.plans.services import Wanted as Line
from cases.profiles.services import Words, a_year_from, write_profile
from cases.screening.models import Screening
from cases.screening.services import screen
from cases.sharing.services import JOINING, share
from cases.sharing.services import Wanted as Shared
from cases.statements.models import Statement
from cases.statements.services import release, write_statement
from cases.targets.services import bring_in
from fixtures import story_anxiety as said
from municipalities.models import Municipality
from nazorg.accounts.models import User
from nazorg.common.deadlines import is_working_day
from nazorg.common.scope import current_scope, open_scope
from nazorg.covenant.areas import Area
from nazorg.covenant.categories import Category
from partners.models import Unit

_MAIL, _PHONE, _TALK = Disclosure.Channel.MAIL, Disclosure.Channel.PHONE, Disclosure.Channel.TALK


def play_anxiety(coordinator: User, clerk: User, now: datetime) -> Case:
    """Play the whole case in the weeks before `now`, each step by whom it is and on its own day."""
    case = _open(coordinator, now)
    _learn(case, coordinator, now)
    _talk(case, coordinator, now)
    _ask_about_housing(case, coordinator, now)
    _tell_the_corporation(case, coordinator, now)
    _intervene(case, coordinator, clerk, now)
    _carry_out_plan(case, coordinator, now)
    _step_back(case, coordinator, now)
    return case


@contextmanager
def _days_before(days: int, now: datetime, by: User) -> Iterator[tuple[datetime, date]]:
    """So many days before `now`, or the last working day before that: moment and day, under the scope of who acts."""
    moment = now - timedelta(days=days)
    while not is_working_day(day := timezone.localdate(moment)):
        moment -= timedelta(days=1)
    with open_scope(replace(scope_for(by, day), at=moment)):
        yield moment, day


def _unit(named: tuple[str, str]) -> Unit:
    organisation, name = named
    return Unit.objects.select_related("organisation").get(organisation__name=organisation, name=name)


def _open(by: User, now: datetime) -> Case:
    """Probation calls: its supervision ended and he is out already, so there is no detention to hang the case on."""
    with _days_before(38, now, by) as (moment, day):
        case = open_by_hand(
            person=None, new_person=said.PERSON, municipality=Municipality.objects.get(code=said.MUNICIPALITY),
            brought_in_by=str(_unit(said.PROBATION)), why=said.WHY_OPENED, detention=None, by=by, now=moment,
        )  # fmt: skip
        bring_in(case, said.PROBATION_OFFICER, _unit(said.PROBATION), day, said.CONCERN, by, moment)
        screen(case, Screening.Outcome.PROFILE, said.SCREENED, None, by, moment)
    return case


def _ask(case: Case, named: tuple[tuple[str, str], ...], question: str, by: User, moment: datetime) -> None:
    """Ask units by telephone; each is told no more than who it is about."""
    day = timezone.localdate(moment)
    units = [_unit(one) for one in named]
    ask(case, question, 5, [Told(one, [], _PHONE, usual_ground(one.party_of, day).code) for one in units], by, moment)


def _answer(case: Case, named: tuple[str, str], text: str, category: str, who: str, by: User, moment: datetime) -> None:
    asking = Asking.objects.get(enquiry__case=case, unit=_unit(named))
    record_answer(asking, text, category, who, timezone.localdate(moment), by, moment)


def _learn(case: Case, by: User, now: datetime) -> None:
    """What the police supply, and what the coordinator makes of it all."""
    with _days_before(37, now, by) as (moment, _):
        _ask(case, (said.POLICE,), said.ASKED_POLICE, by, moment)
    with _days_before(36, now, by) as (moment, _):
        _answer(case, said.POLICE, said.POLICE_TOLD, Category.POLICE, said.OFFICER, by, moment)
    with _days_before(35, now, by) as (moment, day):
        write_profile(case, Words(**asdict(said.PROFILE), valid_until=a_year_from(day)), 0, by, moment)


def _talk(case: Case, by: User, now: datetime) -> None:
    """The coordinator and the ACT-team fill the gap, and talk with him together."""
    with _days_before(33, now, by) as (moment, _):
        _ask(case, (said.ACT_TEAM,), said.ASKED_ACT_TEAM, by, moment)
    with _days_before(31, now, by) as (moment, _):
        _answer(case, said.ACT_TEAM, said.ACT_TEAM_ANSWERED, Category.CARE, said.CASE_MANAGER, by, moment)
    with _days_before(30, now, by) as (moment, day):
        take_note(case, said.TALKED, Category.AREA_HOUSING, by, moment, Heard(_unit(said.ACT_TEAM), _TALK))
        record_care(case, said.CARE_TOLD, _unit(said.ACT_TEAM), None, "", day, by, moment)


def _ask_about_housing(case: Case, by: User, now: datetime) -> None:
    with _days_before(28, now, by) as (moment, _):
        add_need(case, Area.HOUSING, said.HOUSING_NEED, said.SUPPORTED_HOUSING[0], by, moment)
        add_need(case, Area.INCOME, said.INCOME_NEED, "hijzelf", by, moment)
        _ask(case, (said.SUPPORTED_HOUSING, said.CORPORATION), said.ASKED_HOUSING, by, moment)
    with _days_before(25, now, by) as (moment, _):
        housing = Category.AREA_HOUSING
        _answer(case, said.SUPPORTED_HOUSING, said.SUPPORTED_HOUSING_ANSWERED, housing, "", by, moment)
        _answer(case, said.CORPORATION, said.CORPORATION_DOUBTS, Category.RISK, "", by, moment)


def _tell_the_corporation(case: Case, by: User, now: datetime) -> None:
    """One sentence rests on what the police know: it waits for them, and only then it goes to the corporation."""
    corporation = _unit(said.CORPORATION)
    with _days_before(24, now, by) as (moment, day):
        statement = write_statement(case, corporation, said.RELEASED_WORDS, a_year_from(day), True, by, moment)
    with _days_before(22, now, by) as (moment, day):
        release(statement, said.OFFICER, day, grounds_of_police(day)[0].code, by, moment)
        _give(case, corporation, statement, by, moment)


def _give(case: Case, unit: Unit, statement: Statement, by: User, moment: datetime) -> None:
    day = timezone.localdate(moment)
    offer = offer_for(case, unit, current_scope(), day, JOINING)
    how = Giving(Disclosure.Kind.PARTNER, _MAIL, usual_ground(unit.party_of, day).code, day)
    share(case, unit, Shared(["person", f"statement-{statement.pk}"], how, False, offer.token), by, moment)


def _intervene(case: Case, coordinator: User, clerk: User, now: datetime) -> None:
    """On housing, care and income; that he found a job the clerk is the first to hear."""
    with _days_before(21, now, coordinator) as (moment, day):
        housing_work = Work(said.HOUSING_WORK, said.SUPPORTED_HOUSING[0], day)
        housing = start_intervention(case, Area.HOUSING, housing_work, coordinator, moment)
        care = start_intervention(case, Area.CARE, Work(said.CARE_WORK, "GGZ", day), coordinator, moment)
        income = start_intervention(case, Area.INCOME, Work(said.INCOME_WORK, "hijzelf", day), coordinator, moment)
    with _days_before(14, now, coordinator) as (moment, _):
        _end(care, said.CARE_RESULT, coordinator, moment)
    with _days_before(9, now, clerk) as (moment, day):
        update_need(Need.objects.get(case=case, area=Area.INCOME), "met", said.INCOME_RESULT, day, clerk, moment)
    with _days_before(7, now, coordinator) as (moment, _):
        _end(income, said.INCOME_RESULT, coordinator, moment)
        _end(housing, said.HOUSING_RESULT, coordinator, moment)


def _end(found: Intervention, result: str, by: User, moment: datetime) -> None:
    end_intervention(found, timezone.localdate(moment), result, by, moment)


def _carry_out_plan(case: Case, by: User, now: datetime) -> None:
    """A line for everybody who has a part in it; the municipality says in its portal that its own is done."""
    with _days_before(18, now, by) as (moment, day):
        goal = add_goal(case, said.GOAL, Goal.For.FAMILY, by, moment)

        def line(what: str, owner: Owner, within: int) -> ActionLine:
            return add_line(case, Line(what, owner, day + timedelta(days=within), goal), by, moment)

        housing = line(said.ACTION_SUPPORTED_HOUSING, Owner(unit=_unit(said.SUPPORTED_HOUSING)), 14)
        line(said.ACTION_ACT_TEAM, Owner(unit=_unit(said.ACT_TEAM)), 60)
        line(said.ACTION_CORPORATION, Owner(unit=_unit(said.CORPORATION)), 32)
        place = line(said.ACTION_MUNICIPALITY, Owner(municipality=case.responsible), 10)
    contact = User.objects.filter(groups__name=f"Gemeente {said.MUNICIPALITY}").earliest("pk")
    with _days_before(13, now, contact) as (moment, day):
        take_step(place, State.DONE, said.MUNICIPALITY_DID, day, place.version, contact, moment)
    with _days_before(8, now, by) as (moment, day):
        take_step(housing, State.DONE, said.SUPPORTED_HOUSING_DID, day, housing.version, by, moment)


def _step_back(case: Case, by: User, now: datetime) -> None:
    with _days_before(6, now, by) as (moment, _):
        signal_in_case(case, "housing", "capacity", said.BOTTLENECK, by, moment)
    with _days_before(4, now, by) as (moment, day):
        go_to(case, Step(Course.RESTING, day, said.RUNS_WITH, text=said.RESTING), by, moment)
