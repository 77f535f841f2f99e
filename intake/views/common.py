"""What the intake's pages share: finding a batch or a row for this user, or not at all."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest

from intake.batches import may_act
from intake.models import Batch, Row
from intake.selectors import find_batch, find_row
from nazorg.accounts.models import User
from nazorg.common.scope import current_scope


def batch_or_404(reference: str) -> Batch:
    try:
        return find_batch(reference, current_scope())
    except Batch.DoesNotExist:
        raise Http404 from None


def row_or_404(reference: str, line: int) -> Row:
    try:
        return find_row(reference, line, current_scope())
    except Row.DoesNotExist:
        raise Http404 from None


def actor(request: HttpRequest) -> User:
    """Who acts; `requires` has seen to it that somebody does."""
    assert isinstance(request.user, User)  # noqa: S101  for the type checker
    return request.user


def check_may_act(request: HttpRequest, batch: Batch) -> None:
    """Raises PermissionDenied where the role permits no acts on this batch."""
    if not may_act(request.user, batch):
        raise PermissionDenied


def sentence(error: ValidationError) -> str:
    """All messages of a refusal, one after the other."""
    return " ".join(error.messages)
