"""What is known already when somebody comes in: the earlier cases of the person, each whole."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from cases.background.selectors import care_information, police_information
from cases.dossiers.models import Act, Case
from cases.profiles.selectors import latest_profile
from cases.profiles.words import ProfileWords, profile_words
from cases.screening.models import Screening
from cases.screening.selectors import screenings_of
from cases.selectors import cases_of
from cases.targets.selectors import Target, target_groups
from cases.views.overview import overview
from cases.views.tables import place_words
from nazorg.common.scope import Scope
from nazorg.common.tables import Tag
from nazorg.common.words import counted, day_words, joined, moment_words, spaced

# So many earlier cases are shown whole, the latest first; of older ones there is a link.
_WHOLE = 3

OUTCOME_TAGS = {
    Screening.Outcome.NOTHING: Tag("geen actie", "", "i-minus"),
    Screening.Outcome.FOLLOW: Tag("volgen", "accent", "c-far"),
    Screening.Outcome.PROFILE: Tag("profiel", "warn", "i-note"),
    Screening.Outcome.URGENT: Tag("urgent", "late", "i-alert"),
}


@dataclass(frozen=True)
class Screened:
    """How a case was screened, in words."""

    tag: Tag
    note: str
    meta: str


@dataclass(frozen=True)
class Earlier:
    """An earlier case, or (of somebody screened late) a later one. `overview` is that of its own page.

    `old_profile` is the profile that the old registration had, in its own words.
    """

    case: Case
    when: str
    reference: str
    url: str
    meta: str
    screened: Screened | None
    profile: ProfileWords | None
    old_profile: str
    targets: list[Target]
    told: str
    overview: dict[str, object]


@dataclass(frozen=True)
class Known:
    """All that is known of a person from other cases: some of them whole, and links to the rest."""

    whole: list[Earlier]
    older: list[dict[str, str]]


def screened_words(screenings: list[Screening], today: date) -> list[Screened]:
    """Screenings as a page shows them, the latest first."""
    return [
        Screened(
            OUTCOME_TAGS[Screening.Outcome(one.outcome)], one.note, f"{one.by.name}, {moment_words(one.at, today)}"
        )
        for one in screenings
    ]


def known_before(case: Case, scope: Scope, today: date) -> Known:
    """The other cases of the person of `case`, the latest first."""
    others = [other for other in cases_of(case.person, scope) if other.pk != case.pk]
    whole = [_earlier(other, case, scope, today) for other in others[:_WHOLE]]
    older = [
        {
            "text": f"Casus {spaced(other.reference)}",
            "url": reverse("case", args=[other.reference]),
            "meta": _meta(other, today),
        }
        for other in others[_WHOLE:]
    ]
    return Known(whole, older)


def _earlier(case: Case, than: Case, scope: Scope, today: date) -> Earlier:
    profile = latest_profile(case, scope)
    return Earlier(
        case=case,
        when="Later" if case.opened_on > than.opened_on else "Eerder",
        reference=spaced(case.reference),
        url=reverse("case", args=[case.reference]),
        meta=_meta(case, today),
        screened=next(iter(screened_words(screenings_of(case, scope)[:1], today)), None),
        profile=profile_words(profile, today) if profile else None,
        old_profile=_old_profile(case, scope),
        targets=[target for target in target_groups(case, scope, today) if target.belongs == "yes"],
        told=_told(case, scope),
        overview=overview(case, today, scope),
    )


def _meta(case: Case, today: date) -> str:
    where = str(case.responsible) if case.responsible else ""
    opened = f"geopend {day_words(case.opened_on, today)}"
    return ", ".join(filter(None, (opened, place_words(case.detention), where)))


def _old_profile(case: Case, scope: Scope) -> str:
    written = Act.objects.visible_to(scope).filter(case=case, kind=Act.Kind.PROFILE).exclude(batch_reference="")
    return " ".join(act.text or "Geschreven, zonder tekst." for act in written)


def _told(case: Case, scope: Scope) -> str:
    """How much police and care told; the words themselves stand on a page of their own."""
    police = sum(one.removed_at is None for one in police_information(case, scope))
    care = sum(one.removed_at is None for one in care_information(case, scope))
    found = [
        f"{counted(number, 'bericht', 'berichten')} van {source}"
        for number, source in ((police, "de politie"), (care, "zorg"))
        if number
    ]
    return joined(found)
