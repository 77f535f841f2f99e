"""Two people side by side, with the differences in words: for whoever decides whether they are one."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from cases.detentions.models import Abode, Detention
from cases.people.models import Bsn, Person, Sex
from nazorg.common.scope import Scope
from nazorg.common.words import born_words

EMPTY = "leeg"
# Lines of which the differing letters are shown; of a date or a number the whole differs.
_SPELT = ("Naam", "Laatste adres")
# Part of a text, and whether it differs from the other text.
Part = tuple[str, bool]


@dataclass(frozen=True)
class Described:
    """What is known of somebody, in words. Of the BSN only the hash, to say whether it is the same."""

    name: str
    born: str = ""
    skn: str = ""
    bsn_hash: bytes | None = None
    address: str = ""
    municipality: str = ""
    sex: str = ""
    # None where it cannot be known, as for a notification.
    detentions: str | None = None


@dataclass(frozen=True)
class Compared:
    """One line of a comparison. `verdict` says in a word how the two relate."""

    label: str
    ours: list[Part]
    theirs: list[Part]
    verdict: str
    differs: bool


def describe(person: Person, scope: Scope) -> Described:
    """A recorded person, as far as the scope shows."""
    latest_first = ("-start_on", "-released_on", "-pk")
    detentions = Detention.objects.visible_to(scope).filter(person=person).select_related("registered", "return_to")
    found = list(detentions.order_by(*latest_first))
    stored = Bsn.objects.visible_to(scope).filter(person=person).values_list("hash", flat=True).first()
    return Described(
        name=person.full_name,
        born=born_words(person.born) if person.born else "",
        skn=person.skn or "",
        bsn_hash=bytes(stored) if stored else None,
        address=person.address,
        municipality=_municipality(found[0]) if found else "",
        sex="" if person.sex == Sex.UNKNOWN else person.sex,
        detentions=_detention_words(found),
    )


def compare(ours: Described, theirs: Described) -> list[Compared]:
    """Line by line; what neither has is left out."""
    texts = (
        ("Naam", ours.name, theirs.name),
        ("Geboren", ours.born, theirs.born),
        ("SKN", ours.skn, theirs.skn),
    )
    rest = (
        ("Laatste adres", ours.address, theirs.address),
        ("Gemeente", ours.municipality, theirs.municipality),
        ("Geslacht", ours.sex, theirs.sex),
    )
    lines = [_line(*text) for text in texts if any(text[1:])]
    lines += _bsn_line(ours.bsn_hash, theirs.bsn_hash)
    lines += [_line(*text) for text in rest if any(text[1:])]
    if theirs.detentions is not None:
        known = "niet bekend" if ours.detentions is None else ours.detentions
        verdict = "alleen hier" if ours.detentions is None else ""
        lines.append(Compared("Detenties", [(known, False)], [(theirs.detentions, False)], verdict, False))
    return lines


def differing(lines: Iterable[Compared]) -> int:
    """How many lines differ."""
    return sum(line.differs for line in lines)


def _line(label: str, ours: str, theirs: str) -> Compared:
    if not ours or not theirs:
        return Compared(label, [(ours or EMPTY, False)], [(theirs or EMPTY, False)], "ontbreekt", True)
    if ours.casefold() == theirs.casefold():
        return Compared(label, [(ours, False)], [(theirs, False)], "gelijk", False)
    left, right = _parts(ours, theirs) if label in _SPELT else ([(ours, True)], [(theirs, True)])
    return Compared(label, left, right, "verschilt", True)


def _bsn_line(ours: bytes | None, theirs: bytes | None) -> list[Compared]:
    if ours is None and theirs is None:
        return []
    words = [[("ingevuld" if one else EMPTY, False)] for one in (ours, theirs)]
    verdict = "ontbreekt" if ours is None or theirs is None else "gelijk" if ours == theirs else "verschilt"
    return [Compared("BSN", words[0], words[1], verdict, verdict != "gelijk")]


def _parts(ours: str, theirs: str) -> tuple[list[Part], list[Part]]:
    """Both texts cut where they differ; whole texts where they have little in common."""
    matcher = SequenceMatcher(None, ours.casefold(), theirs.casefold(), autojunk=False)
    if matcher.ratio() < 0.5 or len(ours.casefold()) != len(ours) or len(theirs.casefold()) != len(theirs):
        return [(ours, True)], [(theirs, True)]
    left: list[Part] = []
    right: list[Part] = []
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        left.append((ours[start:end], tag != "equal"))
        right.append((theirs[other_start:other_end], tag != "equal"))
    return [part for part in left if part[0]], [part for part in right if part[0]]


def _municipality(detention: Detention) -> str:
    for place, abode in (
        (detention.return_to, detention.return_abode),
        (detention.registered, detention.registered_abode),
    ):
        if place is not None:
            return place.name
        if abode != Abode.UNKNOWN:
            return str(Abode(abode).label)
    return ""


def _detention_words(detentions: list[Detention]) -> str:
    """ "2: de laatste PI Lelystad, 03-05-2022 tot 14-07-2022"."""
    if not detentions:
        return "geen"
    latest = detentions[0]
    start = f"{latest.start_on:%d-%m-%Y}" if latest.start_on else "aankomst niet gemeld"
    until = f"tot {latest.released_on:%d-%m-%Y}" if latest.released_on else "tot nu"
    which = "de laatste " if len(detentions) > 1 else ""
    place = f"{latest.institution}, " if latest.institution else ""
    return f"{len(detentions)}: {which}{place}{start} {until}"
