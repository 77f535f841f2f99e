"""The chapters of the report, in their order: which there are, and what stands in each for a year."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.text import slugify

from nazorg.common.tables import Cell, Column, Row, Table
from reporting.annual.frozen import Section
from reporting.annual.municipal import municipal_sections
from reporting.annual.signals import signals
from reporting.annual.summary import key_figures, summary
from reporting.annual.year import Year
from reporting.catalogue import SUBJECTS
from reporting.comparison import YEARS, compare, comparison_table
from reporting.figures.timeliness import span
from reporting.figures.work import work_done
from reporting.line_tables import no_link
from reporting.published import published_figures
from reporting.subjects import Definition, Subject
from reporting.timeliness_definitions import definitions as timeliness_definitions
from reporting.timeliness_report import By, Choice, build_timeliness


@dataclass(frozen=True)
class Chapter:
    """`written` chapters have a text of their own, `repeats` says that its numbers stand elsewhere in the report.

    `only` is the one year that has this chapter.
    """

    slug: str
    title: str
    build: Callable[[Year], Sequence[Section]]
    numbered: bool = True
    written: bool = True
    repeats: bool = False
    only: int | None = None


def chapters_of(year: int) -> list[Chapter]:
    """The chapters of the report on this year."""
    return [chapter for chapter in CHAPTERS if chapter.only in (None, year)]


def written_chapter(slug: str) -> Chapter | None:
    """The chapter of this word in addresses, where it has a text of its own."""
    return next((chapter for chapter in CHAPTERS if chapter.written and chapter.slug == slug), None)


def _foreword(year: Year) -> list[Section]:
    return []


def _summary(year: Year) -> list[Section]:
    figures, work = year.report.figures, work_done(year.years[0], year.today)
    return [
        Section(
            "kort",
            "",
            paragraphs=summary(figures, work),
            key_figures=key_figures(figures, work),
            remarks=year.report.remarks,
        )
    ]


def _table_one(year: Year) -> list[Section]:
    report = year.report
    charts = [report.chart] if report.chart else []
    return [
        Section("tabel-1", "Per gemeente", [report.main], charts, notes=report.notes),
        Section("buiten-de-tabel", "Wie niet in de tabel staat", [report.below]),
        Section("reeks", "Uitstroom door de jaren", [report.series]),
    ]


def _of_subjects(subjects: Sequence[Subject]) -> Callable[[Year], list[Section]]:
    def build(year: Year) -> list[Section]:
        return [_subject(subject, year) for subject in subjects]

    return build


def _subject(subject: Subject, year: Year) -> Section:
    shown = subject.show(year.asked, no_link)
    return Section(subject.slug, subject.title, shown.tables, shown.charts, shown.remarks, shown.notes)


def _timeliness(year: Year) -> list[Section]:
    choice = Choice(span(year.years[0], None, year.today), None, By.MUNICIPALITY)
    report = build_timeliness(choice, year.now)
    titles = ("Antwoord van de gemeente", "Overdracht aan de MMD-er")
    sections = [
        Section(slugify(title), title, [table], [chart] if chart else [])
        for title, table, chart in zip(titles, (report.answers, report.handoffs), report.charts, strict=True)
        if table is not None
    ]
    first, *others = sections or [Section("antwoord", "")]
    return [Section(first.slug, first.title, first.tables, first.charts, report.remarks), *others]


def _municipalities(year: Year) -> list[Section]:
    return municipal_sections(year.asked.region, year.sections)


def _definitions(year: Year) -> list[Section]:
    """The terms of Table 1 and answer time, and of every figure of the catalogue."""
    return [
        _terms("begrippen-tabel-1", "Caseload en uitstroom", year.report.definitions),
        *(
            Section(
                f"begrippen-{subject.slug}", subject.title, [_definition_table(subject)], paragraphs=_rules(subject)
            )
            for subject in SUBJECTS
        ),
        _terms("begrippen-doorlooptijd", "Doorlooptijd", timeliness_definitions()),
    ]


def _terms(slug: str, title: str, terms: Sequence[tuple[str, str]]) -> Section:
    rows = [Row([Cell(term, header=True), Cell(text)]) for term, text in terms]
    table = Table(f"Begrippen van {title.lower()}", [Column("Begrip"), Column("Wat het betekent")], rows)
    return Section(slug, title, [table])


def _definition_table(subject: Subject) -> Table:
    def row(each: Definition) -> Row:
        return Row(
            [Cell(each.name, header=True), Cell(each.text), Cell(each.unit), Cell(each.share_of), Cell(each.since)]
        )

    columns = [
        Column("Cijfer"), Column("Wat telt mee"), Column("telt"), Column("deel van"), Column("geregistreerd vanaf"),
    ]  # fmt: skip
    return Table(f"Begrippen van {subject.title.lower()}", columns, [row(each) for each in subject.definitions])


def _rules(subject: Subject) -> list[str]:
    """The rules of day and place, each once."""
    places = [f"Gemeente: {each.place_rule}" for each in subject.definitions if each.place_rule.endswith(".")]
    return list(dict.fromkeys([*(each.date_rule for each in subject.definitions), *places]))


def _annex(year: Year) -> list[Section]:
    intro = (
        "Wat gepubliceerd is, staat naast wat uit de registratie is berekend. Een percentage is gelijk van een ander"
        " geheel als het getal klopt, maar het percentage een deel is van een ander totaal dan de tekst van de"
        " evaluatie zegt."
    )
    return [
        Section(
            "gepubliceerd-en-berekend",
            "",
            [comparison_table(compare(published_figures(), year.today))],
            paragraphs=[intro],
        )
    ]


def _subject_chapters() -> Iterator[Chapter]:
    """The chapters of the catalogue, in the order of its subjects."""
    for title in dict.fromkeys(subject.chapter for subject in SUBJECTS):
        yield Chapter(slugify(title), title, _of_subjects([each for each in SUBJECTS if each.chapter == title]))


CHAPTERS: tuple[Chapter, ...] = (
    Chapter("voorwoord", "Voorwoord", _foreword, numbered=False),
    Chapter("samenvatting", "Het jaar in het kort", _summary, numbered=False, repeats=True),
    Chapter("caseload-en-uitstroom", "Caseload en uitstroom", _table_one),
    *_subject_chapters(),
    Chapter("doorlooptijd", "Doorlooptijd", _timeliness),
    Chapter("knelpunten", "Knelpunten", signals),
    Chapter("per-gemeente", "Per gemeente", _municipalities, repeats=True),
    Chapter("wat-telt-mee", "Wat telt mee", _definitions, written=False),
    Chapter(
        "vergelijking", "Bijlage: vergelijking met de evaluatie van 2014", _annex, numbered=False, written=False,
        repeats=True,         only=YEARS[0],
    ),
)  # fmt: skip
