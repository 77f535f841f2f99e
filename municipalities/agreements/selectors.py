"""What was agreed with whom, on a day."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet

from municipalities.agreements.models import Absence, Agreement, Duty, Term
from municipalities.models import Grant, Municipality
from nazorg.accounts.models import User
from nazorg.common.deadlines import Length
from nazorg.covenant.areas import Area


class NoTermError(LookupError):
    """No term of this kind holds on this day."""


@dataclass
class Terms:
    """All terms in memory, for whoever needs several. Make one a piece of work, not one a process."""

    rows: list[Term] = field(default_factory=list)

    @classmethod
    def load(cls) -> "Terms":
        return cls(list(Term.objects.order_by("-from_on")))

    def length(self, kind: Term.Kind, day: date, municipality_id: int | None = None) -> Length:
        """The term of `kind` that holds on `day`: the municipality's own, else the general one. Raises NoTermError."""
        return self.row(kind, day, municipality_id).length

    def row(self, kind: Term.Kind, day: date, municipality_id: int | None = None) -> Term:
        """The same, with its source and whether it was confirmed."""
        holding = [row for row in self.rows if row.kind == kind and row.from_on <= day]
        for wanted in (municipality_id, None):
            for row in holding:
                if row.municipality_id == wanted:
                    return row
        raise NoTermError(f"Voor {kind.label} geldt op {day:%d-%m-%Y} geen termijn. Vul er een in bij Beheer.")


def agreed_on(day: date, municipalities: Iterable[int]) -> dict[tuple[int, str], str]:
    """Who delivers which area on `day`, by municipality (primary key) and area, as codes of Agreement.Delivers."""
    wanted = list(municipalities)
    agreed = {(one, area): Agreement.Delivers.PORTAL.value for one in wanted for area in Area.values}
    rows = Agreement.objects.filter(municipality__in=wanted, from_on__lte=day).order_by("from_on")
    for municipality, area, delivers in rows.values_list("municipality_id", "area", "delivers"):
        agreed[municipality, area] = delivers
    return agreed


def duties_on(day: date, municipality: Municipality, kind: Duty.Kind) -> QuerySet[Duty]:
    """Who has this duty at a municipality on `day`."""
    return municipality.duties.filter(Q(to_on=None) | Q(to_on__gte=day), kind=kind, from_on__lte=day)


def contacts_of(municipality: Municipality, on: date) -> QuerySet[User]:
    """The contacts who can log in and see a municipality's cases on a day: by an approved grant, whatever the group."""
    granted = Grant.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=on),
        content_object=municipality,
        permission__codename="view_cases",
        starts_on__lte=on,
        approved_by__isnull=False,
    )
    groups = granted.values("group")
    in_them = User.groups.through.objects.filter(group__in=groups).values("user")
    found = User.objects.filter(pk__in=in_them, is_active=True, role="contact", role_approved_at__isnull=False)
    return found.order_by("name", "pk")


def absences_on(day: date, users: Iterable[User]) -> dict[int, Absence]:
    """Who of `users` (by primary key) is away on `day`."""
    rows = Absence.objects.filter(user__in=list(users), from_on__lte=day, to_on__gte=day).select_related("substitute")
    return {row.user_id: row for row in rows}


def covered_by(user: User, day: date) -> QuerySet[Absence]:
    """The absences on `day` in which `user` stands in."""
    return Absence.objects.filter(substitute=user, from_on__lte=day, to_on__gte=day).select_related("user")
