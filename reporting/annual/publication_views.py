"""What was published: its page, its files, and what has changed since."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_GET

from nazorg.accounts.acts import Act, requires
from nazorg.accounts.log import log_access
from nazorg.common.dutch import full_date, short_moment
from nazorg.common.pdf import render_pdf
from reporting.annual.changes import changes_since, changes_table
from reporting.annual.models import AnnualPublication
from reporting.annual.selectors import publications


@requires(Act.SEE_FIGURES)
@require_GET
def annual_publication(request: HttpRequest, year: int, version: int) -> HttpResponse:
    """One version, with its files and its hash."""
    found = _publication_or_404(year, version)
    log_access(request, "annual_publication", ground=f"{year} versie {version}")
    facts = [
        {"label": "Gepubliceerd", "value": full_date(timezone.localdate(found.published_at)),
         "note": f"door {found.published_by.name}"},
        {"label": "Stand van de registratie", "value": short_moment(found.as_of)},
    ]  # fmt: skip
    context = _context(found) | {
        "facts": facts,
        "here": f"versie {version}",
        "others": publications(year).exclude(pk=found.pk),
    }
    return render(request, "reporting/annual/publication.html", context)


@requires(Act.SEE_FIGURES)
@require_GET
def annual_publication_file(request: HttpRequest, year: int, version: int, kind: str) -> HttpResponse:
    """The report as it was printed then, for reading, archive or everybody, or the content that its hash is of."""
    found = _publication_or_404(year, version)
    if kind == "openbaar" and found.public_pdf is None:
        raise Http404("Van een jaar dat nog loopt is er geen openbare versie.")
    ending, content, content_type = {
        "verslag": ("pdf", bytes(found.pdf), "application/pdf"),
        "archief": ("pdf", bytes(found.archive_pdf), "application/pdf"),
        "openbaar": ("pdf", bytes(found.public_pdf or b""), "application/pdf"),
        "inhoud": ("json", found.content.encode(), "application/json"),
    }[kind]
    log_access(request, "annual_publication_file", ground=f"{year} versie {version} {kind}")
    part = "" if kind == "verslag" else f"-{kind}"
    return _file(content, content_type, f"jaarverslag-nazorg-{year}-versie-{version}{part}.{ending}")


@requires(Act.SEE_FIGURES)
@require_GET
def annual_changes(request: HttpRequest, year: int, version: int) -> HttpResponse:
    """What today's computation gives otherwise, cell by cell."""
    found = _publication_or_404(year, version)
    log_access(request, "annual_changes", ground=f"{year} versie {version}")
    return render(request, "reporting/annual/changes.html", _changes_context(found))


@requires(Act.SEE_FIGURES)
@require_GET
def annual_changes_pdf(request: HttpRequest, year: int, version: int) -> HttpResponse:
    """The same on paper."""
    found = _publication_or_404(year, version)
    log_access(request, "annual_changes_pdf", ground=f"{year} versie {version}")
    pdf = render_pdf(render_to_string("reporting/annual/changes_pdf.html", _changes_context(found)))
    return _file(pdf, "application/pdf", f"jaarverslag-nazorg-{year}-versie-{version}-sindsdien.pdf")


def _publication_or_404(year: int, version: int) -> AnnualPublication:
    found = publications(year).filter(version=version).first()
    if found is None:
        raise Http404("Deze versie is niet gepubliceerd.")
    return found


def _context(found: AnnualPublication) -> dict[str, object]:
    return {"year": str(found.report.year), "version": found.version, "publication": found}


def _changes_context(found: AnnualPublication) -> dict[str, object]:
    now = timezone.now()
    changes = changes_since(found, now)
    return _context(found) | {
        "table": changes_table(changes),
        "number": len(changes),
        "published_on": full_date(timezone.localdate(found.published_at)),
        "computed": short_moment(now),
    }


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
