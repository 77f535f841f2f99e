"""Reading needs and consent."""

from collections.abc import Iterable
from datetime import date

from cases.chain.words import HOUSE
from cases.dossiers.models import Case
from cases.needs.models import Consent, Need
from nazorg.common.scope import Scope
from nazorg.covenant.parties import WITH_LOGIN, Party


def needs_of(case: Case, scope: Scope) -> dict[str, list[Need]]:
    """The needs of a case by area (code), each with its steps; areas that this role may not read are left out."""
    found: dict[str, list[Need]] = {}
    needs = Need.objects.visible_to(scope).filter(case=case).select_related("created_by")
    for need in needs.prefetch_related("updates__by"):
        found.setdefault(need.area, []).append(need)
    return found


def consents_of(case: Case, scope: Scope) -> dict[str, list[Consent]]:
    """What the person agreed to, by area (code), the latest first; withdrawn ones too."""
    found: dict[str, list[Consent]] = {}
    consents = Consent.objects.visible_to(scope).filter(case=case).select_related("recorded_by", "withdrawn_by")
    for consent in consents:
        found.setdefault(consent.area, []).append(consent)
    return found


def withdrawn_areas(case: Case, scope: Scope) -> set[str]:
    """The areas (codes) whose latest consent was withdrawn: no pack holds them."""
    return {area for area, consents in consents_of(case, scope).items() if is_withdrawn(consents)}


def is_withdrawn(consents: Iterable[Consent]) -> bool:
    """Whether of the consents about one area none holds, though there was one."""
    known = list(consents)
    return bool(known) and all(consent.withdrawn_on is not None for consent in known)


def agreed_by(consents: Iterable[Consent], on: date) -> bool:
    """Whether the person had agreed by a day, and did not take that back since."""
    return any(consent.withdrawn_on is None and consent.given_on <= on for consent in consents)


def parties_for(case: Case) -> list[str]:
    """Who may take care of a need, to choose from while typing."""
    place = case.detention.institution if case.detention else ""
    own = [f"MMD-er {place}".strip(), HOUSE]
    if case.responsible is not None:
        own.insert(0, f"Gemeente {case.responsible}")
    return [*own, *(str(party.label) for party in Party if party not in WITH_LOGIN and party != Party.MMD)]
