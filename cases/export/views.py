"""A whole case as one PDF or one spreadsheet: what this user may see of it. Logged, since it leaves the building."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases.export.sections import sections_of
from cases.views.common import case_context, case_or_404
from nazorg.accounts.acts import Act, requires, user_of
from nazorg.accounts.log import log_access
from nazorg.common.dutch import short_moment
from nazorg.common.export import to_xlsx
from nazorg.common.pdf import render_pdf
from nazorg.common.scope import current_scope
from nazorg.common.words import spaced

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@requires(Act.SEE_CASES)
@require_GET
def case_export(request: HttpRequest, reference: str) -> HttpResponse:
    """What an export holds, and its two forms."""
    case = case_or_404(reference)
    log_access(request, "case_export", reference)
    tables = sections_of(case, current_scope(), timezone.localdate())
    return render(request, "export/export.html", {**case_context(case), "tables": tables})


@requires(Act.SEE_CASES)
@require_GET
def case_export_pdf(request: HttpRequest, reference: str) -> HttpResponse:
    """The case on paper, as PDF/UA. Its name and metadata name nobody."""
    case = case_or_404(reference)
    log_access(request, "case_export_pdf", reference)
    context = {
        "reference": spaced(case.reference),
        "name": case.person.full_name,
        "tables": sections_of(case, current_scope(), timezone.localdate()),
        "as_of": short_moment(timezone.now()),
        "by": user_of(request).name,
        "region": settings.REGION_NAME,
    }
    response = HttpResponse(render_pdf(render_to_string("export/pdf.html", context)), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="casus-{case.reference}.pdf"'
    return response


@requires(Act.SEE_CASES)
@require_GET
def case_export_xlsx(request: HttpRequest, reference: str) -> HttpResponse:
    """The case as a workbook, a sheet a subject."""
    case = case_or_404(reference)
    log_access(request, "case_export_xlsx", reference)
    tables = sections_of(case, current_scope(), timezone.localdate())
    response = HttpResponse(to_xlsx(*tables), content_type=_XLSX)
    response["Content-Disposition"] = f'attachment; filename="casus-{case.reference}.xlsx"'
    return response
