"""The report on paper: one HTML document, for reading and for the archive."""

from datetime import datetime

from django.template.loader import render_to_string
from django.utils import timezone

from nazorg.common.dutch import full_date
from nazorg.common.pdf import Attachment, render_pdf, render_with_archive
from reporting.annual.content import as_json, hash_of
from reporting.annual.frozen import Plain


def as_pdf(content: Plain) -> bytes:
    """The report for reading: tagged for everybody (PDF/UA-1). Without a version it says that it is a draft."""
    return render_pdf(as_html(content))


def as_pdfs(content: Plain) -> tuple[bytes, bytes]:
    """The same, and the report for the archive (PDF/A-3a), with the content that the hash is of inside it."""
    name, what = f"{file_name(content)}.json", "De inhoud waarvan de SHA-256 in het colofon staat"
    return render_with_archive(as_html(content), Attachment(name, what, as_json(content)))


def file_name(content: Plain) -> str:
    """Without an ending: "jaarverslag-nazorg-2013-versie-1", "jaarverslag-nazorg-2013-concept"."""
    version = content.get("version")
    return f"jaarverslag-nazorg-{content['year']}-{f'versie-{version}' if version else 'concept'}"


def as_html(content: Plain) -> str:
    """The document that the pages are printed from."""
    moment = datetime.fromisoformat(content.get("published_at") or content["as_of"])
    context = {
        "content": content,
        # The hash is of what is kept, which the public version is a part of.
        "hash": hash_of(as_json(content)) if content.get("version") and not content["public"] else "",
        "as_of": datetime.fromisoformat(content["as_of"]),
        "published_at": moment,
        "day": full_date(timezone.localdate(moment)),
        "chapters": [each for each in content["chapters"] if each["text"] or each["sections"]],
    }
    return render_to_string("reporting/annual/paper.html", context)
