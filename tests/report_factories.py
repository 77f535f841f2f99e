"""Annual reports and files of jobs, invented. Write them inside a scope that may."""

from datetime import timedelta

import factory

from reporting.annual.content import hash_of
from reporting.models import AnnualPublication, AnnualReport, AnnualText, Result
from tests.conftest import NOW


class AnnualReportFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AnnualReport

    year = factory.Sequence(lambda number: 2013 + number)


class AnnualTextFactory(factory.django.DjangoModelFactory):
    """The first version of a foreword; say `written_by`."""

    class Meta:
        model = AnnualText

    report = factory.SubFactory(AnnualReportFactory)
    chapter = "voorwoord"
    number = 1
    text = "Een jaar."
    written_at = NOW


class AnnualPublicationFactory(factory.django.DjangoModelFactory):
    """Something published; say `published_by`."""

    class Meta:
        model = AnnualPublication

    report = factory.SubFactory(AnnualReportFactory)
    version = 1
    as_of = published_at = NOW
    content = "{}"
    sha256 = factory.LazyAttribute(lambda made: hash_of(made.content))
    pdf = archive_pdf = b"%PDF"


class ResultFactory(factory.django.DjangoModelFactory):
    """A file that is there; say `asked_by`."""

    class Meta:
        model = Result

    kind = "annual_draft"
    title = "Concept"
    asked_for = factory.LazyFunction(lambda: {"year": 2013})
    asked_at = NOW
    keep_until = NOW + timedelta(days=7)
    name, content_type, content = "concept.pdf", "application/pdf", b"%PDF"
