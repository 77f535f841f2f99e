"""Nothing is mailed twice for the same step: not by two workers at once, nor again after a crash."""

import threading
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from cases.chasing.services import daily_round, escalate, remind
from cases.models import Request
from nazorg.common.mails.models import Mail
from nazorg.common.mails.services import queue_mail
from nazorg.common.scope import system_scope
from tests.at_once import both
from tests.cast import Cast
from tests.chain_tools import asked, chain_of, fresh
from tests.chasing_tools import MONDAY, at, colleague, escalation_contact, told, with_request
from tests.factories import municipality

real_commits = pytest.mark.django_db(transaction=True)


@real_commits
def test_two_rounds_at_once_mail_and_escalate_once(cast: Cast) -> None:
    escalation_contact("0402")
    request = asked(cast.clerk, expected_end_on="06-12-2024")
    late = at(date(2024, 12, 12))
    both(lambda: daily_round(late))
    steps = sorted(mail.step.partition(":")[0] for mail in Mail.objects.all())
    assert steps == ["chase", "escalate", "urgent"]
    assert fresh(request).escalated_on == date(2024, 12, 12)
    Mail.objects.all().delete()
    with_request(request, escalated_on=None)
    assert sorted(both(lambda: escalate(municipality("0402"), late))) == [False, True]
    assert sorted(both(lambda: remind(municipality("0402"), late))) == [False, True]
    assert Mail.objects.count() == 3


@real_commits
def test_a_round_that_breaks_off_half_way_is_finished_by_the_next_one(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    colleague("tweede", "0406", cast)
    for code in ("0402", "0406"):
        asked(cast.clerk, code)
    made: list[object] = []

    def breaks_at_the_third(*args: Any) -> bool:
        made.append(args)
        if len(made) == 3:
            raise KeyboardInterrupt
        return queue_mail(*args)

    monkeypatch.setattr("cases.chasing.services.queue_mail", breaks_at_the_third)
    with pytest.raises(KeyboardInterrupt):
        daily_round(MONDAY)
    assert len(told()) == 1, "of one municipality all hear, or nobody"
    monkeypatch.undo()
    daily_round(MONDAY + timedelta(minutes=10))
    assert len(told()) == len(set(Mail.objects.values_list("step", flat=True))) == 3


@real_commits
def test_the_round_passes_over_a_case_in_which_somebody_writes(cast: Cast) -> None:
    busy, free = asked(cast.clerk), asked(cast.clerk)
    start, done = threading.Event(), threading.Event()

    def somebody() -> None:
        with system_scope("somebody writes an answer"):
            Request.objects.select_for_update().get(pk=busy.pk)
            start.set()
            done.wait(20)
        connection.close()

    writing = threading.Thread(target=somebody)
    writing.start()
    start.wait(20)
    daily_round(at(date(2024, 12, 10)))
    assert (chain_of(busy.case).late_why, chain_of(free.case).late_why) == ("", "municipality")
    done.set()
    writing.join()
