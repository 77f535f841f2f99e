"""After the invitations: another day, off, held; and the three counts of what was held."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError

from cases.access import scope_for
from cases.conferences.changing import cancel, hold, move
from cases.conferences.planning import Part, add_case, add_topic, set_parts, set_slot, take_off
from cases.conferences.selectors import coming, conference_counts, conferences_of, past, to_come
from cases.models import Act, AgendaItem, Case, ConferencePart, Invitation, Seat
from nazorg.accounts.models import User
from nazorg.common.mails.models import Mail
from nazorg.common.scope import current_scope, open_scope, system_scope
from nazorg.covenant.categories import Category
from nazorg.covenant.parties import Party
from tests.conference_tools import CRIMINAL, JOINT, MONDAY, WHEN, events, fresh, guest, held, invited, planned, unit
from tests.conftest import NOW
from tests.factories import ActFactory, case_in

pytestmark = pytest.mark.django_db
TODAY = replace(WHEN, on=NOW.date())
LATER = replace(WHEN, on=date(2024, 12, 16), starts=time(13), ends=time(14, 30))


@pytest.fixture
def case(coordinator: User) -> Case:
    with system_scope("the test makes a case"):
        return case_in("0402")


# Planning


def test_a_tailored_conference_gets_two_parts_and_a_theme_meeting_one(coordinator: User, case: Case) -> None:
    tailored, theme = planned(coordinator, case), planned(coordinator, kind="offenders")
    with open_scope(scope_for(coordinator)):
        parts = [(one.title, one.starts) for one in ConferencePart.objects.filter(conference=tailored)]
        assert parts == [(CRIMINAL, time(9, 30)), (JOINT, time(10, 15))]
        assert ConferencePart.objects.filter(conference=theme).count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"ends": time(9, 40)}, "Kies een einde van minstens 15 minuten na het begin."),
        ({"place": " "}, "Zeg waar het overleg is."),
        ({"place": "x" * 121}, "120 tekens is het meeste"),
    ],
)
def test_hours_and_place_have_to_make_sense(coordinator: User, changes: dict[str, object], sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        planned(coordinator, when=replace(WHEN, **changes))  # type: ignore[arg-type]


def test_there_is_one_agenda_in_the_order_of_its_slots(coordinator: User, case: Case) -> None:
    conference = planned(coordinator)
    with open_scope(scope_for(coordinator)):
        mine = add_case(conference, case, time(10))
        topic = add_topic(conference, "Terugblik", "GCOS 12-345", time(9, 30))
        last = add_topic(conference, "Rondvraag", "")
        assert list(AgendaItem.objects.filter(conference=conference)) == [topic, mine, last]
        with pytest.raises(ValidationError, match="Deze casus staat al op de agenda"):
            add_case(conference, case)
        with pytest.raises(ValidationError, match=r"Kies een tijd tussen 09\.30 en 11\.00"):
            set_slot(mine, time(11))
        with pytest.raises(ValidationError, match="zonder naam van een persoon"):
            add_topic(conference, "  ", "")
        take_off(topic)
        assert AgendaItem.objects.filter(conference=conference).count() == 2


def test_a_case_for_which_somebody_is_invited_stays_on_the_agenda(coordinator: User, case: Case) -> None:
    conference = planned(coordinator, case)
    invited(conference, coordinator, guest(conference, unit("Politie", Party.POLICE), CRIMINAL))
    with open_scope(scope_for(coordinator)), pytest.raises(ValidationError, match="al iemand uitgenodigd"):
        take_off(AgendaItem.objects.get())


def test_parts_can_swap_change_and_go(coordinator: User, case: Case) -> None:
    conference = planned(coordinator, case)
    with open_scope(scope_for(coordinator)):
        first, second = ConferencePart.objects.filter(conference=conference)
        swapped = [
            Part(first.pk, "Daarna", second.starts, ["offence"]),
            Part(second.pk, "Eerst", first.starts, ["plan"]),
        ]
        set_parts(conference, swapped)
        assert [one.title for one in ConferencePart.objects.filter(conference=conference)] == ["Eerst", "Daarna"]
        for wanted, sentence in (
            ([], "minstens één deel"),
            ([Part(None, "Deel", time(10), ["plan"])], "Het eerste deel begint om"),
            ([Part(None, "Deel", time(9, 30), [])], "Kies wat in “Deel” besproken wordt"),
            ([Part(None, "Deel", time(9, 30), ["bsn"])], "Kies wat in “Deel” besproken wordt"),
        ):
            with pytest.raises(ValidationError, match=sentence):
                set_parts(conference, wanted)
        set_parts(conference, [Part(second.pk, "Samen", time(9, 30), ["plan"])])
        assert ConferencePart.objects.get(conference=conference).title == "Samen"
    invited(conference, coordinator, guest(conference, unit("Politie", Party.POLICE), "Samen"))
    with open_scope(scope_for(coordinator)), pytest.raises(ValidationError, match="In “Samen” zitten genodigden"):
        set_parts(conference, [Part(None, "Anders", time(9, 30), ["plan"])])


# Another day


def test_moving_invites_everybody_again_and_the_answers_start_anew(coordinator: User, case: Case) -> None:
    conference = planned(coordinator, case)
    police, team = unit("Politie", Party.POLICE), unit("ACT-team", Party.CARE)
    support = unit("Steunpunt", Party.WELFARE, email="")
    guests = [guest(conference, police, CRIMINAL), guest(conference, team, JOINT)]
    invited(conference, coordinator, *guests, guest(conference, support, informs=True))
    with open_scope(scope_for(coordinator)):
        Invitation.objects.filter(unit=police).update(answer="attends")
        assert move(conference, LATER, NOW) == ["Steunpunt"]
    mails = {one.to: one for one in Mail.objects.filter(subject__startswith="Gewijzigd")}
    assert mails.keys() == {police.email, team.email}
    before = Mail.objects.filter(to=team.email).order_by("pk")[0]
    old, new = events(before.calendar), events(mails[team.email].calendar)
    assert (old["UID"], old["SEQUENCE"], new["SEQUENCE"]) == (new["UID"], "0", "1")
    assert (new["DTSTART"], new["DTEND"], new["METHOD"]) == ("20241216T124500Z", "20241216T133000Z", "REQUEST")
    with system_scope("the test looks"):
        assert dict(Invitation.objects.values_list("unit__organisation__name", "answer")) == {
            "Politie": "", "ACT-team": "", "Steunpunt": "information",
        }  # fmt: skip
        assert [one.starts for one in ConferencePart.objects.all()] == [time(13), time(13, 45)]
    with open_scope(scope_for(coordinator)), pytest.raises(ValidationError, match="hetzelfde gebleven"):
        move(conference, LATER, NOW)
    assert Mail.objects.count() == 4


def test_moving_to_shorter_hours_than_the_parts_need_changes_nothing(coordinator: User, case: Case) -> None:
    conference = planned(coordinator, case)
    with open_scope(scope_for(coordinator)), pytest.raises(ValidationError, match="Een deel of agendapunt begint dan"):
        move(conference, replace(WHEN, ends=time(10)), NOW)
    assert fresh(conference).ends == time(11)


# Off


def test_cancelling_tells_everybody_and_leaves_a_trace(coordinator: User, case: Case) -> None:
    conference, police = planned(coordinator, case), unit("Politie", Party.POLICE)
    invited(conference, coordinator, guest(conference, police, CRIMINAL))
    with open_scope(scope_for(coordinator)):
        with pytest.raises(ValidationError, match="Zeg kort waarom"):
            cancel(conference, " ", NOW)
        assert cancel(conference, "De persoon is overleden.", NOW) == []
    mail = Mail.objects.get(subject__startswith="Afgelast")
    found = events(mail.calendar)
    assert (found["METHOD"], found["STATUS"], found["SEQUENCE"]) == ("CANCEL", "CANCELLED", "1")
    assert "overleden" not in mail.body + mail.calendar
    assert (fresh(conference).state, fresh(conference).cancelled_why) == ("cancelled", "De persoon is overleden.")
    with open_scope(scope_for(coordinator)):
        assert [item.conference for item in conferences_of(case, current_scope())] == [conference]
        assert to_come(case, current_scope(), NOW.date()) == []
        for act in (lambda: move(conference, LATER, NOW), lambda: cancel(conference, "Nog eens", NOW)):
            with pytest.raises(ValidationError, match="Dit overleg is afgelast"):
                act()


def test_what_is_to_come_stands_in_its_order_and_what_is_over_apart(coordinator: User, case: Case) -> None:
    far, near = planned(coordinator, when=LATER), planned(coordinator, case)
    forgotten, over = (planned(coordinator, case, when=replace(WHEN, on=date(2024, 11, day))) for day in (4, 11))
    off = planned(coordinator)
    with open_scope(scope_for(coordinator)):
        cancel(off, "Te weinig mensen.", NOW)
    held(over, coordinator, NOW)
    with open_scope(scope_for(coordinator)):
        assert list(coming(current_scope(), NOW.date())) == [forgotten, near, off, far]
        assert list(past(current_scope(), NOW.date())) == [over]
        assert set(past(current_scope(), date(2024, 12, 10))) == {over, off}


# Held


def test_each_case_that_was_discussed_gets_one_act_that_the_clerk_sees(
    coordinator: User, clerk: User, case: Case
) -> None:
    with system_scope("the test makes another case"):
        other = case_in("0406")
    conference = planned(clerk, case, other, when=TODAY)
    with open_scope(scope_for(clerk)):
        mine, theirs = AgendaItem.objects.order_by("pk")
        hold(conference, [], [mine.pk], clerk, NOW)
        hold(conference, [], [mine.pk], clerk, NOW)
        act = Act.objects.get(kind="tailored_meeting")
        assert (act.case, act.category, act.on) == (case, Category.CONFERENCE_LOGISTICS, NOW.date())
        theirs.refresh_from_db()
        assert theirs.discussed is False
    assert fresh(conference).state == "held"


def test_a_conference_to_come_or_called_off_was_not_held(coordinator: User, case: Case) -> None:
    conference = planned(coordinator, case)
    with pytest.raises(ValidationError, match="Dit overleg is pas op ma 9 dec"):
        held(conference, coordinator, NOW)
    with open_scope(scope_for(coordinator)):
        with pytest.raises(ValidationError, match="Kies wat er besproken is"):
            hold(conference, [], [], coordinator, NOW + timedelta(days=7))
        cancel(conference, "Te weinig mensen.", NOW)
        with pytest.raises(ValidationError, match="afgelast"):
            hold(conference, [], [], coordinator, NOW + timedelta(days=7))


def test_who_was_there_can_be_mended_afterwards(coordinator: User, case: Case) -> None:
    conference, police = planned(coordinator, case, when=TODAY), unit("Politie", Party.POLICE)
    invited(conference, coordinator, guest(conference, police, CRIMINAL))
    held(conference, coordinator, NOW, absent=[police])
    with system_scope("the test looks"):
        assert Seat.objects.get().attended is False
    held(conference, coordinator, NOW)
    with system_scope("the test looks"):
        assert Seat.objects.get().attended is True
        assert Act.objects.filter(kind="tailored_meeting").count() == 1


def test_cases_meetings_and_discussions_are_three_counts(coordinator: User, case: Case) -> None:
    with system_scope("the test makes another case"):
        other = case_in("0406")
    for day in (date(2024, 11, 4), date(2024, 11, 11)):
        held(planned(coordinator, case, other, when=replace(WHEN, on=day)), coordinator, NOW)
    held(planned(coordinator, case, when=TODAY, kind="violence"), coordinator, NOW)
    with system_scope("the old registration knows discussions, no meetings"):
        ActFactory(case=case, kind=Act.Kind.OFFENDER_MEETING, category=Category.CONFERENCE_CONTENT, on=MONDAY)
    with open_scope(scope_for(coordinator)):
        counts = {
            one.kind: (one.cases, one.meetings, one.discussions) for one in conference_counts(2024, current_scope())
        }
    assert counts == {
        "Casus op Maat": (2, 2, 4),
        "veelplegersoverleg": (1, None, 1),
        "scenario-overleg huiselijk geweld": (1, 1, 1),
        "alle overleggen": (2, 3, 6),
    }
