"""What was said of differences with DPAN, invented. Write it inside a scope that may."""

import factory

from cases.models import Explanation
from tests.conftest import NOW
from tests.factories import PersonFactory


class ExplanationFactory(factory.django.DjangoModelFactory):
    """Somebody without a case, of whom is said why; `by` is asked for."""

    class Meta:
        model = Explanation

    person = factory.SubFactory(PersonFactory)
    kind = "no_case"
    year = 2013
    why = "not_needed"
    at = NOW
