"""Reading profiles."""

from collections import Counter
from itertools import chain

from cases.dossiers.models import Case
from cases.profiles.models import Profile
from nazorg.common.scope import Scope

# The three groups of terms, as the fields are called.
TERMS = ("crime", "social", "history")
# Suggestions come from so many of the last profiles: what was used then is what is used now.
_LOOK_BACK = 500


def profiles_of(case: Case, scope: Scope) -> list[Profile]:
    """All versions of the profile of a case, the latest first."""
    return list(Profile.objects.visible_to(scope).select_related("by", "taken_from__case").filter(case=case))


def latest_profile(case: Case, scope: Scope) -> Profile | None:
    """The profile of a case as it is now; None where there is none, or none for this scope."""
    return Profile.objects.visible_to(scope).select_related("by").filter(case=case).first()


def former_profile(case: Case, scope: Scope) -> Profile | None:
    """The latest profile in another case of the same person."""
    others = Profile.objects.visible_to(scope).filter(case__person_id=case.person_id).exclude(case_id=case.pk)
    return others.select_related("by", "case").order_by("-at", "-pk").first()


def used_terms(scope: Scope) -> dict[str, list[str]]:
    """The terms of earlier profiles by group, the most used first. A term tells of nobody; which case, is not told."""
    rows = list(Profile.objects.visible_to(scope).order_by("-at").values_list(*TERMS)[:_LOOK_BACK])
    columns = zip(*rows, strict=True) if rows else [[]] * len(TERMS)
    used = (Counter(chain.from_iterable(column)) for column in columns)
    return {name: [term for term, _ in counter.most_common()] for name, counter in zip(TERMS, used, strict=True)}
