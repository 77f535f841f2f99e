"""What there is to tell a partner, one function a section; each section is of one category and stands on its own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from cases.background.selectors import care_information, police_information
from cases.detentions.models import DetentionTitle
from cases.disclosures.packs import Part, Section
from cases.disclosures.wording import answer_text, detention_text, needs_text, person_text, plan_text, profile_text
from cases.dossiers.models import Case
from cases.needs.selectors import needs_of
from cases.plans.selectors import goals_of, lines_of
from cases.profiles.selectors import latest_profile
from cases.requests.models import Answer
from cases.requests.of_case import areas_of, current_request, requests_in
from cases.statements.selectors import agreed_for
from cases.targets.models import GROUP_CATEGORY
from cases.targets.selectors import target_groups
from nazorg.common.dutch import full_date
from nazorg.common.scope import Scope
from nazorg.common.words import joined
from nazorg.covenant.areas import AREA_CATEGORY, AREA_SHORT, Area
from nazorg.covenant.categories import Category
from partners.models import Unit


@dataclass(frozen=True)
class About:
    """Of which case, for which unit, read by whom (the scope that is open) and on which day."""

    case: Case
    unit: Unit
    scope: Scope
    today: date


def sections(about: About) -> Iterator[Section]:
    """Everything that could be told, in the order of a pack; who may have what is for the caller to ask."""
    for function in SECTIONS:
        yield from function(about)


def _person(about: About) -> Iterator[Section]:
    yield _section("person", "persoon", Category.IDENTITY, person_text(about.case.person, about.case.reference))


def _statements(about: About) -> Iterator[Section]:
    """The words that were agreed for this very unit and hold today."""
    for one in agreed_for(about.case, about.unit, about.scope, about.today):
        heading = f"Deelbare zin, geldig tot en met {full_date(one.until_on)}"
        yield _section(f"statement-{one.pk}", "deelbare zin", Category.STATEMENT, one.text, heading)


def _detention(about: About) -> Iterator[Section]:
    if about.case.detention is not None:
        yield _section("detention", "detentie", Category.DETENTION, detention_text(about.case.detention, None))


def _title(about: About) -> Iterator[Section]:
    title = DetentionTitle.objects.visible_to(about.scope).filter(detention=about.case.detention_id).first()
    if title is not None:
        yield _section("title", "detentietitel", Category.TITLE, title.get_title_display().capitalize())


def _targets(about: About) -> Iterator[Section]:
    """The groups to which somebody belongs: those that follow from the data, and those that a person found."""
    belongs = [one for one in target_groups(about.case, about.scope, about.today) if one.belongs == "yes"]
    for key, label, category in (
        ("target-facts", "doelgroepen", Category.TARGET_FACTS),
        ("target-findings", "doelgroepen naar ons oordeel", Category.TARGET_FINDINGS),
    ):
        groups = [one.label for one in belongs if GROUP_CATEGORY[one.group] == category]
        if groups:
            yield _section(key, label, category, joined(groups))


def _profile(about: About) -> Iterator[Section]:
    """The risk profile while it holds."""
    profile = latest_profile(about.case, about.scope)
    if profile is not None and profile.valid_until >= about.today:
        yield _section("profile", "risicoprofiel", Category.RISK, profile_text(profile))


def _police(about: About) -> Iterator[Section]:
    for told in police_information(about.case, about.scope):
        if told.text:
            words = f"{told.text}\n\nVan {told.supplied_by} (politie)."
            yield _section(
                f"police-{told.pk}",
                "politie-informatie",
                Category.POLICE,
                words,
                f"Politie-informatie van {full_date(told.on)}",
            )


def _care(about: About) -> Iterator[Section]:
    for told in care_information(about.case, about.scope):
        if told.text:
            words = f"{told.text}\n\nVan {told.unit}." if told.unit else told.text
            yield _section(
                f"care-{told.pk}", "zorginformatie", Category.CARE, words, f"Zorginformatie van {full_date(told.on)}"
            )


def _areas(about: About) -> Iterator[Section]:
    """Per life area the answer that stands, and what somebody needs."""
    request = current_request(requests_in(about.case, about.scope))
    asked = areas_of(request, about.scope) if request is not None else {}
    needs = needs_of(about.case, about.scope)
    for area in Area.values:
        label, category = str(Area(area).label), AREA_CATEGORY[area]
        one = asked.get(area)
        if request is not None and one is not None and one.current is not None and not one.waits:
            text = answer_text(one, one.current, request, "")
            yield _section(area, label, Category(one.current.category), text, answer=one.current)
        if area in needs:
            yield _section(f"{area}-needs", f"hulpvragen {AREA_SHORT[area]}", category, needs_text(needs[area]))


def _plan(about: About) -> Iterator[Section]:
    """What the unit itself is to do, and apart from that the plan as a whole."""
    lines = lines_of(about.case, about.scope)
    if own := [line for line in lines if line.unit_id == about.unit.pk]:
        yield _section("plan-own", "acties voor dit onderdeel", Category.PLAN, plan_text([], own))
    if lines:
        goals = goals_of(about.case, about.scope)
        yield _section("plan", "plan van aanpak", Category.PLAN, plan_text(goals, lines))


def _section(
    key: str, label: str, category: Category, text: str, heading: str = "", answer: Answer | None = None
) -> Section:
    return Section(key, label, (Part(heading or label.capitalize(), category.value, text),), answer)


SECTIONS: tuple[Callable[[About], Iterator[Section]], ...] = (
    _person,
    _statements,
    _detention,
    _title,
    _targets,
    _profile,
    _police,
    _care,
    _areas,
    _plan,
)
