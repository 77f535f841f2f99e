"""Counting and reading bottlenecks. Who sees no dossiers gets numbers and what names no person."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from cases.bottlenecks.models import Aspect, Bottleneck, CaseBottleneck, Theme
from cases.dossiers.models import Case
from municipalities.models import Municipality
from nazorg.common.scope import Scope, system_scope
from nazorg.common.tables import Cell, Column, Empty, Row, Table

_NONE = Empty("Geen knelpunten in casussen", "In deze jaren is in geen casus een knelpunt vastgelegd.")


@dataclass(frozen=True)
class Counted:
    """In how many cases something of a kind went wrong, by year."""

    theme: str
    aspect: str
    cases: dict[int, int]


def counted(years: tuple[int, ...], municipality: Municipality | None = None) -> list[Counted]:
    """In how many cases each kind went wrong, in these years; of one municipality, or of all. Numbers only."""
    with system_scope("everybody who reads figures may know how many; no case and no word comes out"):
        found = CaseBottleneck.objects.filter(on__year__in=years)
        if municipality is not None:
            found = found.filter(municipality=municipality)
        rows = list(found.order_by().values_list("theme", "aspect", "on__year").annotate(Count("case", distinct=True)))
    cases: dict[tuple[str, str], dict[int, int]] = {}
    for theme, aspect, year, number in rows:
        cases.setdefault((theme, aspect), {})[year] = number
    kinds = [(theme, aspect) for theme in Theme.values for aspect in Aspect.values if (theme, aspect) in cases]
    return [Counted(theme, aspect, cases[theme, aspect]) for theme, aspect in kinds]


def counted_table(years: tuple[int, ...], municipality: Municipality | None = None) -> Table:
    """The same as a table, housing first."""
    rows = [
        Row(
            [
                Cell(str(Theme(one.theme).label), header=True),
                Cell(str(Aspect(one.aspect).label)),
                *(Cell(str(one.cases.get(year, 0)), value=one.cases.get(year, 0)) for year in years),
            ]
        )
        for one in counted(years, municipality)
    ]
    columns = [Column("Thema"), Column("Wat"), *(Column(f"Casussen {year}", "num") for year in years)]
    return Table("Knelpunten in casussen", columns, rows, empty=_NONE)


def structural(scope: Scope) -> list[Bottleneck]:
    """What goes wrong time and again, as far as this scope sees it: by theme, what is not solved first."""
    order = {theme: number for number, theme in enumerate(Theme.values)}
    found = Bottleneck.objects.visible_to(scope).select_related("municipality")
    return sorted(found, key=lambda one: (one.state == Bottleneck.State.SOLVED, order[one.theme], -one.on.toordinal()))


def in_case(case: Case, scope: Scope) -> QuerySet[CaseBottleneck]:
    """What went wrong in one case, the latest first."""
    return CaseBottleneck.objects.visible_to(scope).filter(case=case).select_related("by")


def in_cases(scope: Scope, most: int) -> QuerySet[CaseBottleneck]:
    """What went wrong in cases, the latest first, for whoever may read of them."""
    return CaseBottleneck.objects.visible_to(scope).select_related("case__person", "municipality")[:most]
