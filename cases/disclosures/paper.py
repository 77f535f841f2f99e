"""A pack on paper: the same words, tagged for whoever has them read aloud."""

from collections.abc import Sequence

from django.conf import settings
from django.template.loader import render_to_string

from nazorg.common.pdf import render_pdf
from nazorg.common.words import spaced


def pack_pdf(
    parts: Sequence[tuple[str, str]], recipient: str, case_reference: str, facts: Sequence[tuple[str, str]]
) -> bytes:
    """PDF/UA of a pack. `parts` are headings with their texts; the title holds the case's reference, no name."""
    context = {
        "parts": parts,
        "recipient": recipient,
        "reference": spaced(case_reference),
        "facts": facts,
        "region": settings.REGION_NAME,
    }
    return render_pdf(render_to_string("disclosures/pdf.html", context))
