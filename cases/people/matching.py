"""Who is this? Finding the person that a notification or a row is about, many at a time."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import connection

from cases.people.models import Bsn, Person
from cases.people.names import alike, same_name
from nazorg.common.crypto import keyed_hash

FULL_DATE = 10


@dataclass(slots=True)
class Identity:
    """What is known of somebody, for matching. `bsn` is the number itself and goes no further than its hash."""

    family_name: str
    given_names: str
    born: str
    skn: str = ""
    bsn_hash: bytes | None = None


@dataclass(slots=True)
class Known:
    """A person in the registration, as far as matching needs."""

    id: int
    family_name: str
    given_names: str
    born: str
    skn: str
    bsn_hash: bytes | None


@dataclass(slots=True, frozen=True)
class Match:
    """Certain: `person_id`. Likely: `candidates`, for a person to choose from. Neither: somebody new."""

    person_id: int | None = None
    candidates: tuple[int, ...] = ()
    # Why a person must choose although a number matched.
    conflict: str = ""


NEW = Match()


def hash_bsn(bsn: str) -> bytes | None:
    """The keyed hash by which a BSN is found; None for an empty one."""
    return keyed_hash(f"bsn:{bsn}") if bsn else None


def who_was_kept(chosen: Iterable[int | None]) -> dict[int, int]:
    """Of these people the ones who were merged into another since, and whom that was."""
    doubles = Person.objects.filter(pk__in=[number for number in chosen if number], merged_into__isnull=False)
    return {number: kept for number, kept in doubles.values_list("pk", "merged_into_id") if kept}


@dataclass
class People:
    """The people who may be meant by a set of identities, in memory."""

    by_id: dict[int, Known] = field(default_factory=dict)
    by_skn: dict[str, int] = field(default_factory=dict)
    by_bsn: dict[bytes, int] = field(default_factory=dict)
    by_born: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def who_may_be(cls, identities: Iterable[Identity]) -> "People":
        """Load everybody with one of these numbers or birth dates; doubles that were merged stand for who was kept."""
        skns, hashes, dates = set(), set(), set()
        for identity in identities:
            if identity.skn:
                skns.add(identity.skn)
            if identity.bsn_hash:
                hashes.add(identity.bsn_hash)
            if len(identity.born) == FULL_DATE:
                dates.add(identity.born)
        people = cls()
        with connection.cursor() as cursor:
            cursor.execute(_CANDIDATES, [list(skns), list(dates), list(hashes)])
            for number, family_name, given_names, born, skn, bsn_hash, merged_into in cursor.fetchall():
                known = Known(number, family_name, given_names, born, skn, bytes(bsn_hash) if bsn_hash else None)
                people.add(known, merged_into)
        return people

    def add(self, known: Known, merged_into: int | None = None) -> None:
        """Let a person be found; one who was merged leads to who was kept, by number only."""
        target = merged_into or known.id
        if known.skn:
            self.by_skn[known.skn] = target
        if known.bsn_hash:
            self.by_bsn[known.bsn_hash] = target
        if merged_into is None:
            self.by_id[known.id] = known
            if len(known.born) == FULL_DATE:
                self.by_born.setdefault(known.born, []).append(known.id)

    def match(self, identity: Identity) -> Match:
        """SKN first, then BSN, then full birth date with a similar name (which only makes it likely)."""
        by_skn = self.by_skn.get(identity.skn) if identity.skn else None
        by_bsn = self.by_bsn.get(identity.bsn_hash) if identity.bsn_hash else None
        if by_skn and by_bsn and by_skn != by_bsn:
            return Match(
                candidates=(by_skn, by_bsn), conflict="Het SKN hoort bij de ene persoon, het BSN bij een andere."
            )
        number = by_skn or by_bsn
        if number is not None:
            known = self.by_id.get(number)
            if known is not None and self._somebody_else(known, identity):
                return Match(
                    candidates=(number,), conflict="Het nummer is bekend, maar naam en geboortedatum verschillen."
                )
            return Match(person_id=number)
        likely = [
            known.id
            for known in map(self.by_id.__getitem__, self.by_born.get(identity.born, ()))
            if not self._numbers_conflict(known, identity)
            and alike(identity.family_name, identity.given_names, known.family_name, known.given_names)
        ]
        return Match(candidates=tuple(likely)) if likely else NEW

    def match_registration(self, identity: Identity) -> Match:
        """For the old workbook, without numbers: full birth date, the very same name and nobody else is certain."""
        exact = [
            known.id
            for known in map(self.by_id.__getitem__, self.by_born.get(identity.born, ()))
            if same_name(identity.family_name, identity.given_names, known.family_name, known.given_names)
        ]
        return Match(person_id=exact[0]) if len(exact) == 1 else self.match(identity)

    @staticmethod
    def _somebody_else(known: Known, identity: Identity) -> bool:
        return (
            len(identity.born) == FULL_DATE
            and len(known.born) == FULL_DATE
            and known.born != identity.born
            and not alike(identity.family_name, identity.given_names, known.family_name, known.given_names)
        )

    @staticmethod
    def _numbers_conflict(known: Known, identity: Identity) -> bool:
        """Two different numbers of one kind: two people, however alike their names."""
        return bool(
            (known.skn and identity.skn and known.skn != identity.skn)
            or (known.bsn_hash and identity.bsn_hash and known.bsn_hash != identity.bsn_hash)
        )


_PERSON, _BSN = Person._meta.db_table, Bsn._meta.db_table
_CANDIDATES = f"""
SELECT p.id, p.family_name, p.given_names, p.born, coalesce(p.skn, ''), b.hash, p.merged_into_id
FROM {_PERSON} p LEFT JOIN {_BSN} b ON b.person_id = p.id
WHERE p.skn = ANY(%s) OR p.born = ANY(%s) OR p.id IN (SELECT person_id FROM {_BSN} WHERE hash = ANY(%s))
"""  # noqa: S608  table names come from the models
