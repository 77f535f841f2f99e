"""Requests and what hangs on them, invented. Write them inside a scope that may; they settle no clock."""

from datetime import timedelta

import factory

from cases.models import (
    Answer,
    Chain,
    Consent,
    Delivery,
    DisclosedPart,
    Disclosure,
    Draft,
    Interview,
    Need,
    NeedUpdate,
    Pause,
    Question,
    Request,
)
from municipalities.agreements.models import Agreement
from nazorg.common.deadlines import Length, Unit, deadline
from nazorg.covenant.areas import AREA_CATEGORY, Area
from nazorg.covenant.parties import Party
from tests.conftest import NOW
from tests.factories import CaseFactory, case_in

_TODAY = NOW.date()


class RequestFactory(factory.django.DjangoModelFactory):
    """An open request that was sent on `sent_at`, due two working days later; without questions (see `with_areas`)."""

    class Meta:
        model = Request
        skip_postgeneration_save = True

    class Params:
        code = "0402"

    case = factory.LazyAttribute(lambda one: case_in(one.code))
    municipality = factory.LazyAttribute(lambda one: one.case.responsible)
    opened_at = NOW
    sent_at = factory.SelfAttribute("opened_at")
    due_on = factory.LazyAttribute(lambda one: one.sent_at and deadline(one.sent_at, Length(2, Unit.WORKING)))
    first_due_on = factory.SelfAttribute("due_on")

    @factory.post_generation  # type: ignore[untyped-decorator]  # factory_boy has no types for it
    def with_areas(self, create: bool, wanted: bool | None, **kwargs: object) -> None:
        """`with_areas=True` adds the five questions, all of them open."""
        if wanted:
            for area in Area:
                QuestionFactory(request=self, area=area)


class QuestionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Question

    request = factory.SubFactory(RequestFactory)
    area = Area.INCOME
    category = factory.LazyAttribute(lambda one: AREA_CATEGORY[one.area])
    delivers = Agreement.Delivers.PORTAL


class AnswerFactory(factory.django.DjangoModelFactory):
    """An answer as it stands; `by` is asked for. The question keeps its own status."""

    class Meta:
        model = Answer

    question = factory.SubFactory(QuestionFactory)
    category = factory.SelfAttribute("question.category")
    status = "answered"
    text = "Ontvangt een bijstandsuitkering."
    at = NOW


class DraftFactory(factory.django.DjangoModelFactory):
    """What `author` (asked for) was typing."""

    class Meta:
        model = Draft

    request = factory.SubFactory(RequestFactory)
    area = Area.INCOME
    category = factory.LazyAttribute(lambda one: AREA_CATEGORY[one.area])
    text = "Nog uitzoeken bij de consulent."
    saved_at = NOW


class NeedFactory(factory.django.DjangoModelFactory):
    """A need; `created_by` is asked for."""

    class Meta:
        model = Need

    case = factory.SubFactory(CaseFactory)
    area = Area.HOUSING
    category = factory.LazyAttribute(lambda one: AREA_CATEGORY[one.area])
    title = "Zoekt een kamer"
    created_at = NOW


class NeedUpdateFactory(factory.django.DjangoModelFactory):
    """A step in a need; `by` is asked for."""

    class Meta:
        model = NeedUpdate

    need = factory.SubFactory(NeedFactory)
    category = factory.SelfAttribute("need.category")
    on = _TODAY
    status = "in_progress"
    text = "Aangemeld bij de woningcorporatie."
    at = NOW


class ConsentFactory(factory.django.DjangoModelFactory):
    """A consent that holds; `recorded_by` is asked for."""

    class Meta:
        model = Consent

    case = factory.SubFactory(CaseFactory)
    area = Area.CARE
    category = factory.LazyAttribute(lambda one: AREA_CATEGORY[one.area])
    given_on = _TODAY
    note = "mondeling, aan de MMD-er"
    recorded_at = NOW


class DisclosureFactory(factory.django.DjangoModelFactory):
    """A pack for the MMD-er of the PI where somebody is, without its words; `by` is asked for."""

    class Meta:
        model = Disclosure

    case = factory.SubFactory(CaseFactory)
    party = Party.MMD
    institution = factory.LazyAttribute(lambda one: one.case.detention.institution if one.case.detention else "")
    recipient = factory.LazyAttribute(lambda one: f"MMD-er {one.institution}".strip())
    kind = Disclosure.Kind.PACK
    channel = Disclosure.Channel.DPAN
    ground = "pbw-18"
    ground_name = "Pbw art. 18a/18b"
    categories = factory.LazyFunction(lambda: ["identity"])
    on = _TODAY
    at = NOW


class DisclosedPartFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = DisclosedPart

    disclosure = factory.SubFactory(DisclosureFactory)
    case = factory.SelfAttribute("disclosure.case")
    party = factory.SelfAttribute("disclosure.party")
    category = AREA_CATEGORY[Area.INCOME]
    position = factory.Sequence(lambda number: number % 30_000)
    heading = "arbeid en inkomen"
    text = "Ontvangt een bijstandsuitkering."


class DeliveryFactory(factory.django.DjangoModelFactory):
    """That `answer` was in `disclosure`."""

    class Meta:
        model = Delivery

    answer = factory.SubFactory(AnswerFactory)
    disclosure = factory.SubFactory(DisclosureFactory)
    category = factory.SelfAttribute("answer.category")
    party = factory.SelfAttribute("disclosure.party")
    institution = factory.SelfAttribute("disclosure.institution")
    on = factory.SelfAttribute("disclosure.on")


class ChainFactory(factory.django.DjangoModelFactory):
    """A clock without records behind it: only for what shows clocks. Elsewhere call `settle`."""

    class Meta:
        model = Chain

    case = factory.SubFactory(CaseFactory)
    step = Chain.Step.ANSWER
    municipality = factory.SelfAttribute("case.responsible")
    due_on = _TODAY + timedelta(days=2)
    unit = Unit.WORKING
    waits_for = factory.LazyFunction(lambda: [Area.INCOME.value])


class PauseFactory(factory.django.DjangoModelFactory):
    """The clock stands still since today; `by` is asked for."""

    class Meta:
        model = Pause

    case = factory.SubFactory(CaseFactory)
    since = _TODAY
    why = Chain.Paused.TRANSFER


class InterviewFactory(factory.django.DjangoModelFactory):
    """The day that the MMD-er gave; `recorded_by` is asked for."""

    class Meta:
        model = Interview

    case = factory.SubFactory(CaseFactory)
    planned_on = _TODAY + timedelta(days=2)
    recorded_at = NOW
