"""The subjects that have a shape and a page of their own: Table 1, and answer time and handoff."""

from nazorg.accounts.acts import Act
from nazorg.common.dutch import full_date
from reporting.figures.chart import chart
from reporting.figures.definitions import CASELOAD_FROM, FIRST_YEAR
from reporting.figures.notes import notes, remarks
from reporting.figures.series import outflow_series
from reporting.figures.table_one import table_one
from reporting.figures.timeliness import Span
from reporting.line_tables import Link, no_link
from reporting.subjects import Asked, Definition, Shown, Subject
from reporting.table_one.tables import below_table, main_table, series_table
from reporting.timeliness.definitions import answer_definitions, handoff_definitions
from reporting.timeliness.report import By, Choice, build_timeliness

TABLE_ONE_DEFINITIONS = (
    Definition(
        "Caseload",
        "Casussen waaraan in het jaar is gewerkt: iemand van het Veiligheidshuis deed er in dat jaar iets in. Wie twee"
        " keer vastzat, telt als twee casussen. De gemeente is waar de persoon echt verbleef op de dag van de laatste"
        " handeling in het jaar.",
        "casussen", "caseload van alle gemeenten", full_date(CASELOAD_FROM),
    ),
    Definition(
        "Uitstroom",
        "Personen die in het jaar vrijkwamen met een adres in de regio, zoals DPAN ze meldt. Ieder telt één keer, bij"
        " de gemeente van inschrijving op de laatste vrijlating met zo’n adres. Detenties die op elkaar aansluiten,"
        " zijn er één.",
        "personen", "uitstroom van alle gemeenten", f"1 januari {FIRST_YEAR}",
    ),
    Definition(
        "Niet in de tabel",
        "Personen die in het jaar alleen vrijkwamen zonder vaste woon- of verblijfplaats, uit een gemeente buiten de"
        " regio, uit het buitenland of met onbekende gemeente. Ieder telt één keer.",
        "personen", "", f"1 januari {FIRST_YEAR}", by_municipality=False,
    ),
    Definition(
        "Vrijlatingen", "Alle vrijlatingen in het jaar; één persoon kan vaker vrijkomen.",
        "vrijlatingen", "", f"1 januari {FIRST_YEAR}", by_municipality=False,
    ),
)  # fmt: skip


def _table_one(asked: Asked, link: Link = no_link) -> Shown:
    figures = table_one([each.year for each in asked.periods], asked.boundaries, asked.today, asked.region)
    noted, drawn, below = notes(figures), chart(figures), below_table(figures)
    # Two interim counts of a running year differ by a few people, so everybody gets none.
    series = [each for each in outflow_series(asked.today) if not (asked.region.public and each.running)]
    tables = [main_table(figures, noted), *([below] if below.rows else []), series_table(series)]
    return Shown(tuple(tables), (drawn,) if drawn else (), tuple(remarks(figures)), tuple(noted))


def _timeliness(asked: Asked, link: Link = no_link) -> Shown:
    first = asked.periods[0]
    found = build_timeliness(
        Choice(Span(first.year, None, first.first, first.last, asked.today), None, By.MUNICIPALITY), asked.as_of
    )
    tables = tuple(table for table in (found.answers, found.handoffs) if table)
    return Shown(tables, tuple(each for each in found.charts if each), tuple(found.remarks))


def _timed(terms: list[tuple[str, str]], unit: str) -> tuple[Definition, ...]:
    return tuple(Definition(term, text, unit, "", "de eerste verstuurde vraag") for term, text in terms)


TABLE_ONE = Subject(
    "tabel-1", "Caseload en uitstroom per gemeente", "Caseload en uitstroom",
    "Kalenderjaar: de eerste en de laatste dag tellen mee.",
    "Caseload: echt verblijf. Uitstroom: inschrijving in DPAN.",
    Act.SEE_CASES, TABLE_ONE_DEFINITIONS, _table_one, url_name="table_one",
)  # fmt: skip
TIMELINESS = Subject(
    "doorlooptijd", "Doorlooptijd: antwoord en overdracht", "De keten",
    "De maand waarin de vraag is verstuurd.", "De gemeente aan wie de vraag is verstuurd.", Act.SEE_CASES,
    (*_timed(answer_definitions(), "vragen"), *_timed(handoff_definitions(), "casussen")), _timeliness,
    url_name="timeliness",
)  # fmt: skip
