"""Filling the demo: through the same doors as everybody, so the demo proves the intake."""

import tempfile
from datetime import date, datetime
from pathlib import Path

from cases.access import scope_for
from fixtures.today import write_today
from intake.accept import accept
from intake.batches import receive
from intake.check import check
from intake.models import Batch
from nazorg.accounts.demo import DEMO_LOGINS
from nazorg.accounts.models import User
from nazorg.common.scope import open_scope
from nazorg.covenant.parties import Party

DATA = Path(__file__).resolve().parents[2] / "fixtures" / "data"


def load_demo(now: datetime, today: date) -> list[Batch]:
    """Take in the files of 2012 and 2013, the old registration, and notifications of the last weeks."""
    clerk, coordinator = _login(Party.CLERK), _login(Party.COORDINATOR)
    with tempfile.TemporaryDirectory() as folder:
        write_today(Path(folder), today)
        recent = Path(folder) / "dpan-vandaag.csv"
        return [
            _take_in(DATA / "dpan-2012.csv", "dpan", clerk, now, today, historical=True),
            _take_in(DATA / "dpan-2013.csv", "dpan", clerk, now, today, historical=True),
            _take_in(DATA / "registratie-2013.xlsx", "registratie", coordinator, now, today, historical=True),
            _take_in(recent, "dpan", clerk, now, today, historical=False),
        ]


def _login(party: Party) -> User:
    return User.objects.get(email=next(login.email for login in DEMO_LOGINS if login.role == party))


def _take_in(path: Path, source: str, by: User, now: datetime, today: date, *, historical: bool) -> Batch:
    """Receive, check and accept one file, under the scope of who would do it."""
    with open_scope(scope_for(by)):
        batch = receive(
            path.read_bytes(),
            source_code=source,
            door=Batch.Door.FILE,
            by=by,
            filename=path.name,
            historical=historical,
        )
        check(batch, today)
        accept(batch, by, now, today)
        return batch
