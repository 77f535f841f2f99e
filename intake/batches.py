"""Taking a batch in: storing what came, sealed, as it came."""

from django.conf import settings
from django.core.exceptions import ValidationError

from intake.models import Batch
from intake.reading.source import Source, source, sources
from nazorg.accounts.acts import Act, may
from nazorg.accounts.models import User
from nazorg.common.crypto import seal, unseal
from nazorg.common.jobs.services import enqueue
from nazorg.covenant.categories import Category

REGISTRATION = "registration"
# Up to so many bytes (some hundreds of pasted rows) a batch is checked at once, larger ones and files by a worker.
AT_ONCE = 200_000


def may_act(user: object, batch: Batch) -> bool:
    """Whether the role permits acts on this batch: notifications and the old workbook take a right each."""
    return may(user, Act.TAKE_IN_REGISTRATION if batch.is_registration else Act.TAKE_IN_NOTIFICATIONS)


def source_of(batch: Batch) -> Source:
    """The configuration of where a batch came from."""
    return source(batch.source, settings.SOURCES_FOLDER)


def sources_for(kind: str) -> list[Source]:
    """The sources of notifications, or of registrations."""
    return [one for one in sources(settings.SOURCES_FOLDER) if one.kind == kind]


def receive(
    content: bytes,
    *,
    source_code: str,
    door: Batch.Door,
    by: User | None,
    filename: str = "",
    historical: bool = False,
    year: int | None = None,
) -> Batch:
    """Store a batch as it came. Raises ValidationError where it is empty or larger than the limit."""
    if not content.strip():
        raise ValidationError("Er staat niets in. Kies een bestand met regels, of plak de regels.")
    if len(content) > settings.UPLOAD_MAX_BYTES:
        most = settings.UPLOAD_MAX_BYTES // 2**20
        raise ValidationError(f"Het bestand is groter dan {most} MB. Splits het, of vraag een kortere periode op.")
    kind = source(source_code, settings.SOURCES_FOLDER).kind
    return Batch.objects.create(
        category=Category.RISK if kind == REGISTRATION else Category.RAW_NOTIFICATION,
        source=source_code,
        door=door,
        filename=filename[:200],
        content=seal(content),
        created_by=by,
        # The old registration is the past by its nature: no requests, clocks or mails come of it.
        historical=historical or kind == REGISTRATION,
        year=year,
    )


def check_later(batch: Batch) -> None:
    """Have a worker read and check the batch; its page shows how far it is."""
    enqueue("check_batch", batch.reference, batch.created_by_id)


def original(batch: Batch) -> bytes:
    """The bytes as they came."""
    return unseal(batch.content)
