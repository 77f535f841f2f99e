"""Playing the second example case of the evaluation: the family warned, a report, a conference in two parts, a plan."""

from dataclasses import asdict
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from cases.access import scope_for
from cases.background.services import record_police
from cases.conferences.changing import hold
from cases.conferences.inviting import Guest, answer, invite
from cases.conferences.minutes import Page, give_minutes, save_minutes, set_motive
from cases.conferences.models import AgendaItem, Conference, Invitation, Seat
from cases.conferences.packing import Pack, grounds_on, offers_of
from cases.conferences.planning import When, plan
from cases.conferences.selectors import agenda_of, invitations_of, parts_of
from cases.disclosures.grounds import usual_ground
from cases.disclosures.models import Disclosure
from cases.disclosures.partner_packs import offer_for
from cases.disclosures.selectors import offer_of
from cases.disclosures.services import Wanted, hand_over
from cases.dossiers.models import Case
from cases.dossiers.services import decide
from cases.enrichment.services import Told, ask, close, record_answer
from cases.involved.services import Errand, add_involved, ask_notice, errand_parts, record_told
from cases.involvement.models import Participation
from cases.plans.models import ActionLine, Goal
from cases.plans.services import Owner, add_goal, add_line, take_step
from cases.plans.services import Wanted as LineWanted
from cases.profiles.services import Words, a_year_from, write_profile
from cases.requests.answering import Given, OnBehalf, send_answers
from cases.requests.models import Answer, Request, Status
from cases.screening.services import screen
from cases.selectors import find_case
from cases.targets.services import find, know_before
from fixtures import story_violence as story
from fixtures.notification import Row, as_csv
from municipalities.models import Municipality
from nazorg.accounts.models import User
from nazorg.common.deadlines import next_working_day
from nazorg.common.scope import current_scope, open_scope
from nazorg.covenant.areas import Area
from nazorg.covenant.categories import Category
from nazorg.covenant.parties import Party
from nazorg.front.demo_weeks import take_in
from partners.models import Unit

# So many days ago.
_ARRIVED, _SCREENED, _ANSWERED, _WARNED, _SUPPORTED, _TOLD = 50, 49, 48, 46, 39, 34
_RELEASED, _RELEASE_HEARD, _REPORTED, _ASKED, _ADVISED = 30, 28, 25, 24, 20
_INVITED, _REPLIED, _MET, _REPORTS_SENT, _PLANNED = 19, 17, 13, 11, 10


def play_violence(coordinator: User, clerk: User, now: datetime) -> Case:
    """The whole case, each step on its day in the last weeks; what the plan asks of others is still to be done."""
    play = _Play(coordinator, clerk, timezone.localtime(now).date())
    arrival = story.his_arrival(story.violent_man(play.today), play.day(_ARRIVED), play.day(_RELEASED))
    play.take_in(arrival, _ARRIVED)
    with open_scope(scope_for(clerk, play.today)):
        case = Case.objects.get(person__skn=arrival["skn"])
        play.ask_municipality(case)
    with open_scope(scope_for(coordinator, play.today)):
        play.judge(case)
        play.support_family(case)
    play.take_in(story.his_release(arrival, play.day(_RELEASE_HEARD)), _RELEASE_HEARD)
    with open_scope(scope_for(coordinator, play.today)):
        case = Case.objects.select_related("person", "detention", "responsible").get(pk=case.pk)
        play.hear_of_report(case)
        play.meet(case)
        play.plan(case)
    return case


class _Play:
    """Who acts, and what happens on which day."""

    def __init__(self, coordinator: User, clerk: User, today: date) -> None:
        self.coordinator, self.clerk, self.today = coordinator, clerk, today

    def day(self, ago: int) -> date:
        """The working day on which something so many days ago was done."""
        return next_working_day(self.today - timedelta(days=ago))

    def at(self, ago: int, hour: int, minute: int = 0) -> datetime:
        return timezone.make_aware(datetime.combine(self.day(ago), time(hour, minute)))

    def take_in(self, row: Row, ago: int) -> None:
        """The clerk takes in a notification on the day on which it was told."""
        name = f"dpan-{self.day(ago):%m%d}-{row['kind']}.csv"
        take_in(as_csv([row]), name, "dpan", self.clerk, self.at(ago, 8, 40), self.day(ago), historical=False)

    def ask_municipality(self, case: Case) -> None:
        """It came late, so a person decides that the municipality is asked; its answer comes by phone."""
        place = Municipality.objects.get(code=story.BUSSUM)
        decide(case, municipality=place, why=story.LATE, by=self.clerk, now=self.at(_ARRIVED, 9, 10))
        request = Request.objects.get(case=case)
        given = [Given(area, Status.ANSWERED, text) for area, text in story.ANSWERS.items()]
        given += [Given(area, Status.NOTHING_KNOWN) for area in Area.values if area not in story.ANSWERS]
        by_phone = OnBehalf(Answer.Channel.PHONE, story.TOLD_BY, self.day(_ANSWERED))
        send_answers(request, given, self.clerk, self.at(_ANSWERED, 10, 20), by_phone)
        case = find_case(case.reference, current_scope())
        offer, ground = offer_of(case, current_scope(), self.day(_ANSWERED)), usual_ground(Party.MMD, self.today).code
        pack = Wanted(Disclosure.Channel.DPAN, self.day(_ANSWERED), ground, list(offer.areas), "", offer.token)
        hand_over(case, pack, self.clerk, self.at(_ANSWERED, 15, 5))

    def judge(self, case: Case) -> None:
        """The screening shows long detentions before; what the police tell makes the profile."""
        by, day = self.coordinator, self.day(_SCREENED)
        screen(case, "urgent", story.SCREENED, None, by, self.at(_SCREENED, 9, 20))
        know_before(case, *story.KNOWN_BEFORE, by, self.at(_SCREENED, 9, 25))
        find(case, "oggz", True, story.OGGZ, by, self.at(_SCREENED, 9, 30))
        self._hear_of_police(case, story.BEFORE_RELEASE, _SCREENED, 11)
        words = Words(**asdict(story.PORTRAIT), valid_until=a_year_from(day))
        write_profile(case, words, 0, by, self.at(_SCREENED, 11, 40))

    def _hear_of_police(self, case: Case, told: story.Told, ago: int, hour: int) -> None:
        day, now = self.day(ago), self.at(ago, hour)
        record_police(case, told.text, told.supplied_by, told.request, day, self.coordinator, now)

    def support_family(self, case: Case) -> None:
        """The police tell the family in time; one of them gets help from before his release on."""
        police = _unit(story.POLICE)
        for name, relation, contact in story.FAMILY:
            now = self.at(_WARNED, 10)
            involved = add_involved(case, "family", name, relation, contact, self.coordinator, now)
            parts = errand_parts(involved, police, current_scope(), self.day(_WARNED))
            ground = usual_ground(Party.POLICE, self.day(_WARNED)).code
            errand = Errand(police, Disclosure.Channel.PHONE, ground, parts)
            notice = ask_notice(involved, self.day(_RELEASED + 3), errand, self.coordinator, now)
            record_told(notice, self.day(_TOLD), str(police), self.coordinator, self.at(_TOLD, 16))
        line = self._line(case, story.AUNT_LINE, None, _WARNED)
        take_step(line, "busy", story.AUNT_STEP, self.day(_SUPPORTED), 1, self.coordinator, self.at(_SUPPORTED, 14))

    def hear_of_report(self, case: Case) -> None:
        """A report to the police shortly after he came free; who supports the family tells what it knows."""
        by, support = self.coordinator, _unit(story.SUPPORT)
        self._hear_of_police(case, story.REPORT, _REPORTED, 15)
        asked, heard = self.day(_ASKED), self.day(_ADVISED)
        offer = offer_for(case, support, current_scope(), asked, Participation.Why.ENRICHMENT)
        ground = usual_ground(support.party_of, asked).code
        told = Told(support, offer.parts(["person"]), Disclosure.Channel.PHONE, ground)
        enquiry = ask(case, story.QUESTION, 5, [told], by, self.at(_ASKED, 9, 30))
        (asking,) = enquiry.askings.all()
        now = self.at(_ADVISED, 11)
        record_answer(asking, story.SUPPORT_ANSWER, Category.INVOLVED, story.ANSWERED_BY, heard, by, now)
        close(enquiry, now)

    def meet(self, case: Case) -> None:
        """Casus op Maat in two parts: nobody of care or welfare sits in the criminal one."""
        by, now = self.coordinator, self.at(_INVITED, 13)
        when = When(self.day(_MET), time(13, 30), time(15), story.PLACE)
        conference = plan("tailored", when, [case], by, now)
        (item,) = agenda_of(conference, current_scope())
        set_motive(item, story.CRITERIA, story.MOTIVE)
        self._invite(conference, item, case, now)
        for invitation in invitations_of(conference, current_scope()):
            if invitation.answer != Invitation.Answer.INFORMATION:
                answer(invitation, Invitation.Answer.ATTENDS)
        seats = Seat.objects.filter(part__conference=conference).values_list("pk", flat=True)
        held = hold(conference, list(seats), [item.pk], by, self.at(_MET, 15, 10))
        pages = [Page(part, item, *story.MINUTES[part.title], 0) for part in parts_of(held, current_scope())]
        save_minutes(held, pages, by, self.at(_MET, 16))
        give_minutes(held, grounds_on(now)[0][0], by, self.at(_REPORTS_SENT, 9, 30))

    def _invite(self, conference: Conference, item: AgendaItem, case: Case, now: datetime) -> None:
        parts = {part.title: part.pk for part in parts_of(conference, current_scope())}
        guests, packs = [], []
        for seated in story.GUESTS:
            unit = _unit(seated.unit)
            guests.append(Guest(unit, [parts[seated.part]] if seated.part else [], [item.pk], not seated.part))
            (offer,) = offers_of(item, [unit], current_scope(), now)
            # Packs are shown with the invitation, so the words are those from before it.
            packs.append(Pack(unit, case, seated.reads, offer.token))
        invite(conference, guests, packs, grounds_on(now)[0][0], self.coordinator, now)

    def plan(self, case: Case) -> None:
        """The plan aims at the family too; the municipality sees its own line in the portal."""
        for text, aims_at, lines in story.GOALS:
            goal = add_goal(case, text, aims_at, self.coordinator, self.at(_PLANNED, 9))
            for line in lines:
                self._line(case, line, goal, _PLANNED)

    def _line(self, case: Case, line: story.Line, goal: Goal | None, ago: int) -> ActionLine:
        owner = Owner(unit=_unit(line.unit)) if line.unit else Owner(municipality=case.responsible)
        due_on = next_working_day(self.day(ago) + timedelta(days=line.due_in))
        return add_line(case, LineWanted(line.what, owner, due_on, goal), self.coordinator, self.at(ago, 9, 15))


def _unit(names: tuple[str, str]) -> Unit:
    organisation, name = names
    return Unit.objects.select_related("organisation").get(organisation__name=organisation, name=name)
