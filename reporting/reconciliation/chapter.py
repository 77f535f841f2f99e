"""The subject Aansluiting: where DPAN and the own registration differ, in numbers and in sentences."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.db import connection

from nazorg.common.dutch import whole
from nazorg.common.figures import figures_scope
from nazorg.common.tables import Table
from nazorg.common.words import joined
from reporting.figures.boundaries import Region
from reporting.figures.counting import parameters
from reporting.figures.definitions import Period
from reporting.figures.source import TOTAL, Counted, Source, count
from reporting.sources.reconciliation import RECONCILIATION
from reporting.subjects import Asked, Subject, of_source

_ANY_RECORD = """
    SELECT EXISTS (SELECT FROM cases_act WHERE "on" BETWEEN %(first)s AND %(last)s)
        OR EXISTS (SELECT FROM cases_detention WHERE released_on BETWEEN %(first)s AND %(last)s)
"""


def reconciliation_subject() -> Subject:
    """Its counts, with a sentence on how much of it is explained."""
    return of_source(RECONCILIATION, count_differences, sentences)


def chapter(asked: Asked) -> tuple[tuple[Table, ...], tuple[str, ...]]:
    """The tables and the sentences of the chapter in a report. Needs an open scope."""
    shown = reconciliation_subject().show(asked, lambda source, line, period, code: "")
    return shown.tables, shown.remarks


def count_differences(source: Source, period: Period, region: Region, today: date) -> Counted:
    """Count them. A period with records and no difference is 0 everywhere; one without records has no figures."""
    found = count(source, period, region, today)
    if found.cells:
        return found
    with figures_scope(), connection.cursor() as cursor:
        cursor.execute(_ANY_RECORD, parameters(period, region))
        (recorded,) = cursor.fetchone()
    return replace(found, cells={(line.code, TOTAL): 0 for line in source.lines}) if recorded else found


def sentences(counted: Sequence[Counted]) -> list[str]:
    """How many differences there are in the first of the periods, and what became of them."""
    first = counted[0]
    if not first.exists:
        return []
    total, explained, task = (_number(first, code) for code in ("verschillen", "uitgelegd", "uitzoeken"))
    if not total:
        return [f"Alles sluit aan: in {first.period.name} verschillen DPAN en de eigen registratie nergens."]
    how_often = "1 keer" if total == 1 else f"{whole(total)} keer"
    differ = f"In {first.period.name} verschillen DPAN en de eigen registratie {how_often}"
    if not explained and not task:
        return [f"{differ}. Daarvan is nog niets uitgelegd."]
    parts = [
        f"{whole(explained)} uitgelegd" if explained else "",
        f"{whole(task)} nog uit te zoeken door iemand" if task else "",
        f"{whole(total - explained - task)} zonder uitleg" if total > explained + task else "",
    ]
    return [f"{differ}: {joined([part for part in parts if part])}."]


def _number(counted: Counted, code: str) -> int:
    line = counted.source.line(code)
    return int(counted.at(line) or 0) if line else 0
