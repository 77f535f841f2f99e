"""The chapters of the report, in their order: which there are, and what stands in each for a year."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.core.management.base import CommandError
from django.utils.text import slugify

from reporting.annual.frozen import Section
from reporting.annual.municipal import municipal_sections
from reporting.annual.signals import signals
from reporting.annual.summary import key_figures, summary
from reporting.annual.year import Year
from reporting.catalogue import chapters
from reporting.catalogue_tables import explained
from reporting.comparison import YEARS, compare, comparison_table
from reporting.figures.notes import remarks
from reporting.published import published_figures
from reporting.subjects import Shown, Subject


@dataclass(frozen=True)
class Chapter:
    """`written` chapters have a text of their own, `repeats` says that its numbers stand elsewhere in the report.

    `only` is the one year that has this chapter; `public` says whether it may be seen by everybody.
    """

    slug: str
    title: str
    build: Callable[[Year], Sequence[Section]]
    numbered: bool = True
    written: bool = True
    repeats: bool = False
    only: int | None = None
    public: bool = True


def chapters_of(year: int, public: bool = False) -> list[Chapter]:
    """The chapters of the report on this year, or of its public version."""
    return [chapter for chapter in CHAPTERS if chapter.only in (None, year) and (chapter.public or not public)]


def written_chapter(slug: str) -> Chapter | None:
    """The chapter of this word in addresses, where it has a text of its own."""
    return next((chapter for chapter in CHAPTERS if chapter.written and chapter.slug == slug), None)


def _foreword(year: Year) -> list[Section]:
    return []


def _summary(year: Year) -> list[Section]:
    return [
        Section(
            "kort",
            "",
            paragraphs=summary(year.figures, year.number_of),
            key_figures=key_figures(year.figures, year.number_of),
            remarks=remarks(year.figures),
        )
    ]


def _of_subjects(subjects: Sequence[Subject]) -> Callable[[Year], list[Section]]:
    def build(year: Year) -> list[Section]:
        shown = [(subject, year.show(subject)) for subject in subjects]
        return [_subject(subject, found, year) for subject, found in shown if found is not None]

    return build


def _subject(subject: Subject, shown: Shown, year: Year) -> Section:
    rule = year.public.rule if year.public and subject in year.public.divided else []
    return Section(
        subject.slug, subject.title, shown.tables, shown.charts, [*shown.remarks, *rule], shown.notes
    )  # fmt: skip


def _municipalities(year: Year) -> list[Section]:
    return municipal_sections(year.figures, year.sections)


def _definitions(year: Year) -> list[Section]:
    """The catalogue: what each figure counts, on which day and where."""
    return [
        Section(
            f"begrippen-{each.subject.slug}",
            each.subject.title,
            [each.table],
            paragraphs=[f"{each.subject.date_rule} {each.subject.place_rule}"],
        )
        for subjects in explained().values()
        for each in subjects
    ]


def _annex(year: Year) -> list[Section]:
    intro = (
        "Wat gepubliceerd is, staat naast wat uit de registratie is berekend. Een percentage is gelijk van een ander"
        " geheel als het getal klopt, maar het percentage een deel is van een ander totaal dan de tekst van de"
        " evaluatie zegt."
    )
    try:
        published = published_figures()
    except CommandError as missing:  # an installation without the figures of the evaluation
        return [Section("gepubliceerd-en-berekend", "", remarks=[str(missing)])]
    lines = compare(published, year.asked.today)
    return [Section("gepubliceerd-en-berekend", "", [comparison_table(lines)], paragraphs=[intro])]


def _subject_chapters() -> Iterator[Chapter]:
    """The chapters of the catalogue, in the order of its subjects."""
    for title, subjects in chapters().items():
        yield Chapter(slugify(title), title, _of_subjects(subjects))


CHAPTERS: tuple[Chapter, ...] = (
    Chapter("voorwoord", "Voorwoord", _foreword, numbered=False),
    Chapter("samenvatting", "Het jaar in het kort", _summary, numbered=False, repeats=True),
    *_subject_chapters(),
    Chapter("signalen", "Signalen", signals, public=False),
    Chapter("per-gemeente", "Per gemeente", _municipalities, repeats=True, public=False),
    Chapter("wat-telt-mee", "Wat telt mee", _definitions, written=False),
    Chapter(
        "vergelijking", "Bijlage: vergelijking met de evaluatie van 2014", _annex, numbered=False, written=False,
        repeats=True, only=YEARS[0], public=False,
    ),
)  # fmt: skip
