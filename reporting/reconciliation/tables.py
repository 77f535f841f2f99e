"""The people of one difference: what differs, what was said of it, and the form to say so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from cases.detentions.models import Detention
from cases.differences.forms import ExplanationForm
from cases.differences.models import Explanation, Kind, Why
from cases.differences.selectors import explanations_of, former_explanations
from cases.dossiers.models import Case
from cases.people.models import Person
from cases.people.names import alike
from municipalities.models import Municipality
from nazorg.common.dutch import full_date, numeric_date
from nazorg.common.scope import current_scope
from nazorg.common.tables import Cell, Column, Row, Table
from nazorg.common.words import born_words, day_words, joined, spaced
from reporting.figures.boundaries import Region
from reporting.figures.definitions import Period, has_caseload
from reporting.figures.source import Behind
from reporting.table_one.cell import cases_of_year, releases_of_year

# Whose form is open: the reference of a person, in the address.
ASKED = "uitleg"


@dataclass(frozen=True)
class Difference:
    """One kind of difference in one year, under these boundaries."""

    kind: Kind
    span: Period
    bounds: Region


@dataclass(frozen=True)
class Explaining:
    """How the people of a page are explained: one at a time, by the form that stands under that one's row.

    `query` goes along in every address. `asked` is the reference of the person whose form was asked for; without one
    it is the first who has no explanation. `refused` is the form that did not go through.
    """

    address: str
    query: QueryDict
    asked: str = ""
    refused: ExplanationForm | None = None

    def url(self, reference: str) -> str:
        """The page with the form of this person open. No fragment: with one a browser puts the focus nowhere."""
        query = self.query.copy()
        query[ASKED] = reference
        return f"{self.address}?{query.urlencode()}"

    def action(self, reference: str) -> str:
        """To where that form goes."""
        query = self.query.urlencode()
        return f"{self.address}{reference}/{f'?{query}' if query else ''}"


@dataclass(frozen=True)
class Detail:
    """What stands under a person: the form, where it is this one's turn, and what was said before."""

    name: str
    former: list[str]
    said: bool
    form: ExplanationForm | None
    action: str


def people_table(found: Sequence[Behind], wanted: Difference, explaining: Explaining | None) -> Table:
    """A row for each person; without `explaining` as a file holds it."""
    scope, numbers = current_scope(), [each.pk for each in found]
    people = Person.objects.visible_to(scope).in_bulk(numbers)
    said = explanations_of(numbers, wanted.kind, wanted.span.year, scope)
    former = former_explanations(numbers, wanted.kind, wanted.span.year, scope)
    what = _what_differs(people, wanted)
    cases = _latest_cases(numbers)
    open_for = _open_for(found, people, said, explaining) if explaining else None
    rows = []
    for each in found:
        person, told = people[each.pk], said.get(each.pk)
        reference = cases.get(each.pk, "")
        cells = [
            Cell(person.list_name, href=reverse("person", args=[person.reference]), header=True),
            Cell(born_words(person.born), kind="date"),
            Cell(numeric_date(each.day), each.day, kind="date"),
            what.get(each.pk, Cell("")),
            Cell(spaced(reference), href=reverse("case", args=[reference]), kind="ref") if reference else Cell("geen"),
            Cell(explanation_words(told) if told else "nog geen uitleg"),
        ]
        detail = None
        if explaining:
            past = [explanation_words(one) for one in former.get(each.pk, [])]
            mine = person == open_for
            act = Cell(
                "Verander" if told else "Leg uit", href=explaining.url(person.reference), for_whom=person.list_name
            )
            cells.append(Cell("") if mine else act)
            if mine or past:
                form = (explaining.refused or _form(told, bool(explaining.asked))) if mine else None
                action = explaining.action(person.reference)
                detail = Detail(person.list_name, past, told is not None, form, action)
        rows.append(
            Row(
                cells,
                detail_template="reporting/_explain.html" if detail else "",
                detail=detail,
            )
        )
    columns = [
        Column("Naam"), Column("Geboren", "date"), Column("Dag", "date"), Column("Wat verschilt"),
        Column("Casus", "ref"), Column("Uitleg"),
    ]  # fmt: skip
    if explaining:
        columns.append(Column("Leg uit", "action", hidden=True, export=False))
    return Table("Mensen in dit verschil", columns, rows)


def _open_for(
    found: Sequence[Behind], people: dict[int, Person], said: dict[int, Explanation], explaining: Explaining
) -> Person | None:
    """Whose form is open: who was asked for, else the first on the page without an explanation."""
    asked = next((person for person in people.values() if person.reference == explaining.asked), None)
    return asked or next((people[each.pk] for each in found if each.pk not in said), None)


def _form(said: Explanation | None, focus: bool) -> ExplanationForm:
    first = {"why": said.why, "text": said.text, "due_on": said.due_on, "owner": said.owner_id} if said else None
    form = ExplanationForm(initial=first)
    form.fields["why"].widget.attrs["autofocus"] = focus
    return form


def explanation_words(said: Explanation) -> str:
    """What was said, by whom and when, in one line."""
    words = str(said.get_why_display())
    if said.why == Why.TASK and said.due_on and said.owner:
        words += f" door {said.owner.name}, uiterlijk {full_date(said.due_on)}"
    addition = f": {said.text}" if said.text else ""
    when = day_words(timezone.localdate(said.at), timezone.localdate())
    return f"{words}{addition} ({said.by.name}, {when})"


def _what_differs(people: dict[int, Person], wanted: Difference) -> dict[int, Cell]:
    """In words, by person: set by set, never one by one."""
    match wanted.kind:
        case Kind.TWICE:
            return _alike(people)
        case Kind.OVERDUE | Kind.NO_PLACE:
            return _detentions(list(people), wanted)
        case _:
            return _places(list(people), wanted)


def _places(people: list[int], wanted: Difference) -> dict[int, Cell]:
    """ "DPAN: Blaricum, echt: Huizen" """
    names: dict[int, str] = dict(Municipality.objects.values_list("pk", "name"))
    releases = releases_of_year(people, wanted.span, wanted.bounds)
    worked = cases_of_year(people, wanted.span, wanted.bounds) if has_caseload(wanted.span) else {}
    registered = _registered([each.case_id for cases in worked.values() for each in cases])
    found = {}
    for person in people:
        cases = worked.get(person, [])
        release = releases.get(person)
        told = {registered[each.case_id] for each in cases if registered.get(each.case_id)}
        if not told and release:
            told = {names.get(release.municipality_id or 0, "geen gemeente")}
        actual = {names.get(each.municipality_id or 0, "geen gemeente") for each in cases}
        parts = [f"DPAN: {joined(sorted(told)) if told else 'niets'}"]
        parts += [f"echt: {joined(sorted(actual))}"] if actual else []
        found[person] = Cell(", ".join(parts))
    return found


def _registered(cases: list[int]) -> dict[int, str]:
    """Of each case with a detention the municipality in which DPAN has the person registered, or why there is none."""
    with_detention = Case.objects.visible_to(current_scope()).filter(pk__in=cases, detention__isnull=False)
    return {
        case.pk: str(case.detention.registered or case.detention.get_registered_abode_display())
        for case in with_detention.select_related("detention__registered")
        if case.detention
    }


def _detentions(people: list[int], wanted: Difference) -> dict[int, Cell]:
    """The detentions that are meant: "PI Almere, vanaf 07-01-2013, verwacht einde 01-04-2013"."""
    first, last = wanted.span.first, wanted.span.last
    meant = Q(released_on=None, expected_end_on__range=(first, last))
    if wanted.kind is Kind.NO_PLACE:
        meant = Q(released_on__range=(first, last)) | Q(released_on=None, start_on__range=(first, last))
        meant &= Q(registered_abode="unknown")
    words: dict[int, list[str]] = {}
    for each in Detention.objects.visible_to(current_scope()).filter(meant, person__in=people).order_by("pk"):
        words.setdefault(each.person_id, []).append(_detention_words(each))
    return {person: Cell("; ".join(parts)) for person, parts in words.items()}


def _detention_words(each: Detention) -> str:
    days: list[tuple[str, date | None]] = [
        ("vanaf", each.start_on), ("verwacht einde", each.expected_end_on), ("vrij op", each.released_on),
    ]  # fmt: skip
    told = [f"{label} {numeric_date(day)}" for label, day in days if day]
    return ", ".join([each.institution or "PI onbekend", *told])


def _alike(people: dict[int, Person]) -> dict[int, Cell]:
    """Who it may be as well, with the way to where the two are put side by side and merged."""
    others: dict[str, list[Person]] = {}
    born = {person.born for person in people.values()}
    for other in Person.objects.visible_to(current_scope()).filter(born__in=born, merged_into=None).order_by("pk"):
        others.setdefault(other.born, []).append(other)
    found = {}
    for number, person in people.items():
        names = [other.list_name for other in others.get(person.born, []) if other != person and _may_be(person, other)]
        link = reverse("person_merge", args=[person.reference])
        found[number] = Cell(f"lijkt op {joined(names)}", href=link, for_whom=f"en {person.list_name}")
    return found


def _may_be(person: Person, other: Person) -> bool:
    """As the source has it, a little wider: whoever compares, decides."""
    names = (person.family_name, person.given_names, other.family_name, other.given_names)
    return not (person.skn and other.skn) and alike(*names)


def _latest_cases(people: Sequence[int]) -> dict[int, str]:
    cases = Case.objects.visible_to(current_scope()).filter(person__in=people).order_by("opened_on", "pk")
    return dict(cases.values_list("person_id", "reference"))
