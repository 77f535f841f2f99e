"""A pack on paper: the same words, tagged for whoever has them read aloud."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string

from cases.disclosures.models import DisclosedPart
from cases.disclosures.packs import Part
from nazorg.common.pdf import render_pdf


@dataclass(frozen=True)
class Paper:
    """What stands around the words. `reference` is that of the disclosure, or of the case while it is a concept.

    `concept` says of which day a concept is; it is empty for what was given.
    """

    heading: str
    recipient: str
    reference: str
    parts: Sequence[Part | DisclosedPart]
    facts: Sequence[tuple[str, str]] = ()
    concept: str = ""


def as_pdf(paper: Paper) -> bytes:
    """The pack as PDF/UA. Its title and metadata name nobody."""
    return render_pdf(render_to_string("disclosures/pdf.html", {"paper": paper, "region": settings.REGION_NAME}))
