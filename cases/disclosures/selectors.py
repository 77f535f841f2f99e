"""Reading what can be handed over, and the ledger of what was."""

from datetime import date

from django.db.models import QuerySet

from cases.chain.models import Chain
from cases.course.selectors import closed_among
from cases.disclosures.models import DisclosedPart, Disclosure
from cases.disclosures.packs import Former, Material, Offer, compose
from cases.dossiers.models import Case
from cases.needs.selectors import consents_of, is_withdrawn, needs_of
from cases.people.models import Person
from cases.requests.of_case import areas_of, current_request, requests_in
from nazorg.common.scope import Scope, system_scope
from nazorg.common.words import day_words
from nazorg.covenant.categories import Category
from nazorg.covenant.parties import Party
from nazorg.covenant.table import covenant_on


class NothingLeaves(Exception):
    """Nothing of this case can go to an MMD-er now; the message says why, as a sentence."""


def offer_of(case: Case, scope: Scope, today: date) -> Offer:
    """What can go to the MMD-er now. Asks for the case with person and detention; raises NothingLeaves."""
    detention = case.detention
    if case.to_decide:
        raise NothingLeaves("Over deze casus moet u eerst beslissen.")
    if case.no_aftercare:
        raise NothingLeaves("Er is besloten dat deze casus geen nazorg krijgt.")
    if closed_among([case.pk]):
        raise NothingLeaves("Deze casus is gesloten. Er wordt niets meer overgedragen.")
    if detention is None:
        raise NothingLeaves("Bij deze casus hoort geen detentie, dus is er geen MMD-er.")
    if detention.released_on is not None:
        day = day_words(detention.released_on, today)
        raise NothingLeaves(f"Deze persoon is sinds {day} vrij. Er is geen MMD-er meer om aan over te dragen.")
    request = current_request(requests_in(case, scope))
    if request is None:
        raise NothingLeaves("In deze casus is niemand iets gevraagd.")
    consents = consents_of(case, scope)
    withdrawn = {area for area, known in consents.items() if is_withdrawn(known)}
    return compose(
        Material(
            case=case,
            detention=detention,
            request=request,
            asked=areas_of(request, scope),
            needs=needs_of(case, scope),
            withdrawn=withdrawn,
            consented={
                area: one.given_on for area, known in consents.items() for one in known if one.withdrawn_on is None
            },
            former=_former(case),
            receivable=receivable_on(today),
        )
    )


def receivable_on(day: date) -> frozenset[str]:
    """The categories (codes) that the covenant of `day` lets an MMD-er receive."""
    covenant = covenant_on(day)
    return frozenset(category.value for category in Category if covenant.cell(Party.MMD, category).receive)


def _former(case: Case) -> tuple[Former, ...]:
    """The packs that went to an MMD-er before, the first one first; without those of the municipality itself."""
    with system_scope("what a colleague handed over counts too; nothing of the ledger but that comes out"):
        packs = Disclosure.objects.filter(case=case, party=Party.MMD).exclude(kind=Disclosure.Kind.DIRECT)
        return tuple(
            Former(pack.reference, pack.institution, pack.on, pack.at, tuple(pack.categories))
            for pack in packs.order_by("at", "pk")
        )


def disclosures_of(case: Case, scope: Scope) -> QuerySet[Disclosure]:
    """The ledger of a case, the latest first: all of it, or for whoever may read no more, the own acts."""
    return Disclosure.objects.visible_to(scope).filter(case=case).select_related("by")


def disclosures_about(person: Person, scope: Scope) -> QuerySet[Disclosure]:
    """The ledger of a person over all cases, the latest first; by the same right."""
    return Disclosure.objects.visible_to(scope).filter(case__person=person).select_related("by", "case")


def find_disclosure(reference: str, scope: Scope) -> Disclosure:
    """One disclosure with its case. Raises Disclosure.DoesNotExist where there is none, or none for this scope."""
    related = ("by", "case__person", "case__detention")
    return Disclosure.objects.visible_to(scope).select_related(*related).get(reference=reference)


def parts_of(disclosure: Disclosure, scope: Scope) -> list[DisclosedPart]:
    """The words that left, in their order."""
    return list(DisclosedPart.objects.visible_to(scope).filter(disclosure=disclosure))


def lately_handed_over(scope: Scope, most: int) -> QuerySet[Chain]:
    """The clocks of the cases of which the first pack left last, the latest first."""
    done = Chain.objects.visible_to(scope).filter(handed_over_on__isnull=False)
    related = ("case__person", "case__detention", "municipality")
    return done.select_related(*related).order_by("-handed_over_on", "-pk")[:most]
