"""The five life areas of a case as its page shows them: how each stands, what was said, what is needed."""

from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils import timezone

from cases.chain.words import HOUSE
from cases.dossiers.models import Case
from cases.needs.models import Consent, Need
from cases.needs.selectors import is_withdrawn
from cases.requests.models import Answer, Request, Status
from cases.requests.of_case import Asked
from municipalities.agreements.models import Agreement
from nazorg.common.tables import Tag
from nazorg.common.words import day_words, moment_words
from nazorg.covenant.areas import AREA_SHORT, Area

_TAGS = {
    Status.OPEN: Tag("open", "warn", "c-none"),
    Status.WAITING: Tag("wacht op SUWINET", "warn", "c-soon"),
    Status.ANSWERED: Tag("beantwoord", "good", "i-check"),
    Status.NOTHING_KNOWN: Tag("niets bekend", "", "i-minus"),
    Status.NOT_APPLICABLE: Tag("niet van toepassing", "", "i-minus"),
    Status.DELIVERED: Tag("al bij de MMD-er", "good", "i-out"),
}
_NOT_ASKED = Tag("niet gevraagd", "plain", "c-none")
_NEED_TAGS = {
    Need.Status.OPEN: Tag("open", "warn", "c-none"),
    Need.Status.IN_PROGRESS: Tag("in behandeling", "accent", "c-far"),
    Need.Status.MET: Tag("vervuld", "good", "i-check"),
    Need.Status.DECLINED: Tag("wil de persoon niet", "", "i-minus"),
    Need.Status.NOT_NEEDED: Tag("niet nodig", "", "i-minus"),
}
_WITHOUT_WORDS = {
    Status.NOTHING_KNOWN: "Hierover is niets bekend.",
    Status.NOT_APPLICABLE: "Dit is niet van toepassing.",
    Status.DELIVERED: "De gemeente gaf dit zelf aan de MMD-er.",
    Status.WAITING: "Nog geen antwoord.",
}
_STILL_OPEN = {
    Agreement.Delivers.PORTAL: "Nog geen antwoord.",
    Agreement.Delivers.DIRECT: "Afspraak: de gemeente geeft dit zelf aan de MMD-er.",
    Agreement.Delivers.SAFETY_HOUSE: "Afspraak: het Veiligheidshuis zoekt dit zelf op.",
}


@dataclass(frozen=True)
class Said:
    """An answer that stands or stood: how, in which words, by whom and how it came."""

    tag: Tag
    text: str
    source: list[str]
    reason: str = ""


@dataclass(frozen=True)
class NeedLine:
    """A need: how it stands, what it is, who takes care of it, and its last step."""

    number: int
    tag: Tag
    title: str
    meta: str


@dataclass
class AreaBlock:
    """One life area on the page of a case."""

    area: str
    label: str
    url: str
    now: Said
    former: list[Said] = field(default_factory=list)
    needs: list[NeedLine] = field(default_factory=list)
    delivered: list[str] = field(default_factory=list)
    final: bool = False
    withdrawn: bool = False


def area_url(case: Case, area: str) -> str:
    """The page of one area of a case; its name in the address is the Dutch one."""
    return reverse("case_area", args=[case.reference, AREA_SHORT[area]])


def area_blocks(
    case: Case,
    request: Request | None,
    asked: dict[str, Asked],
    needs: dict[str, list[Need]],
    consents: dict[str, list[Consent]],
    today: date,
) -> list[AreaBlock]:
    """All five areas, also those about which nothing was asked."""
    return [
        area_block(case, area, request, asked.get(area), needs.get(area, []), consents.get(area, []), today)
        for area in Area.values
    ]


def area_block(
    case: Case,
    area: str,
    request: Request | None,
    one: Asked | None,
    needs: list[Need],
    consents: list[Consent],
    today: date,
) -> AreaBlock:
    """One area. `one` is None where nobody was asked about it."""
    block = AreaBlock(
        area,
        str(Area(area).label),
        area_url(case, area),
        Said(_NOT_ASKED, "", []),
        needs=[need_line(need, today) for need in needs],
        withdrawn=is_withdrawn(consents),
    )
    if one is None or request is None:
        return block
    current = one.current
    if current is None:
        block.now = Said(_TAGS[Status.OPEN], _STILL_OPEN[Agreement.Delivers(one.question.delivers)], [])
        return block
    block.now = _said(one, current, request, today)
    block.former = [_said(one, answer, request, today) for answer in reversed(one.answers) if answer != current]
    block.final = not one.waits
    block.delivered = [
        f"{'MMD-er ' + given.institution if given.institution else 'MMD-er'}, {day_words(given.on, today)}"
        for given in one.deliveries.get(current.pk, [])
    ]
    return block


def need_line(need: Need, today: date) -> NeedLine:
    """A need in a line; its steps are asked for with it, the latest first."""
    last = next(iter(need.updates.all()), None)
    since = day_words(last.on if last else timezone.localtime(need.created_at).date(), today)
    if last is not None and last.text:
        words = ". ".join(filter(None, (need.party, f"{last.text.rstrip('.')} ({since})")))
    else:
        words = f"{need.party}, sinds {since}" if need.party else f"Sinds {since}"
    return NeedLine(need.pk, _NEED_TAGS[Need.Status(need.status)], need.title, f"{words}.")


def _said(one: Asked, answer: Answer, request: Request, today: date) -> Said:
    status = Status(answer.status)
    text = answer.text or _WITHOUT_WORDS[status]
    return Said(_TAGS[status], text, _source(one, answer, request, today), answer.reason)


def _source(one: Asked, answer: Answer, request: Request, today: date) -> list[str]:
    """Who said it, when and how; what waits says since when, and who looks it up."""
    if answer.channel == Answer.Channel.PORTAL:
        lines = [f"{request.municipality}, {answer.by.name}", moment_words(answer.at, today)]
    else:
        whose = HOUSE if one.question.delivers == Agreement.Delivers.SAFETY_HOUSE else str(request.municipality)
        told = f", {day_words(answer.told_on, today)}" if answer.told_on else ""
        lines = [f"{whose}, {answer.told_by}", f"{answer.get_channel_display()}{told}"]
        lines.append(f"vastgelegd door {answer.by.name}, {moment_words(answer.at, today)}")
    if answer.status == Status.WAITING:
        lines.append(f"wacht sinds {moment_words(one.waits_since(answer), today)}")
        if answer.suwinet_by:
            lines.append(f"zoekt het op: {answer.suwinet_by}")
    if answer.from_suwinet:
        lines.append("uit SUWINET")
    if answer.delivered_on and not answer.current:
        lines.append(f"gegeven op {day_words(answer.delivered_on, today)}")
    return lines
