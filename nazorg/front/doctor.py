"""What a region still has to set up before it can work with Nazorg, in the order in which to do it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from celery import current_app
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from redis.exceptions import RedisError

from municipalities.grants import grants_on
from municipalities.models import Municipality, group_name
from municipalities.selectors import region_on
from nazorg.accounts.models import User
from nazorg.accounts.services import waiting_roles
from nazorg.common.checks import database_faults
from nazorg.common.words import counted, joined
from nazorg.covenant.parties import Party
from nazorg.covenant.table import covenant_on

Verdict = Literal["goed", "doen", "let op"]
_WAIT = 2.0


@dataclass(frozen=True)
class Finding:
    """One thing looked at. "doen" has to be done, "let op" is for a person to know."""

    verdict: Verdict
    text: str


def findings(today: date) -> Iterator[Finding]:
    """Everything looked at, in order; it ends where the database is not up to date, since the rest is read from it.

    Expects a scope in which users and registry can be read.
    """
    yield from _settings()
    if behind := _migrations_behind():
        words = counted(behind, "migratie", "migraties")
        yield Finding("doen", f"De database loopt {words} achter: `manage.py migrate`. Vraag daarna opnieuw wat er is.")
        return
    yield from _database()
    yield from _queue()
    yield from _people()
    yield from _contacts(today)
    yield _no_abode()
    yield _covenant(today)
    yield Finding(
        "let op", "Wanneer de laatste back-up is gemaakt, weet Nazorg niet. Regel er een, en oefen het terugzetten."
    )


def _settings() -> Iterator[Finding]:
    if settings.DEMO:
        yield Finding("doen", "DEMO staat aan: verzonnen mensen en bekende wachtwoorden. Zet DEMO uit voor echt werk.")
    else:
        yield Finding("goed", "Dit is geen demo.")
    if settings.PRODUCTION:
        yield Finding("goed", f"Productie, voor {', '.join(settings.ALLOWED_HOSTS)}.")
    else:
        yield Finding(
            "doen", "PRODUCTION staat uit: cookies gaan dan ook over een onbeveiligde verbinding. Zet haar aan."
        )
    if settings.EMAIL_BACKEND.endswith(("filebased.EmailBackend", "console.EmailBackend")):
        yield Finding("doen", "Mail gaat naar een bestand en komt dus niet aan. Stel een mailserver in.")
    else:
        yield Finding("goed", "Er is een mailserver ingesteld.")


def _migrations_behind() -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _database() -> Iterator[Finding]:
    yield Finding("goed", "De database is bijgewerkt.")
    faults = database_faults()
    yield from (Finding("doen", fault) for fault in faults)
    if not faults:
        yield Finding("goed", "De database beveiligt elke tabel, en de rol van Nazorg kan daar niet omheen.")


def _queue() -> Iterator[Finding]:
    try:
        cache.set("doctor", "hier", 5)
    except RedisError:
        yield Finding("doen", "Redis antwoordt niet. Start hem, of verbeter REDIS_URL.")
        return
    yield Finding("goed", "Redis antwoordt.")
    if current_app.control.ping(timeout=_WAIT):
        yield Finding("goed", "Er draait een worker.")
    else:
        yield Finding(
            "doen", "Er draait geen worker: ingelezen bestanden blijven wachten. Start `celery -A nazorg worker`."
        )


def _people() -> Iterator[Finding]:
    active = [user for user in User.objects.filter(is_active=True) if user.party is not None]
    number = sum(user.party == Party.ADMINISTRATOR for user in active)
    if number >= 2:
        yield Finding("goed", f"Er zijn {number} beheerders.")
    else:
        yield Finding(
            "doen",
            "Maak twee beheerders (`manage.py createsuperuser`): de een vraagt rechten aan, de ander keurt goed.",
        )
    for party in (Party.CHAIN_MANAGER, Party.COORDINATOR, Party.CLERK, Party.PRIVACY_OFFICER):
        if any(user.party == party for user in active):
            yield Finding("goed", f"Er is een {party.label}.")
        else:
            yield Finding("doen", f"Er is nog geen {party.label} met een goedgekeurde rol. Maak die in Beheer.")
    if waiting := waiting_roles().count():
        yield Finding("doen", f"{counted(waiting, 'rol wacht', 'rollen wachten')} op goedkeuring door de ketenmanager.")


def _contacts(today: date) -> Iterator[Finding]:
    granted = {grant.content_object_id: grant.group_id for grant in grants_on(today)}
    lacking = []
    for municipality in region_on(today):
        contacts = User.objects.filter(groups=granted.get(municipality.pk), groups__name=group_name(municipality))
        if not any(user.party for user in contacts):
            lacking.append(municipality.name)
    if lacking:
        yield Finding("doen", f"Nog geen contactpersoon met goedgekeurde toegang voor {joined(lacking)}.")
    else:
        yield Finding("goed", "Elke gemeente in de regio heeft een contactpersoon.")


def _no_abode() -> Finding:
    """Which municipality serves people without a fixed abode; an unknown code would silently serve nobody."""
    code = settings.NO_ABODE_CODE
    if not code:
        return Finding(
            "let op",
            "Voor wie geen vaste woon- of verblijfplaats heeft, is geen gemeente afgesproken (NO_ABODE_CODE):"
            " hun casussen komen bij Te beslissen.",
        )
    found = Municipality.objects.filter(code=code).first()
    if found is None:
        return Finding("doen", f"NO_ABODE_CODE is {code}, maar die gemeente kent Nazorg niet. Verbeter de CBS-code.")
    return Finding("goed", f"{found.name} is er voor wie geen vaste woon- of verblijfplaats heeft.")


def _covenant(today: date) -> Finding:
    version = covenant_on(today)
    if version.confirmed:
        return Finding("goed", f"Het convenant {version.version} is bevestigd.")
    return Finding("doen", f"Het convenant {version.version} is een voorstel. Laat een jurist het lezen en bevestigen.")
