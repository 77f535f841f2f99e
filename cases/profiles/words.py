"""A profile in words, for a page."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from cases.profiles.models import Level, Profile
from nazorg.common.tables import Tag
from nazorg.common.words import day_words, moment_words, spaced

LEVEL_TAGS = {
    Level.LOW: Tag("risico laag", "", "i-minus"),
    Level.RAISED: Tag("risico verhoogd", "warn", "i-alert"),
    Level.HIGH: Tag("risico hoog", "late", "i-alert"),
    Level.UNCLEAR: Tag("risico onduidelijk", "plain", "i-ask"),
}
TERM_LABELS = {"crime": "Delictpatroon", "social": "Sociale context", "history": "Eerdere interventies"}


@dataclass(frozen=True)
class ProfileWords:
    """What a page shows of one version."""

    tag: Tag
    grounds: str
    terms: list[tuple[str, list[str]]]
    text: str
    actions: str
    meta: str
    valid: str
    expired: bool
    version: int
    url: str
    case_reference: str


def profile_words(profile: Profile, today: date) -> ProfileWords:
    """A version as its reader sees it."""
    expired = profile.valid_until < today
    until = day_words(profile.valid_until, today)
    taken = f", overgenomen uit casus {spaced(profile.taken_from.case.reference)}" if profile.taken_from else ""
    return ProfileWords(
        tag=LEVEL_TAGS[Level(profile.level)],
        grounds=profile.grounds,
        terms=[(label, getattr(profile, name)) for name, label in TERM_LABELS.items() if getattr(profile, name)],
        text=profile.text,
        actions=profile.actions,
        meta=f"{profile.by.name}, {moment_words(profile.at, today)}, versie {profile.version}{taken}",
        valid=f"{'gold' if expired else 'geldig'} tot en met {until}",
        expired=expired,
        version=profile.version,
        url=reverse("profile_version", args=[profile.case.reference, profile.version]),
        case_reference=spaced(profile.case.reference),
    )
