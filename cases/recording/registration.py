"""Recording rows of the old workbook: each is a case that somebody worked on in the workbook's year."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from cases.detentions.history import Stay
from cases.detentions.models import Detention
from cases.dossiers.models import Act, Case
from cases.dossiers.models import Stay as ActualStay
from cases.people.matching import Identity, Known, People, who_was_kept
from cases.people.models import Person
from cases.recording.made import Made
from cases.recording.plan import load_stays
from cases.recording.told import Judgement
from cases.recording.write_people import references_for, write_name_keys
from nazorg.common.bulk import copy_in, fetch, next_ids
from nazorg.covenant.categories import Category

_JOINS, _OPENS = "Hoort bij de detentie die op deze dag liep.", "Opent een detentie “uit registratie”."


@dataclass(slots=True)
class Done:
    """One thing that was done in a case, as the workbook tells it."""

    kind: Act.Kind
    category: Category
    text: str = ""
    area: str = ""


@dataclass(slots=True)
class Registered:
    """A row of the workbook, cleaned. `abode` and `municipality_id` say where the person actually stayed."""

    line: int
    identity: Identity
    prefix: str
    start_on: date
    abode: str
    municipality_id: int | None
    done: list[Done]
    person_id: int | None = None
    somebody_new: bool = False


@dataclass
class RegistrationPlan:
    """What accepting the workbook would write; negative person numbers stand for `new_people`."""

    judgements: list[Judgement] = field(default_factory=list)
    new_people: dict[int, Registered] = field(default_factory=dict)
    # Per row that can be recorded: whose it is, and its detention (without an id where it is new).
    able: list[tuple[Registered, int, Stay]] = field(default_factory=list)


def plan_registration(rows: Sequence[Registered], year: int) -> RegistrationPlan:
    """Judge each row: who it is about, in which detention, and whether it was taken over before."""
    result = RegistrationPlan()
    people = People.who_may_be(row.identity for row in rows)
    kept = who_was_kept(row.person_id for row in rows)
    whose: list[int | None] = []
    for row in rows:
        judgement = Judgement()
        result.judgements.append(judgement)
        person = _who(row, judgement, people, result)
        person = kept.get(person or 0, person)
        judgement.person_id = person if person and person > 0 else None
        whose.append(person)
    stays = load_stays([person for person in whose if person and person > 0])
    taken = _taken_over(stays, year)
    seen: set[int] = set()
    for row, person, judgement in zip(rows, whose, result.judgements, strict=True):
        if person is None:
            continue
        stay = _stay_of(stays.setdefault(person, []), row.start_on)
        if stay.id in taken:
            judgement.outcome = "known"
            judgement.notes.append(f"Al overgenomen in de registratie van {year}. Verandert niets.")
        elif id(stay) in seen:
            judgement.outcome = "duplicate"
            judgement.notes.append("Een hogere regel gaat over dezelfde detentie. Telt één keer.")
        else:
            seen.add(id(stay))
            judgement.notes.append(_JOINS if stay.id else _OPENS)
            result.able.append((row, person, stay))
    return result


def _who(row: Registered, judgement: Judgement, people: People, result: RegistrationPlan) -> int | None:
    if row.person_id is not None:
        return row.person_id
    if not row.somebody_new:
        match = people.match_registration(row.identity)
        if match.person_id is not None:
            return match.person_id
        if match.candidates:
            judgement.outcome, judgement.code = "choose", "choose"
            judgement.candidates = tuple(number for number in match.candidates if number > 0)
            judgement.notes.append("Lijkt op iemand die al bekend is. Kies of het dezelfde is.")
            return None
    number = -len(result.new_people) - 1
    result.new_people[number] = row
    people.add(Known(number, row.identity.family_name, row.identity.given_names, row.identity.born, "", None))
    return number


def _stay_of(stays: list[Stay], day: date) -> Stay:
    """The detention that holds `day`, or one of which only the release is known and lies after it; else a new one."""
    for stay in stays:
        if stay.holds(day) or (stay.start_on is None and stay.released_on is not None and day <= stay.released_on):
            return stay
    new = Stay(fixed_start=day, start_on=day)
    stays.append(new)
    return new


def _taken_over(stays: dict[int, list[Stay]], year: int) -> set[int]:
    """Detentions whose case has a row of the workbook of `year` already."""
    detentions = [stay.id for of_person in stays.values() for stay in of_person]
    query = f"""
        SELECT c.detention_id FROM {Case._meta.db_table} c JOIN {Act._meta.db_table} a ON a.case_id = c.id
        WHERE c.detention_id = ANY(%s) AND a.kind = %s AND a."on" BETWEEN %s AND %s
    """  # noqa: S608  table names come from the models
    values = [detentions, Act.Kind.REGISTRATION.value, date(year, 1, 1), date(year, 12, 31)]
    return {number for (number,) in fetch(query, values)}


def record_registration(
    plan: RegistrationPlan, year: int, batch_reference: str, by_id: int | None
) -> dict[int, tuple[Made, int]]:
    """Write the rows that can be recorded; per line what was made, and whose it is."""
    made = {row.line: Made() for row, _, _ in plan.able}
    wanted = {person for _, person, _ in plan.able}
    new_people = {number: row for number, row in plan.new_people.items() if number in wanted}
    people = _write_people(new_people)
    for number, row in new_people.items():
        if row.line in made:
            made[row.line].person = people[number]
    new_stays = [(row, people.get(person, person), stay) for row, person, stay in plan.able if stay.id is None]
    for (row, _, stay), number in zip(new_stays, next_ids(Detention, len(new_stays)), strict=True):
        stay.id = made[row.line].detention = number
    columns = ("id", "person_id", "origin", "start_on", "expected_end_kind", "institution", "unit", "mmd_worker",
               "registered_abode", "return_abode")  # fmt: skip
    origin = Detention.Origin.REGISTRATION.value
    copy_in(
        Detention,
        columns,
        ((stay.id, person, origin, row.start_on, "", "", "", "", "unknown", "unknown")
         for row, person, stay in new_stays),
    )  # fmt: skip
    cases = _write_cases(plan, people, made)
    copy_in(
        Act,
        ("case_id", "category", "kind", "area", "on", "text", "done_by_id", "batch_reference", "recorded_at"),
        (
            (
                cases[row.line], done.category.value, done.kind.value, done.area, act_day(row.start_on, year),
                done.text, by_id, batch_reference, timezone.now(),
            )
            for row, _, _ in plan.able
            for done in row.done
        ),
    )  # fmt: skip
    return {row.line: (made[row.line], people.get(person, person)) for row, person, _ in plan.able}


def act_day(start_on: date, year: int) -> date:
    """The day of a workbook's acts: it gives none, so the start, or the nearest day within the workbook's year."""
    return min(max(start_on, date(year, 1, 1)), date(year, 12, 31))


def _write_people(new: dict[int, Registered]) -> dict[int, int]:
    ids = dict(zip(new, next_ids(Person, len(new)), strict=True))
    now, references = timezone.now(), references_for(Person, len(ids))
    columns = ("id", "reference", "family_name", "prefix", "given_names", "born", "sex", "address", "created_at")
    copy_in(
        Person,
        columns,
        (
            (ids[number], reference, row.identity.family_name, row.prefix, row.identity.given_names,
             row.identity.born, "onbekend", "", now)
            for (number, row), reference in zip(new.items(), references, strict=True)
        ),
    )  # fmt: skip
    write_name_keys((ids[n], row.identity.family_name, row.identity.given_names) for n, row in new.items())
    return ids


def _write_cases(plan: RegistrationPlan, people: dict[int, int], made: dict[int, Made]) -> dict[int, int]:
    """A case per row: the detention's own where it has one. Per line its case."""
    query = f"""
        SELECT d.id, c.id, coalesce(d.return_to_id, d.registered_id) FROM {Detention._meta.db_table} d
        LEFT JOIN {Case._meta.db_table} c ON c.detention_id = d.id WHERE d.id = ANY(%s)
    """  # noqa: S608  table names come from the models
    known = {number: (case, responsible) for number, case, responsible in
             fetch(query, [[stay.id for _, _, stay in plan.able]])}  # fmt: skip
    cases = {row.line: known[stay.id or 0][0] for row, _, stay in plan.able}
    new = [(row, person, stay) for row, person, stay in plan.able if cases[row.line] is None]
    ids, references = next_ids(Case, len(new)), references_for(Case, len(new))
    rows = []
    for (row, person, stay), number, reference in zip(new, ids, references, strict=True):
        cases[row.line] = made[row.line].case = number
        responsible = known[stay.id or 0][1] or row.municipality_id
        rows.append((number, reference, people.get(person, person), stay.id, responsible,
                     Case.Origin.REGISTRATION.value, row.start_on, "", "", ""))  # fmt: skip
    columns = ("id", "reference", "person_id", "detention_id", "responsible_id", "origin", "opened_on",
               "brought_in_by", "brought_in_why", "to_decide")  # fmt: skip
    copy_in(Case, columns, rows)
    # The workbook knows where somebody really was; for a case that ran already it goes before what was registered.
    lines = [row for row, _, _ in plan.able]
    days = {(cases[row.line], row.start_on) for row in lines}
    standing = ActualStay.objects.filter(case_id__in=cases.values()).values_list("pk", "case_id", "from_on")
    ActualStay.objects.filter(pk__in=[number for number, *day in standing if tuple(day) in days]).delete()
    copy_in(
        ActualStay,
        ("case_id", "from_on", "abode", "municipality_id"),
        ((cases[row.line], row.start_on, row.abode, row.municipality_id) for row in lines),
    )
    return cases
