"""What a stored row holds, unsealed; and what its outcomes mean for acceptance."""

import json

from intake.models import Row
from nazorg.common.crypto import unseal

# Outcomes that acceptance records, and those that need nothing since they change nothing.
RECORDED = (Row.Outcome.NEW.value, Row.Outcome.CHANGED.value)
UNCHANGING = (Row.Outcome.KNOWN.value, Row.Outcome.DUPLICATE.value)


def texts(raw: bytes | memoryview, corrected: bytes | memoryview | None) -> dict[str, str]:
    """The cells of a row as they came, with the corrected ones on top."""
    cells: dict[str, str] = json.loads(unseal(raw))
    if corrected:
        cells |= json.loads(unseal(corrected))
    return cells
