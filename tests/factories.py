"""Invented people, detentions and cases. Write them inside a scope that may."""

from datetime import date
from typing import Any

import factory
from django.contrib.auth.models import Permission

from cases.access_models import CaseGrant
from cases.models import (
    Act,
    Case,
    Detention,
    Notification,
    Person,
    Stay,
)
from municipalities.grants import view_cases
from municipalities.models import Grant, Municipality, group_of
from nazorg.accounts.models import User
from nazorg.covenant.categories import Category
from tests.cast import Cast
from tests.crowds import IN_DOSSIERS


def municipality(code: str) -> Municipality:
    """By CBS code, from the registry."""
    return Municipality.objects.get(code=code)


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Person

    class Params:
        invented = factory.LazyFunction(IN_DOSSIERS.somebody)

    family_name = factory.LazyAttribute(lambda one: one.invented.family_name)
    prefix = factory.LazyAttribute(lambda one: one.invented.prefix)
    given_names = factory.LazyAttribute(lambda one: one.invented.given_names)
    born = factory.LazyAttribute(lambda one: one.invented.born)
    skn = factory.LazyAttribute(lambda one: one.invented.skn)
    sex = factory.LazyAttribute(lambda one: one.invented.sex)


class DetentionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Detention

    person = factory.SubFactory(PersonFactory)
    start_on = date(2013, 1, 7)
    institution = "PI Almere"
    registered_abode = factory.LazyAttribute(lambda one: "municipality" if one.registered else "unknown")
    registered = None


class CaseFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Case

    detention = factory.SubFactory(DetentionFactory)
    person = factory.LazyAttribute(lambda one: one.detention.person if one.detention else PersonFactory())
    responsible = None
    origin = Case.Origin.NOTIFICATION
    opened_on = factory.LazyAttribute(lambda one: one.detention.start_on if one.detention else date(2013, 1, 7))


class StayFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Stay

    case = factory.SubFactory(CaseFactory)
    from_on = date(2013, 1, 7)
    abode = factory.LazyAttribute(lambda one: "municipality" if one.municipality else "unknown")
    municipality = None


class ActFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Act

    case = factory.SubFactory(CaseFactory)
    kind = Act.Kind.NOTE
    category = Category.IDENTITY
    on = date(2013, 3, 1)


class NotificationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Notification

    detention = factory.SubFactory(DetentionFactory)
    key = factory.Sequence(lambda number: f"dpan:F-{number}")
    digest = b"0" * 32
    kind = Notification.Kind.ARRIVAL
    on = factory.LazyAttribute(lambda one: one.detention.start_on)
    batch_reference = "TESTTEST"
    line = factory.Sequence(lambda number: number + 1)


def case_in(code: str, **fields: Any) -> Case:
    """A case of the municipality with this CBS code, with its stay."""
    where = municipality(code)
    case: Case = CaseFactory(responsible=where, detention__registered=where, **fields)
    StayFactory(case=case, from_on=case.opened_on, municipality=where)
    return case


def exception(user: User, case: Case, cast: Cast, **fields: Any) -> CaseGrant:
    """A single case for one user; approved and holding today where nothing else is said."""
    wanted = {
        "permission": Permission.objects.get(codename="view_case"),
        "reason": "inzageverzoek",
        "asked_by": cast.administrator,
        "approved_by": cast.chain_manager,
        "starts_on": date(2024, 11, 1),
        "ends_on": date(2024, 12, 31),
    } | fields
    grant: CaseGrant = CaseGrant.objects.create(user=user, content_object=case, **wanted)
    return grant


def grant_to(code: str, cast: Cast, **fields: Any) -> Grant:
    """Access of a municipality's group to its cases; approved and holding today where nothing else is said."""
    where = municipality(code)
    wanted = {
        "group": group_of(where),
        "permission": view_cases(),
        "reason": "contactpersoon",
        "asked_by": cast.administrator,
        "approved_by": cast.chain_manager,
        "starts_on": date(2024, 1, 1),
    } | fields
    grant: Grant = Grant.objects.create(content_object=where, **wanted)
    return grant
