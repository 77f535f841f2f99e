"""The subject of cost: what the coordination costs a year, by case. What it saves is nobody's to compute here."""

from dataclasses import dataclass

from nazorg.accounts.acts import Act
from nazorg.common.dutch import full_date
from nazorg.common.figures import figures_scope
from nazorg.common.tables import Cell, Column, Row, Table
from nazorg.common.words import joined
from reporting.figures.counting import count_caseload
from reporting.figures.definitions import CASELOAD_FROM, Period, has_caseload
from reporting.line_tables import Link, no_link, number_words
from reporting.models import CoordinationCost
from reporting.subjects import Asked, Definition, Shown, Subject

_EUROS = "euro"
_VOLLAARD = (
    "Vollaard (2010) becijferde dat een zeer actieve veelpleger de samenleving tot zo’n 15.000 euro per maand kan"
    " kosten; zo staat het in de evaluatie van 2014. Van wie in de regio terugkeert, lijkt alleen een klein deel op die"
    " groep. Daarom rekent Nazorg geen besparing uit."
)
_DEFINITIONS = (
    (
        "Kosten van de coördinatie", _EUROS,
        "Wat de coördinatie van de nazorg in een jaar kost. De beheerder vult dit in, met de bron en het jaar waarin"
        " het ingaat.",
    ),
    ("Caseload", "casussen", "Casussen waaraan in het jaar is gewerkt, zoals in tabel 1."),
    (
        "Kosten per casus", _EUROS,
        "De kosten van de coördinatie gedeeld door de caseload, op hele euro’s. Alleen voor een heel jaar dat om is.",
    ),
    ("Ter vergelijking", _EUROS, _VOLLAARD),
)  # fmt: skip


@dataclass(frozen=True)
class _Cost:
    """The euros and the cases of a period; None where they do not exist."""

    setting: CoordinationCost | None
    cases: int | None
    over: bool

    @property
    def each(self) -> int | None:
        """Whole euros for each case of a year that is over, rounded half up."""
        if self.setting is None or not self.cases or not self.over:
            return None
        return (2 * self.setting.euros + self.cases) // (2 * self.cases)


def costs_subject() -> Subject:
    """Cost by case, from the setting of that year and the caseload of Table 1."""
    definitions = tuple(
        Definition(
            name=name,
            text=text,
            unit=unit,
            share_of="",
            since=full_date(CASELOAD_FROM),
            by_municipality=False,
        )
        for name, unit, text in _DEFINITIONS
    )
    return Subject(
        "kosten", "Kosten per casus", "Werk en kosten", "Per kalenderjaar dat om is.", "Niet per gemeente.",
        Act.SEE_CASES, definitions, _show,
    )  # fmt: skip


def _show(asked: Asked, link: Link = no_link) -> Shown:
    costs = [_cost(each, asked) for each in asked.periods]
    columns, groups = [Column("Cijfer"), Column("eenheid")], [("", 2)]
    for each in asked.periods:
        columns.append(Column("aantal", "num", edge=True))
        groups.append((each.label, 1))
    rows = [
        _row("Kosten van de coördinatie", _EUROS, [each.setting.euros if each.setting else None for each in costs]),
        _row("Caseload", "casussen", [each.cases for each in costs]),
        _row("Kosten per casus", _EUROS, [each.each for each in costs]),
    ]
    periods = joined([each.name for each in asked.periods])
    table = Table(f"Kosten per casus, {periods}", columns, rows, groups=groups)
    return Shown((table,), remarks=tuple(_remarks(asked, costs)))


def _row(name: str, unit: str, numbers: list[int | None]) -> Row:
    cells = [Cell(name, header=True), Cell(unit)]
    cells += [Cell(number_words(number), number, kind="num") for number in numbers]
    return Row(cells)


def _cost(period: Period, asked: Asked) -> _Cost:
    setting = CoordinationCost.objects.filter(year_from__lte=period.year).order_by("-year_from").first()
    with figures_scope():
        cases = count_caseload(period, asked.region).total if has_caseload(period) else None
    return _Cost(setting, cases, over=not period.running and period.quarter is None)


def _remarks(asked: Asked, costs: list[_Cost]) -> list[str]:
    said = ["Dit zijn alleen kosten. Wat nazorg bespaart, rekent Nazorg niet uit."]
    for period, cost in zip(asked.periods, costs, strict=True):
        if cost.cases is None:
            said.append(f"Over {period.name} staat hierover niets in de registratie.")
        elif not cost.over:
            said.append(f"{period.name}: kosten per casus zijn er alleen van een heel jaar dat om is.")
        if cost.setting is not None:
            said.append(f"Kosten in {period.name} volgens: {cost.setting.source}.")
    return said
