"""What goes to the MMD-er, composed once: the preview, the ledger, the copy buttons and the PDF hold these bytes."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from hashlib import sha256

from cases.detentions.models import Detention
from cases.disclosures.models import Disclosure
from cases.disclosures.wording import (
    answer_text,
    awaited_text,
    detention_text,
    given_to_mmd,
    needs_text,
    person_text,
    plain,
)
from cases.dossiers.models import Case
from cases.needs.models import Need
from cases.requests.models import Answer, Request, Status
from cases.requests.of_case import Asked
from nazorg.common.words import joined
from nazorg.covenant.areas import AREA_CATEGORY, AREA_SHORT, Area
from nazorg.covenant.categories import Category

MOST_RECIPIENT = 200
PERSON, DETENTION, AWAITED = "person", "detention", "awaited"
_LABELS = {
    **AREA_SHORT,
    PERSON: "persoon",
    DETENTION: "detentie",
    AWAITED: "wat nog komt",
    "to": "de ontvanger",
    "given": "wat de ontvanger al kreeg",
    "statement": "deelbare zin",
    "title": "detentietitel",
    "target": "doelgroepen",
    "profile": "risicoprofiel",
    "police": "politie-informatie",
}
ADDED = "Toevoeging van het Veiligheidshuis"
WITHDRAWN = "de toestemming is ingetrokken"
NOT_AGREED = "het convenant laat dit niet toe"


@dataclass(frozen=True)
class Part:
    """One piece of a pack, of one category, in the words that leave."""

    heading: str
    category: str
    text: str


@dataclass(frozen=True)
class Section:
    """What leaves together or not at all. `answer` is the answer that is in it, if one is."""

    key: str
    label: str
    parts: tuple[Part, ...]
    answer: Answer | None = None

    @property
    def is_area(self) -> bool:
        """Whether it can be left out: the rest of a pack belongs to it."""
        return self.key in Area.values

    @property
    def gives(self) -> bool:
        """Whether it gives an answer that the MMD-er does not have yet."""
        return self.answer is not None and self.answer.status != Status.DELIVERED

    @property
    def print(self) -> str:
        """A short print of its words, by which one sees whether they changed."""
        words = "\x1f".join(f"{part.heading}\x1f{part.category}\x1f{part.text}" for part in self.parts)
        return sha256(words.encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Former:
    """A pack that went out before: which one, to which PI, when, and which categories (codes) were in it."""

    reference: str
    institution: str
    on: date
    at: datetime
    categories: tuple[str, ...]


@dataclass(frozen=True)
class Material:
    """All that a pack is made of. `former` is in the order in which it went; sets hold codes of areas or categories."""

    case: Case
    detention: Detention
    request: Request
    asked: dict[str, Asked]
    needs: dict[str, list[Need]]
    withdrawn: Collection[str]
    # Since when the person agrees, by area (code).
    consented: Mapping[str, date]
    former: tuple[Former, ...]
    receivable: Collection[str]


@dataclass(frozen=True)
class Composed:
    """What can leave now, to whom, and what stays behind with the reason."""

    recipient: str
    sections: tuple[Section, ...]
    left_out: tuple[tuple[str, str], ...]

    @property
    def token(self) -> str:
        """What was shown, so that nothing leaves that somebody has not seen: a print of every section."""
        prints = {section.key: section.print for section in self.sections}
        prints["to"] = sha256(self.recipient.encode()).hexdigest()[:12]
        return ";".join(f"{key}={words}" for key, words in prints.items())

    def changes_since(self, token: str) -> list[str]:
        """In sentences, what is other than when `token` was given; empty where nothing is."""
        shown, stands = _prints(token), _prints(self.token)
        found = [
            ("Veranderd", [key for key in stands if key in shown and shown[key] != stands[key]]),
            ("Erbij gekomen", [key for key in stands if key not in shown]),
            ("Niet meer mee te geven", [key for key in shown if key not in stands]),
        ]
        labels = {section.key: section.label for section in self.sections} | _LABELS
        # Of what is no longer there the first word of the key is known.
        named = [
            (what, [labels.get(key) or labels.get(key.partition("-")[0], key) for key in keys]) for what, keys in found
        ]
        return [f"{what}: {joined(words)}." for what, words in named if words]


@dataclass(frozen=True)
class Offer(Composed):
    """What can go to the MMD-er now, and which areas the person agreed to."""

    kind: Disclosure.Kind
    institution: str
    # Since when somebody is detained: nothing was given before that.
    since: date | None
    # Since when the person agrees, by area (code).
    consented: Mapping[str, date]
    # The PI that got a pack before somebody was transferred, where the new one has nothing yet.
    before: str = ""
    # The reference of the pack that went last, so that a second press gives nothing twice.
    last: str = ""

    @property
    def token(self) -> str:
        """The words that were shown, and what the MMD-er had by then."""
        return f"{super().token};given={self.last}"

    @cached_property
    def areas(self) -> dict[str, Section]:
        """The sections that can be left out, by area (code)."""
        return {section.key: section for section in self.sections if section.is_area}

    def unseen(self, token: str) -> set[str]:
        """The areas (codes) that were not there when `token` was given."""
        return self.areas.keys() - _prints(token).keys()

    def parts(self, areas: Collection[str], added: str = "") -> list[Part]:
        """The pack with these areas (codes) and what the sender adds, in its order."""
        chosen = [section for section in self.sections if not section.is_area or section.key in areas]
        parts = [part for section in chosen for part in section.parts]
        if words := plain(added):
            parts.append(Part(ADDED, Category.NEEDS.value, words))
        return parts


def _prints(token: str) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in token.split(";") if "=" in pair)


def compose(material: Material) -> Offer:
    """The pack for the MMD-er of the PI where somebody is now; after a first one only what that PI has not got."""
    detention = material.detention
    here = detention.institution
    first = all(former.institution != here for former in material.former)
    kind = Disclosure.Kind.PACK if first else Disclosure.Kind.SUPPLEMENT
    before = (material.former[-1].institution or "een andere PI") if first and material.former else ""
    sections, left_out = [*_head(material, first, before)], []
    for area in Area.values:
        if area in material.withdrawn:
            left_out.append((area, WITHDRAWN))
            continue
        wanted, answer = _area(material, area, first)
        parts = tuple(part for part in wanted if part.category in material.receivable)
        if len(parts) < len(wanted):
            left_out.append((area, NOT_AGREED))
        if parts:
            held = answer if answer and any(part.category == answer.category for part in parts) else None
            sections.append(Section(area, str(Area(area).label), parts, held))
    waiting = [one for area, one in material.asked.items() if one.waits and area not in material.withdrawn]
    sections += _plain_section(material, AWAITED, "Wat nog komt", awaited_text(waiting, material.request))
    return Offer(
        recipient=", ".join(filter(None, (f"MMD-er {here}".strip(), detention.mmd_worker)))[:MOST_RECIPIENT],
        sections=tuple(sections),
        left_out=tuple(left_out),
        kind=kind,
        institution=here,
        since=detention.start_on,
        consented=material.consented,
        before=before,
        last=material.former[-1].reference if material.former else "",
    )


def _head(material: Material, first: bool, before: str) -> Iterator[Section]:
    case = material.case
    yield from _plain_section(material, PERSON, "Persoon", person_text(case.person, case.reference))
    if first:
        text = detention_text(material.detention, (before, material.former[-1].on) if before else None)
        yield from _plain_section(material, DETENTION, "Detentie", text, Category.DETENTION)


def _plain_section(
    material: Material, key: str, heading: str, text: str, category: Category = Category.IDENTITY
) -> Iterator[Section]:
    if text and category in material.receivable:
        yield Section(key, heading.lower(), (Part(heading, category.value, text),))


def _area(material: Material, area: str, first: bool) -> tuple[list[Part], Answer | None]:
    """What there is to tell about an area that the PI has not got; in one part where it is of one category."""
    asked, here = material.asked.get(area), material.detention.institution
    answer = asked.current if asked is not None and not asked.waits else None
    heading, category = str(Area(area).label).capitalize(), AREA_CATEGORY[area].value
    parts = []
    if asked is not None and answer is not None and _is_new(asked, answer, here, first):
        parts.append(Part(heading, answer.category, answer_text(asked, answer, material.request, here)))
    else:
        answer = None
    told = _last_given(material, category)
    if needs := [need for need in material.needs.get(area, []) if _is_news(need, here) and _changed(need) > told]:
        words = needs_text(needs)
        if parts and parts[0].category == category:
            parts = [Part(heading, category, f"{parts[0].text}\n\n{words}")]
        else:
            parts.append(Part(f"Hulpvragen {AREA_SHORT[area]}" if parts else heading, category, words))
    return parts, answer


def _is_new(asked: Asked, answer: Answer, here: str, first: bool) -> bool:
    """Whether the PI has not got this answer. What the municipality gave itself is told once, in the first pack."""
    if answer.status == Status.DELIVERED:
        return first
    return all(given.institution != here for given in given_to_mmd(asked, answer))


def _is_news(need: Need, here: str) -> bool:
    """Whether the MMD-er of this PI did not find the need himself, or something was done about it since."""
    return not need.found_in or need.found_in != here or bool(need.updates.all())


def _changed(need: Need) -> datetime:
    return max([need.created_at, *(step.at for step in need.updates.all())])


def _last_given(material: Material, category: str) -> datetime:
    """When a pack last told this PI about a category; long ago where none did."""
    here = material.detention.institution
    told = [one.at for one in material.former if one.institution == here and category in one.categories]
    return max(told, default=_LONG_AGO)


_LONG_AGO = datetime.fromisoformat("1900-01-01T00:00:00+00:00")
