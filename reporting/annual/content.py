"""The whole report as plain data: what the PDF is printed from, and what publishing keeps."""

import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.conf import settings

from nazorg.common.dutch import full_date
from reporting.annual.chapters import Chapter, chapters_of
from reporting.annual.frozen import Plain, freeze
from reporting.annual.models import AnnualReport, AnnualText
from reporting.annual.selectors import latest_texts
from reporting.annual.year import Year
from reporting.figures.table_one import Boundaries
from reporting.public.publication import Publication

# Of how many steps so many are done, and with what it goes on.
Told = Callable[[int, int, str], None]


class NothingToReport(ValueError):
    """A year of which nothing was registered; the message says so, for the screen."""


def build_content(report: AnnualReport, now: datetime, told: Told, public: Publication | None = None) -> Plain:
    """Count everything and gather the texts; of `public` only what everybody may see.

    Needs an open scope; raises NothingToReport and WrongYear.
    """
    year = Year(report.year, Boundaries(report.boundaries), now, public)
    if not year.has_records:
        raise NothingToReport(f"Over {report.year} staat niets in de registratie. Er is niets om te verslaan.")
    texts = latest_texts(report)
    period = year.period
    bounds = "nu" if year.asked.boundaries is Boundaries.NOW else f"in {report.year}"
    return {
        "year": report.year,
        "title": f"Jaarverslag nazorg {report.year}{', openbare versie' if public else ''}",
        "public": public is not None,
        "region": settings.REGION_NAME,
        "period": period.label,
        "running": f"Het jaar loopt nog: geteld is tot en met {full_date(period.last)}." if period.running else "",
        "boundaries": f"zoals {bounds}",
        "boundaries_of": year.asked.boundaries.value,
        "as_of": now.isoformat(),
        "chapters": list(_chapters(year, texts, told)),
    }


def as_published(content: Plain, version: int, by: str, now: datetime) -> Plain:
    """The content with what publishing adds."""
    return content | {"version": version, "published_by": by, "published_at": now.isoformat()}


def as_json(content: Plain) -> str:
    """One spelling of it, so that the same content always has the same hash."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def hash_of(text: str) -> str:
    """The SHA-256 of the content as kept."""
    return hashlib.sha256(text.encode()).hexdigest()


def from_json(text: str) -> Plain:
    """The content as it was kept."""
    found: Plain = json.loads(text)
    return found


def _chapters(year: Year, texts: dict[str, AnnualText], told: Told) -> Iterator[Plain]:
    chapters = chapters_of(year.number, public=year.public is not None)
    number = table = figure = 0
    for at, chapter in enumerate(chapters):
        told(at, len(chapters) + 1, f"hoofdstuk {chapter.title.lower()}")
        sections = chapter.build(year)
        year.sections += sections
        found = [freeze(section) for section in sections]
        text = _text(texts.get(chapter.slug)) if chapter.written else None
        if text is None and not any(_speaks(section) for section in found):
            continue
        number += chapter.numbered
        for section in found:
            for each in section["tables"]:
                table += 1
                each["lead"] = f"Tabel {table}."
            for each in section["charts"]:
                figure += 1
                each["lead"] = f"Figuur {figure}."
        yield _chapter(chapter, number if chapter.numbered else None, text, found)
    told(len(chapters), len(chapters) + 1, "de bladzijden opmaken")


def _chapter(chapter: Chapter, number: int | None, text: Plain | None, sections: list[Plain]) -> Plain:
    return {
        "slug": chapter.slug,
        "title": chapter.title,
        "number": number,
        "repeats": chapter.repeats,
        "text": text,
        # A few sentences ask for no page of their own.
        "short": not any(each["tables"] or each["charts"] or each["key_figures"] for each in sections),
        "sections": sections,
    }


def _speaks(section: Plain) -> bool:
    return any(section[part] for part in ("tables", "charts", "remarks", "paragraphs", "key_figures"))


def _text(found: AnnualText | None) -> dict[str, Any] | None:
    """The latest version of a text, where it was not emptied."""
    if found is None or not found.text:
        return None
    return {
        "text": found.text,
        "version": found.number,
        "by": found.written_by.name,
        "at": found.written_at.isoformat(),
    }
