"""Writing a profile: each time a new version, and nobody's text lost."""

from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.dossiers.models import Act, Case
from cases.profiles.models import Level, Profile
from nazorg.accounts.models import User
from nazorg.covenant.categories import Category


@dataclass(frozen=True)
class Words:
    """What somebody writes. Terms are in the order in which they were given."""

    level: str
    grounds: str
    valid_until: date
    crime: tuple[str, ...] = ()
    social: tuple[str, ...] = ()
    history: tuple[str, ...] = ()
    text: str = ""
    actions: str = ""


class Overtaken(ValidationError):
    """Somebody else wrote a version meanwhile: `latest`. Both are shown, and whoever was second decides."""

    def __init__(self, latest: Profile) -> None:
        super().__init__(
            f"{latest.by.name} heeft dit profiel intussen gewijzigd. Uw tekst staat er nog, de andere staat ernaast. "
            "Neem over wat erin hoort en bewaar opnieuw."
        )
        self.latest = latest


@transaction.atomic
def write_profile(
    case: Case, words: Words, seen: int, by: User, now: datetime, taken_from: Profile | None = None
) -> Profile:
    """Write the next version. `seen` is the version that whoever writes started from, 0 where there was none.

    A version is a new profile, and a dated act that counts as one; a version on the day of the one before it corrects
    that one and counts with it. `taken_from` is the profile of another case of the person that was copied.
    Raises ValidationError by field (level, grounds, valid_until), where nothing changed, and Overtaken.
    """
    today = timezone.localtime(now).date()
    _refuse_incomplete(words, today)
    Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    latest = Profile.objects.select_related("by").filter(case=case).first()
    if latest is not None and latest.version != seen:
        raise Overtaken(latest)
    if latest is not None and words_of(latest) == words:
        raise ValidationError("Er is niets veranderd. Wijzig eerst iets, of geef een nieuwe einddatum.")
    if taken_from is not None and taken_from.case.person_id != case.person_id:
        raise ValidationError("Dit profiel is van iemand anders. Neem er een over van deze persoon.")
    written = Profile.objects.create(
        case=case,
        version=(latest.version if latest else 0) + 1,
        **{name: list(value) if isinstance(value, tuple) else value for name, value in asdict(words).items()},
        taken_from=taken_from,
        by=by,
        on=today,
        at=now,
    )
    _record(written, new=latest is None or latest.on != today)
    return written


def a_year_from(today: date) -> date:
    """Until when a profile holds unless somebody says otherwise (29 February: until 28 February)."""
    try:
        return today.replace(year=today.year + 1)
    except ValueError:
        return today.replace(year=today.year + 1, day=28)


def words_of(profile: Profile) -> Words:
    """What a version says."""
    values: dict[str, Any] = {field.name: getattr(profile, field.name) for field in fields(Words)}
    return Words(**values | {name: tuple(values[name]) for name in ("crime", "social", "history")})


def _refuse_incomplete(words: Words, today: date) -> None:
    wrong = {}
    if words.level not in Level.values:
        wrong["level"] = "Kies hoe u het risico inschat."
    if not words.grounds:
        wrong["grounds"] = "Zeg in één zin waarop u dit baseert."
    if words.valid_until < today:
        wrong["valid_until"] = "Kies vandaag of een latere datum."
    if wrong:
        raise ValidationError(wrong)


def _record(profile: Profile, *, new: bool) -> None:
    """The dated act. A correction changes the words of the act of that day, which the audit trail keeps."""
    text = f"Risico {profile.get_level_display()}: {profile.grounds}"
    own = Act.objects.filter(case=profile.case, kind=Act.Kind.PROFILE, on=profile.on, batch_reference="").first()
    if new or own is None:
        Act.objects.create(
            case=profile.case, kind=Act.Kind.PROFILE, category=Category.RISK, on=profile.on, text=text,
            done_by=profile.by, recorded_at=profile.at,
        )  # fmt: skip
    else:
        own.text = text
        own.save(update_fields=["text"])
