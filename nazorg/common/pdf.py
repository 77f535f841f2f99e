"""HTML to PDF: always tagged, in Dutch, with its fonts inside, and without a single request to a network."""

import mimetypes
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousFileOperation

# What a template writes before the path of one of our own static files.
OWN = "static:"

# For reading (PDF/UA-1), and for an archive (PDF/A-3a, with what the document is made from inside it).
Variant = Literal["pdf/ua-1", "pdf/a-3a"]


@dataclass(frozen=True)
class Attachment:
    """A text file inside the PDF: what its pages were made from."""

    name: str
    description: str
    text: str


def render_pdf(html: str, variant: Variant = "pdf/ua-1", attachments: Sequence[Attachment] = ()) -> bytes:
    """The PDF of a whole HTML document, which names its `lang` and `title` itself.

    It may use own static files only, as "static:css/report-print.css". Raises ValueError where a file that it
    names is not there, or is somewhere else.
    """
    # Slow to import, and only reports need it.
    from weasyprint import HTML  # noqa: TID251
    from weasyprint import Attachment as Inside  # noqa: TID251
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse  # noqa: TID251

    class OwnFiles(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
        """Finds static files; anything else ends the rendering instead of leaving a hole in the page."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> object:
            try:
                found = finders.find(url.removeprefix(OWN)) if url.startswith(OWN) else None
            except SuspiciousFileOperation:  # "../": outside the folders of static files
                found = None
            if not isinstance(found, str):
                raise FatalURLFetchingError(f"Dit is geen bestand van Nazorg zelf: {url}")
            kind = mimetypes.guess_type(found)[0] or "application/octet-stream"
            return URLFetcherResponse(url, Path(found).read_bytes(), {"Content-Type": kind})

    if 'lang="' not in html or "<title>" not in html:
        raise ValueError("Een PDF heeft een taal (lang) en een titel (title) nodig.")
    try:
        inside = [
            Inside(string=each.text, name=each.name, description=each.description, relationship="Source")
            for each in attachments
        ]
        page = HTML(string=html, url_fetcher=OwnFiles())
        pdf: bytes = page.write_pdf(pdf_variant=variant, attachments=inside)
    except FatalURLFetchingError as error:
        raise ValueError(str(error)) from error
    return pdf
