"""The words of a pack. Days are written in full and nothing is counted from today: what left reads the same later."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone

from cases.chain.words import HOUSE
from cases.detentions.models import Detention
from cases.disclosures.models import Delivery
from cases.needs.models import Need
from cases.people.models import Person
from cases.plans.models import ActionLine, Goal
from cases.profiles.models import Profile
from cases.requests.models import Answer, Request, Status
from cases.requests.of_case import Asked
from municipalities.agreements.models import Agreement
from nazorg.common.dutch import full_date
from nazorg.common.words import born_words, joined, spaced
from nazorg.covenant.areas import AREA_SHORT
from nazorg.covenant.parties import Party

_STANDS = {Status.NOTHING_KNOWN: "Niets bekend.", Status.NOT_APPLICABLE: "Niet van toepassing."}


def plain(text: str) -> str:
    """A text with one kind of line end and nothing around it, so that what is copied is what is kept."""
    return "\n".join(text.splitlines()).strip()


def person_text(person: Person, case_reference: str) -> str:
    """Who it is about: what the MMD-er needs to find the same person, and the reference to ask more by."""
    lines = [("Naam", person.full_name), ("Geboren", born_words(person.born)), ("SKN", person.skn or "")]
    lines += [("Laatste adres", person.address), ("Casus", spaced(case_reference))]
    return plain("\n".join(f"{label}: {value}" for label, value in lines if value))


def detention_text(detention: Detention, before: tuple[str, date] | None) -> str:
    """Where somebody is and from when until when. `before` names the PI that got a pack earlier, and when."""
    place = ", ".join(filter(None, (detention.institution, detention.unit and f"unit {detention.unit}")))
    lines = [place]
    if detention.start_on:
        lines.append(f"In detentie sinds {full_date(detention.start_on)}")
    if detention.expected_end_on:
        kind = f" ({detention.get_expected_end_kind_display()})" if detention.expected_end_kind else ""
        lines.append(f"Vrij, verwacht: {full_date(detention.expected_end_on)}{kind}")
    if before is not None:
        lines.append(f"Eerder overgedragen aan {before[0]}, op {full_date(before[1])}")
    return plain("\n".join(filter(None, lines)))


def given_to_mmd(asked: Asked, answer: Answer) -> list[Delivery]:
    """To which MMD-ers an answer went."""
    return [given for given in asked.deliveries.get(answer.pk, []) if given.party == Party.MMD]


def answer_text(asked: Asked, answer: Answer, request: Request, institution: str) -> str:
    """An answer that stands: how, in whose words, by whom and when, and whether it is from SUWINET."""
    status = Status(answer.status)
    if status == Status.DELIVERED and answer.delivered_on:
        given = next((one.institution for one in given_to_mmd(asked, answer) if one.institution), "")
        to = f"de MMD-er van {given}" if given else "de MMD-er"
        stands = f"De gemeente gaf dit op {full_date(answer.delivered_on)} zelf aan {to}."
    else:
        stands = _STANDS.get(status, "")
    source = [_source(asked, answer, request)]
    if answer.from_suwinet:
        source.append("Dit antwoord komt uit SUWINET.")
    replaced = [
        given.on
        for former in asked.answers
        for given in given_to_mmd(asked, former)
        if former.pk != answer.pk and given.institution == institution
    ]
    if replaced:
        why = f" Reden: {answer.reason.rstrip('.')}." if answer.reason else ""
        source.append(f"Dit vervangt wat op {full_date(max(replaced))} is gegeven.{why}")
    return "\n\n".join(filter(None, (stands, plain(answer.text), plain("\n".join(source)))))


def _source(asked: Asked, answer: Answer, request: Request) -> str:
    if answer.channel == Answer.Channel.PORTAL or answer.told_on is None:
        return f"Beantwoord op {_day(answer.at)} door {answer.by.name}, gemeente {request.municipality}."
    own = asked.question.delivers == Agreement.Delivers.SAFETY_HOUSE
    whose = HOUSE if own else f"gemeente {request.municipality}"
    told = f"Gehoord op {full_date(answer.told_on)} van {answer.told_by}, {whose} ({answer.get_channel_display()})."
    return f"{told} Vastgelegd door {answer.by.name}."


def needs_text(needs: Iterable[Need]) -> str:
    """What somebody needs, each with its status and who takes care of it."""
    lines = [
        f"- {need.title.rstrip('.')}. Stand: {need.get_status_display()}. "
        f"Wie zorgt ervoor: {need.party.rstrip('.') or 'nog niet bekend'}."
        for need in needs
    ]
    return plain("\n".join(["Hulpvragen:", *lines]))


def profile_text(profile: Profile) -> str:
    """The judgement of a risk in words, with its grounds, by whom and until when it holds."""
    lines = [f"Risico: {profile.get_level_display()}. Gronden: {profile.grounds.rstrip('.')}."]
    terms = {"Delictpatroon": profile.crime, "Sociale context": profile.social, "Eerdere interventies": profile.history}
    lines += [f"{label}: {joined(words)}." for label, words in terms.items() if words]
    actions = f"Wat er moet gebeuren: {profile.actions}" if profile.actions else ""
    until = f"tot en met {full_date(profile.valid_until)}"
    source = f"Geschreven op {full_date(profile.on)} door {profile.by.name}. Geldig {until}."
    return "\n\n".join(filter(None, (plain("\n".join(lines)), plain(profile.text), plain(actions), source)))


def plan_text(goals: Iterable[Goal], lines: Iterable[ActionLine]) -> str:
    """Goals, and what is to be done, each with its owner, its day and how it stands."""
    aims = [f"Doel: {goal.text.rstrip('.')}." for goal in goals]
    acts = [
        f"- {line.what.rstrip('.')}. Wie: {line.owner}. Uiterlijk {full_date(line.due_on)}. Stand: "
        f"{line.get_state_display()}."
        for line in lines
    ]
    return plain("\n".join([*aims, *acts]))


def awaited_text(asked: Iterable[Asked], request: Request) -> str:
    """What is still to come: which areas, from whom, since when, and what waits for SUWINET. Empty where nothing is."""
    waiting = list(asked)
    still = [one for one in waiting if one.question.status == Status.OPEN]
    by: dict[str, list[str]] = {}
    for one in still:
        by.setdefault(one.question.delivers, []).append(AREA_SHORT[one.question.area])
    municipality = f"gemeente {request.municipality}"
    since = f" op {_day(request.sent_at)}" if request.sent_at else " (nog te vragen)"
    sentences = {
        Agreement.Delivers.PORTAL: f"Gevraagd aan {municipality}{since}",
        Agreement.Delivers.DIRECT: f"Geeft {municipality} zelf aan de MMD-er",
        Agreement.Delivers.SAFETY_HOUSE: f"Zoekt het {HOUSE} op",
    }
    lines = [f"{words}: {joined(by[who])}." for who, words in sentences.items() if who in by]
    for one in waiting:
        answer = one.current
        if answer is not None and answer.status == Status.WAITING:
            who = f" Zoekt het op: {answer.suwinet_by.rstrip('.')}." if answer.suwinet_by else ""
            since = _day(one.waits_since(answer))
            lines.append(f"Wacht op SUWINET sinds {since}: {AREA_SHORT[one.question.area]}.{who}")
    return plain("\n".join(lines))


def _day(moment: datetime) -> str:
    return full_date(timezone.localtime(moment).date())
