"""What the evaluation of 2014 published beside what the records give, cell by cell, each with a verdict."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from nazorg.common.dutch import whole
from nazorg.common.tables import Cell, Column, Row, Table
from reporting.figures.definitions import period
from reporting.figures.shares import NOTHING, percent
from reporting.figures.source import Counted, Source, count
from reporting.figures.table_one import Boundaries, Figure, FigureColumn, TableOne, table_one
from reporting.sources.conferences import CONFERENCES
from reporting.sources.efforts import EFFORTS, INTERVENTIONS
from reporting.sources.people import REPEATS

YEARS = (2013, 2012)


class Verdict(StrEnum):
    EQUAL = "gelijk"
    OTHER_WHOLE = "gelijk, van een ander geheel"
    NOT_CHECKABLE = "niet te controleren"
    DIFFERENCE = "verschil"


@dataclass(frozen=True)
class Line:
    """One published figure beside the computed one. `known` marks the difference that is explained in `reason`."""

    subject: str
    published: str
    computed: str
    verdict: Verdict
    reason: str = ""
    known: bool = False


def compare(published: dict[str, Any], today: date) -> list[Line]:
    """Every published figure, in the order of the source. Needs an open scope."""
    table = table_one(YEARS, Boundaries.THEN, today)
    efforts = _efforts(table, today)
    differences = {(each["municipality"], each["column"]): each for each in published["differences"]}
    lines = list(_cells(published["table_1"], table, differences))
    for each in published["series"]:
        reason = "Van dit jaar zijn er geen records; het staat in de reeks als gepubliceerd."
        lines.append(Line(f"Uitstroom {each['year']}", str(each["outflow"]), NOTHING, Verdict.NOT_CHECKABLE, reason))
    totals = {key: column.count.total for key, column in _columns(table).items()}
    lines += [_figure(figure, _counted(figure["key"], table, efforts), totals) for figure in published["figures"]]
    return lines


def unexplained(lines: list[Line]) -> list[Line]:
    """The differences that nobody has explained."""
    return [line for line in lines if line.verdict is Verdict.DIFFERENCE and not line.known]


def comparison_table(lines: list[Line]) -> Table:
    """The comparison as a table, for the annex."""
    rows = [
        Row(
            [
                Cell(line.subject, header=True),
                Cell(line.published, kind="num"),
                Cell(line.computed, kind="num"),
                Cell(line.verdict.value),
                Cell(line.reason),
            ],
            state="differs" if line.verdict is Verdict.DIFFERENCE else "",
        )
        for line in lines
    ]
    columns = [
        Column("Cijfer"), Column("gepubliceerd", "num"), Column("berekend", "num"), Column("Oordeel"),
        Column("Toelichting"),
    ]  # fmt: skip
    return Table("Gepubliceerd in de evaluatie van 2014, en berekend uit de registratie", columns, rows)


def _columns(table: TableOne) -> dict[str, FigureColumn]:
    """The columns by the names that the published figures use."""
    found = {
        "caseload_2013": table.column(Figure.CASELOAD, 2013),
        "outflow_2013": table.column(Figure.OUTFLOW, 2013),
        "outflow_2012": table.column(Figure.OUTFLOW, 2012),
    }
    return {key: column for key, column in found.items() if column is not None}


def _cells(printed: dict[str, Any], table: TableOne, differences: dict[tuple[str, str], Any]) -> Iterator[Line]:
    """Each cell of Table 1: its count and its share."""
    keys = {row.name: row.pk for row in table.rows}
    for row in [*printed["rows"], printed["total"]]:
        name = row["municipality"]
        for key, column in _columns(table).items():
            count = column.count
            computed = {"Totaal": count.total, "Overig": count.other}.get(name, count.rows.get(keys.get(name, 0)))
            share, on_paper = percent(computed, count.total), row[key]["percentage"]
            line = Line(
                f"{column.short_label}, {name}",
                _with_share(row[key].get("count"), on_paper),
                _with_share(computed, share),
                Verdict.EQUAL,
            )
            if line.published != line.computed:
                known = differences.get((name, key), {})
                explained = row[key].get("count") == computed and (known.get("printed"), known.get("computed")) == (
                    on_paper,
                    share,
                )
                reason = known["reason"] if explained else ""
                line = replace(line, verdict=Verdict.DIFFERENCE, reason=reason, known=explained)
            yield line


def _with_share(count: int | None, share: str) -> str:
    return NOTHING if count is None else f"{count} ({share}\u00a0%)"


# The figures of the catalogue that were published too, by the names that the published ones use.
_EFFORTS: dict[str, tuple[Source, str]] = {
    "repeat_cases": (REPEATS, "casussen"),
    "profiles": (EFFORTS, "profiel"),
    "network_rounds": (EFFORTS, "netwerkronde"),
    "intervention_cases": (EFFORTS, "geholpen"),
    "interventions_housing": (INTERVENTIONS, "huisvesting"),
    "interventions_income": (INTERVENTIONS, "inkomen"),
    "interventions_debts": (INTERVENTIONS, "schulden"),
    "interventions_care": (INTERVENTIONS, "zorg"),
    "interventions_identity_papers": (INTERVENTIONS, "identiteitsbewijs"),
    "conferences_veelplegers": (CONFERENCES, "veelplegers"),
    "conferences_domestic_violence": (CONFERENCES, "huiselijk-geweld"),
    "conference_cases": (CONFERENCES, "casussen"),
}


def _efforts(table: TableOne, today: date) -> dict[str, Counted]:
    """What was done in the first of the years, by the word of its source."""
    sources = {source.slug: source for source, _ in _EFFORTS.values()}
    span = period(YEARS[0], today)
    return {slug: count(source, span, table.region, today) for slug, source in sources.items()}


def _counted(key: str, table: TableOne, efforts: dict[str, Counted]) -> int | None:
    """The computed count for a published figure; None where the records cannot give it."""
    outflow = table.column(Figure.OUTFLOW, 2013)
    if key == "no_abode_2013":
        return outflow.count.below.get("none", 0) if outflow else None
    if key not in _EFFORTS:
        return None
    source, code = _EFFORTS[key]
    line = source.line(code)
    number = efforts[source.slug].at(line) if line else None
    return None if number is None else int(number)


def _figure(figure: dict[str, Any], computed: int | None, totals: dict[str, int | None]) -> Line:
    """One of the other figures: the count, and the share by the total that it turns out to be a share of."""
    printed = figure.get("printed_share", "")
    total = totals.get(figure.get("share_of", ""))
    of_total = f" ({percent(computed, total)}\u00a0% van {total})" if printed and total else ""
    shown = NOTHING if computed is None else f"{computed}{of_total}"
    paper = " ".join(
        filter(None, (whole(figure["count"]) if "count" in figure else "", f"({printed})" if printed else ""))
    )
    line = Line(figure["label"], paper, shown, Verdict.EQUAL)
    if figure["verdict"] == "not_checkable" and not figure["assumption"]:
        return replace(line, verdict=Verdict.NOT_CHECKABLE, reason="Hiervan is geen registratie.")
    wanted = _whole_percents(printed)
    if wanted is not None and percent(computed, total) != wanted:
        return replace(line, verdict=Verdict.DIFFERENCE, reason=f"Het berekende deel is niet {printed}.")
    if figure["assumption"]:
        reason = f"Geen aantal gepubliceerd. Onze aanname: {figure['records']}, {wanted}\u00a0% van {total}."
        return replace(line, verdict=Verdict.NOT_CHECKABLE, reason=reason)
    if computed != figure["count"]:
        return replace(line, verdict=Verdict.DIFFERENCE)
    suggested = totals.get(figure.get("text_suggests", ""))
    if suggested and percent(computed, suggested) != wanted:
        of_suggested = f"van de caseload ({suggested}) is het {percent(computed, suggested)}\u00a0%"
        reason = f"{printed.capitalize()} is een deel van de uitstroom ({total}); {of_suggested}."
        return replace(line, verdict=Verdict.OTHER_WHOLE, reason=reason)
    return line


def _whole_percents(printed: str) -> str | None:
    """ "44%" or "circa een vijfde deel" as "44" or "20"; None where no share is printed."""
    if found := re.search(r"\d+", printed):
        return found.group()
    return "20" if "vijfde" in printed else None
