"""Two weeks around Christmas, hour by hour: exactly who is mailed what on which day."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import time_machine

from cases.chasing.services import daily_round
from cases.models import Request
from municipalities.agreements.models import Absence
from nazorg.common.jobs.models import Job
from nazorg.common.jobs.services import run
from nazorg.common.mails.models import Mail
from tests.cast import Cast
from tests.chain_tools import answered, asked
from tests.chasing_tools import at, colleague, escalation_contact, with_request


def test_two_weeks_around_christmas(cast: Cast) -> None:
    """Every hour of 20 December to 3 January, with what people do in between: who is mailed what on which day."""
    escalation_contact("0402", "hoofd@hilversum.example")
    escalation_contact("0406", "hoofd@huizen.example")
    second = colleague("tweede", "0406", cast)
    huizen = {"from_on": date(2024, 12, 27), "to_on": date(2025, 1, 2), "substitute": second}
    Absence.objects.create(user=cast.huizen, **huizen)
    made: dict[str, Request] = {}

    def ask(name: str, code: str, on: date, **cells: Any) -> Callable[[datetime], None]:
        contact = {"0402": cast.hilversum, "0406": cast.huizen}[code]

        def act(now: datetime) -> None:
            made[name] = with_request(asked(cast.clerk, code, on=on, now=now, **cells), holder=contact)

        return act

    people: dict[datetime, Callable[[datetime], None]] = {
        at(date(2024, 12, 20), 9): ask("slow", "0402", date(2024, 12, 19)),
        at(date(2024, 12, 20), 11): ask("urgent", "0406", date(2024, 12, 19), expected_end_on="30-12-2024"),
        at(date(2024, 12, 21), 10): ask("weekend", "0402", date(2024, 12, 20)),
        at(date(2024, 12, 23), 14): lambda now: void(answered(made["weekend"], cast.hilversum, now)),
        at(date(2024, 12, 27), 15): ask("later urgent", "0402", date(2024, 12, 26), expected_end_on="09-01-2025"),
        at(date(2024, 12, 31), 12): lambda now: void(answered(made["later urgent"], cast.hilversum, now)),
        at(date(2025, 1, 2), 12): lambda now: void(answered(made["slow"], cast.hilversum, now)),
    }
    for hour in range(15 * 24):
        now = at(date(2024, 12, 20), 1) + timedelta(hours=hour)
        with time_machine.travel(now):
            daily_round(now)
            if now in people:
                people[now](now)
            for job in Job.objects.filter(kind="announce", state=Job.State.QUEUED):
                run(job.pk)
    assert mails_by_day() == {
        "20-12": [
            "hilversum: Hilversum: 1 vraag open",
            "huizen: Huizen: 1 vraag open",
            "huizen: Spoed voor Huizen: antwoord uiterlijk ma 23 dec",
            "tweede: Huizen: 1 vraag open",
            "tweede: Spoed voor Huizen: antwoord uiterlijk ma 23 dec",
        ],
        "23-12": [
            "hilversum: Hilversum: 2 vragen open",
            "huizen: Huizen: 1 vraag open",
            "tweede: Huizen: 1 vraag open",
        ],
        "24-12": [
            "hilversum: Hilversum: 1 vraag open",
            "huizen: Huizen: 1 vraag open, 1 te laat",
            "tweede: Huizen: 1 vraag open, 1 te laat",
        ],
        "27-12": ["hilversum: Hilversum: 1 vraag open, 1 te laat", "tweede: Huizen: 1 vraag open, 1 te laat"],
        "30-12": [
            "hilversum: Hilversum: 2 vragen open, 1 te laat",
            "hilversum: Spoed voor Hilversum: antwoord uiterlijk di 31 dec",
            "tweede: Huizen: 1 vraag open, 1 te laat",
        ],
        "31-12": ["hilversum: Hilversum: 2 vragen open, 1 te laat", "tweede: Huizen: 1 vraag open, 1 te laat"],
        "02-01": [
            "hilversum: Hilversum: 1 vraag open, 1 te laat",
            "hoofd@hilversum.example: Hilversum: 1 vraag te lang onbeantwoord",
            "tweede: Huizen: 1 vraag open, 1 te laat",
        ],
        "03-01": [
            "hoofd@huizen.example: Huizen: 1 vraag te lang onbeantwoord",
            "huizen: Huizen: 1 vraag open, 1 te laat",
            "tweede: Huizen: 1 vraag open, 1 te laat",
        ],
    }


def void(_: object) -> None:
    """For a lambda whose result nobody wants."""


def mails_by_day() -> dict[str, list[str]]:
    """To whom what went on which day; of the cast the name only."""
    days = defaultdict(list)
    for mail in Mail.objects.order_by("created_at", "to", "subject"):
        days[f"{mail.created_at:%d-%m}"].append(f"{mail.to.removesuffix('@test.example')}: {mail.subject}")
    return {day: sorted(mails) for day, mails in days.items()}
