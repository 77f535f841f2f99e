"""A case as tables, one function a section: PDF and spreadsheet hold the same, and no more than the scope gives.

A further subject adds its function to SECTIONS; one that this role may not read at all answers None.
"""

from collections.abc import Callable
from datetime import date

from django.utils import timezone

from cases.course.selectors import step_words, steps_of
from cases.dossiers.models import Case
from cases.export.happened import events_of, ledger_of
from cases.interventions.selectors import interventions_of
from cases.needs.selectors import consents_of, needs_of
from cases.outside.selectors import numbers_of
from cases.plans.selectors import goals_of, lines_of
from cases.requests.of_case import areas_of, current_request, requests_in
from cases.selectors import detentions_of
from cases.views.dossier import case_facts, person_facts
from nazorg.common.dutch import numeric_date
from nazorg.common.scope import Scope
from nazorg.common.tables import Cell, Column, Kind, Row, Table
from nazorg.covenant.areas import Area
from nazorg.covenant.categories import Category

Section = Callable[[Case, Scope, date], Table | None]


def sections_of(case: Case, scope: Scope, today: date) -> list[Table]:
    """Everything that this scope may see of a case, in the order of the work."""
    found = (section(case, scope, today) for section in SECTIONS)
    return [table for table in found if table is not None]


def _table(caption: str, columns: list[tuple[str, Kind]], rows: list[list[Cell]]) -> Table:
    return Table(caption, [Column(label, kind) for label, kind in columns], [Row(cells) for cells in rows])


def _day(day: date | None) -> Cell:
    return Cell(numeric_date(day) if day else "-", value=day, kind="date")


def _words(text: object) -> Cell:
    return Cell(str(text or "-"))


def person(case: Case, scope: Scope, today: date) -> Table:
    """Who it is, and the head of the case. The BSN stays out: it shows on request, one at a time."""
    facts = [{"label": "Naam", "value": case.person.full_name}, *person_facts(case.person, today)]
    known = {fact["label"] for fact in facts}
    facts += [fact for fact in case_facts(case, today, scope) if fact["label"] not in known]
    rows = [[Cell(one["label"], header=True), _words(one["value"]), Cell(one.get("note", ""))] for one in facts]
    return _table("Persoon en casus", [("Gegeven", "text"), ("Waarde", "text"), ("Toelichting", "text")], rows)


def numbers(case: Case, scope: Scope, today: date) -> Table:
    """By what numbers others know the case."""
    rows = [[_words(one.get_kind_display()), _words(one.number), _words(one.source)] for one in numbers_of(case, scope)]
    return _table("Nummers elders", [("Systeem", "text"), ("Nummer", "text"), ("Van wie", "text")], rows)


def detentions(case: Case, scope: Scope, today: date) -> Table:
    """All detentions of the person, the latest first."""
    rows = [
        [_day(one.start_on), _day(one.expected_end_on), _day(one.released_on), _words(one.institution)]
        for one in detentions_of(case.person, scope)
    ]
    columns: list[tuple[str, Kind]] = [("Van", "date"), ("Verwacht einde", "date"), ("Vrij", "date"), ("PI", "text")]
    return _table("Detenties", columns, rows)


def areas(case: Case, scope: Scope, today: date) -> Table:
    """What was answered on each life area, former answers too."""
    request = current_request(requests_in(case, scope))
    asked = areas_of(request, scope) if request is not None else {}
    rows = [
        [_words(Area(area).label), _words(answer.get_status_display()), _words(answer.text), _words(answer.by.name),
         _day(timezone.localtime(answer.at).date()), _words("geldt" if answer.current else "eerder")]
        for area, one in asked.items() for answer in reversed(one.answers)
    ]  # fmt: skip
    columns: list[tuple[str, Kind]] = [("Leefgebied", "text"), ("Stand", "text"), ("Antwoord", "text"),
                                       ("Door", "text"), ("Op", "date"), ("Geldt", "text")]  # fmt: skip
    return _table("Leefgebieden", columns, rows)


def needs(case: Case, scope: Scope, today: date) -> Table:
    """The needs, each with its steps."""
    rows = []
    for area, found in needs_of(case, scope).items():
        for need in found:
            steps = [f"{numeric_date(one.on)} {one.get_status_display()}. {one.text}" for one in need.updates.all()]
            rows.append([_words(Area(area).label), _words(need.title), _words(need.get_status_display()),
                         _words(need.party), _words("\n".join(step.strip() for step in steps))])  # fmt: skip
    columns: list[tuple[str, Kind]] = [("Leefgebied", "text"), ("Hulpvraag", "text"), ("Stand", "text"),
                                       ("Wie", "text"), ("Stappen", "text")]  # fmt: skip
    return _table("Hulpvragen", columns, rows)


def consents(case: Case, scope: Scope, today: date) -> Table:
    """What the person agreed to, and took back."""
    rows = [
        [_words(Area(area).label), _day(one.given_on), _words(one.note), _day(one.withdrawn_on)]
        for area, found in consents_of(case, scope).items() for one in found
    ]  # fmt: skip
    columns: list[tuple[str, Kind]] = [("Leefgebied", "text"), ("Gegeven", "date"), ("Aan wie en hoe", "text"),
                                       ("Ingetrokken", "date")]  # fmt: skip
    return _table("Toestemming", columns, rows)


def interventions(case: Case, scope: Scope, today: date) -> Table:
    """The interventions on life areas."""
    rows = []
    for act in interventions_of(case, scope):
        more = getattr(act, "intervention", None)
        rows.append([_words(act.get_area_display()), _words(act.text), _words(more and more.party), _day(act.on),
                     _day(more.ended_on if more else None), _words(more and more.result)])  # fmt: skip
    columns: list[tuple[str, Kind]] = [("Leefgebied", "text"), ("Wat", "text"), ("Door wie", "text"),
                                       ("Begonnen", "date"), ("Klaar", "date"), ("Resultaat", "text")]  # fmt: skip
    return _table("Interventies", columns, rows)


def plan(case: Case, scope: Scope, today: date) -> Table | None:
    """Goals, and lines with what was heard of them."""
    if not scope.may_read(Category.PLAN):
        return None
    rows = [[_words("doel"), _words(goal.text), _words(goal.get_aims_at_display()), _day(None), _words(""), _words("")]
            for goal in goals_of(case, scope)]  # fmt: skip
    for line in lines_of(case, scope):
        steps = [f"{numeric_date(step.on)} {step.get_state_display()} ({step.by.name}). {step.text}".strip()
                 for step in line.steps.all()]  # fmt: skip
        rows.append([_words("actie"), _words(line.what), _words(line.owner), _day(line.due_on),
                     _words(line.get_state_display()), _words("\n".join(steps))])  # fmt: skip
    columns: list[tuple[str, Kind]] = [("Soort", "text"), ("Wat", "text"), ("Wie", "text"), ("Uiterlijk", "date"),
                                       ("Stand", "text"), ("Stappen", "text")]  # fmt: skip
    return _table("Plan van aanpak", columns, rows)


def course(case: Case, scope: Scope, today: date) -> Table | None:
    """How the case went: at rest, called back, closed."""
    if not scope.may_read(Category.PLAN):
        return None
    rows = [
        [_day(step.on), _words(step.get_state_display()), _words(step_words(step)), _words(step.by.name)]
        for step in steps_of(case, scope)
    ]
    columns: list[tuple[str, Kind]] = [("Op", "date"), ("Stand", "text"), ("Waarom", "text"), ("Door", "text")]
    return _table("Loop van de casus", columns, rows)


def events(case: Case, scope: Scope, today: date) -> Table:
    """The timeline, as the page of the case tells it."""
    rows = [
        [_day(timezone.localtime(event.order).date()), _words(event.title), _words(event.text), _words(event.meta)]
        for event in events_of(case, scope, today)
    ]
    columns: list[tuple[str, Kind]] = [("Op", "date"), ("Wat", "text"), ("Tekst", "text"), ("Door", "text")]
    return _table("Tijdlijn", columns, rows)


def disclosures(case: Case, scope: Scope, today: date) -> Table:
    """What was given to whom, word for word where this role may read the words."""
    rows = [
        [_day(given.on), _words(given.recipient), _words(given.get_kind_display()), _words(given.ground_name),
         _words(words), _words(given.by.name)]
        for given, words in ledger_of(case, scope)
    ]  # fmt: skip
    columns: list[tuple[str, Kind]] = [("Op", "date"), ("Aan", "text"), ("Wat", "text"), ("Grond", "text"),
                                       ("Woorden", "text"), ("Door", "text")]  # fmt: skip
    return _table("Verstrekkingen", columns, rows)


SECTIONS: tuple[Section, ...] = (
    person, numbers, detentions, areas, needs, consents, interventions, plan, course, events, disclosures,
)  # fmt: skip
