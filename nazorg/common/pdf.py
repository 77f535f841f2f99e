"""HTML to PDF: always tagged, in Dutch, with its fonts inside, and without a single request to a network."""

import mimetypes
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousFileOperation

# What a template writes before the path of one of our own static files.
OWN = "static:"


@dataclass(frozen=True)
class Attachment:
    """A text file inside the PDF: what its pages were made from."""

    name: str
    description: str
    text: str


def render_pdf(html: str) -> bytes:
    """The PDF (PDF/UA-1) of a whole HTML document, which names its `lang` and `title` itself.

    It may use own static files only, as "static:css/report-print.css". Raises ValueError where a file that it
    names is not there, or is somewhere else.
    """
    pdf: bytes = _laid_out(html).write_pdf(pdf_variant="pdf/ua-1")
    return pdf


def render_with_archive(html: str, source: Attachment) -> tuple[bytes, bytes]:
    """The same document for reading (PDF/UA-1), and for an archive (PDF/A-3a) with `source` inside; laid out once."""
    from weasyprint import Attachment as Inside  # noqa: TID251

    inside = Inside(string=source.text, name=source.name, description=source.description, relationship="Source")
    document = _laid_out(html)
    return (
        document.write_pdf(pdf_variant="pdf/ua-1"),
        document.write_pdf(pdf_variant="pdf/a-3a", attachments=[inside]),
    )


def _laid_out(html: str) -> Any:
    """WeasyPrint's pages of a document."""
    # Slow to import, and only reports need it.
    from weasyprint import HTML  # noqa: TID251
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
        return HTML(string=html, url_fetcher=OwnFiles()).render()
    except FatalURLFetchingError as error:
        raise ValueError(str(error)) from error
