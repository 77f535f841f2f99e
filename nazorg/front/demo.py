"""Filling the demo: through the same doors as everybody, so the demo proves the intake and the chain."""

from datetime import date, datetime
from pathlib import Path

from fixtures.partners import PARTNERS
from intake.models import Batch
from nazorg.accounts.demo import DEMO_LOGINS
from nazorg.accounts.models import User
from nazorg.covenant.parties import Party
from nazorg.front.demo_anxiety import play_anxiety
from nazorg.front.demo_judging import judge_weeks
from nazorg.front.demo_users import BEFORE
from nazorg.front.demo_violence import play_violence
from nazorg.front.demo_weeks import play_weeks, take_in
from partners.models import Colleague, Organisation, Unit

DATA = Path(__file__).resolve().parents[2] / "fixtures" / "data"


def load_demo(now: datetime, today: date) -> list[Batch]:
    """Take in the files of 2012 and 2013 and the old registration, and play the last weeks day by day up to `now`."""
    make_partners()
    clerk, coordinator = _login(Party.CLERK), _login(Party.COORDINATOR)
    files = (
        (DATA / "dpan-2012.csv", "dpan", clerk),
        (DATA / "dpan-2013.csv", "dpan", clerk),
        (DATA / "registratie-2013.xlsx", "registratie", coordinator),
    )
    begun = now - BEFORE
    batches = [
        take_in(path.read_bytes(), path.name, source, by, begun, today - BEFORE, historical=True)
        for path, source, by in files
    ]
    play_violence(coordinator, clerk, now)
    batches += play_weeks(clerk, now)
    judge_weeks(coordinator, now)
    play_anxiety(coordinator, clerk, now)
    return batches


def _login(party: Party) -> User:
    return User.objects.get(email=next(login.email for login in DEMO_LOGINS if login.role == party))


def make_partners() -> None:
    """The partners that the evaluation names."""
    for one in PARTNERS:
        organisation = Organisation.objects.get_or_create(name=one.organisation)[0]
        unit = Unit.objects.create(organisation=organisation, name=one.unit, party=one.party, email=one.email)
        for name, function, phone in one.people:
            Colleague.objects.create(unit=unit, name=name, function=function, phone=phone)
