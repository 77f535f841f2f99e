"""Writing the access log."""

from typing import Any

from django.http import HttpRequest

from nazorg.accounts.models import AccessLog, User


def log_access(request: HttpRequest, act: str, reference: str = "", ground: str = "") -> None:
    """Note that this request's user did `act` with the thing of `reference`. No content in any of the three."""
    _write(request.user, act, reference, ground, AccessLog.Result.DONE)


def log_refusal(request: HttpRequest, act: str, reference: str = "") -> None:
    """Note that this request's user was refused `act`."""
    _write(request.user, act, reference, "", AccessLog.Result.REFUSED)


def _write(user: Any, act: str, reference: str, ground: str, result: AccessLog.Result) -> None:
    # bulk_create asks for nothing back: who may add an entry may not always read it.
    entry = AccessLog(
        user=user if isinstance(user, User) else None, act=act, reference=reference, ground=ground, result=result
    )
    AccessLog.objects.bulk_create([entry], ignore_conflicts=True)
