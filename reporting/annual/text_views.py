"""Writing a text of the report, looking at older versions of it, and putting one back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from nazorg.accounts.acts import Act, may, requires, user_of
from nazorg.accounts.log import log_access
from nazorg.common.dutch import short_moment
from reporting.annual.chapters import Chapter, written_chapter
from reporting.annual.forms import TextForm
from reporting.annual.models import AnnualText
from reporting.annual.selectors import versions_of
from reporting.annual.texts import WrittenMeanwhile, put_back, write_text
from reporting.annual.years import report_or_404, yearly


@requires(Act.SEE_FIGURES)
@require_GET
@yearly
def annual_text(request: HttpRequest, year: int, chapter: str) -> HttpResponse:
    """A text with its versions; `?versie=` shows an older one."""
    found = _chapter_or_404(chapter)
    versions = versions_of(report_or_404(year), chapter)
    log_access(request, "annual_text", ground=f"{year} {chapter}")
    asked = request.GET.get("versie", "")
    older = next((each for each in versions if str(each.number) == asked), None)
    if asked and older is None:
        raise Http404("Deze versie bestaat niet.")
    return _page(request, year, found, versions, older=older)


@requires(Act.WRITE_REPORT)
@require_POST
@yearly
def annual_text_write(request: HttpRequest, year: int, chapter: str) -> HttpResponse:
    """Save a new version. Where somebody else did so meanwhile, both texts come back."""
    found, report = _chapter_or_404(chapter), report_or_404(year)
    versions = versions_of(report, chapter)
    form = TextForm(versions[0] if versions else None, request.POST)
    theirs: AnnualText | None = None
    if form.is_valid():
        given = form.cleaned_data
        try:
            made = write_text(year, chapter, given["text"], given["seen"], user_of(request), timezone.now())
        except WrittenMeanwhile as other:
            theirs = other.latest
            # What is saved next starts from theirs, which is on screen then.
            form = TextForm(theirs, {"text": given["text"], "seen": theirs.number})
            form.add_error(None, other)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            log_access(request, "annual_text_write", ground=f"{year} {chapter}")
            words = f"Versie {made.number} is bewaard." if made else "Er is niets veranderd."
            messages.success(request, words)
            return redirect("annual_report", year)
    return _page(request, year, found, versions, form, theirs=theirs)


@requires(Act.WRITE_REPORT)
@require_POST
@yearly
def annual_text_put_back(request: HttpRequest, year: int, chapter: str, number: int) -> HttpResponse:
    """Make an older version the latest again."""
    _chapter_or_404(chapter)
    older = next((each for each in versions_of(report_or_404(year), chapter) if each.number == number), None)
    if older is None:
        raise Http404("Deze versie bestaat niet.")
    made = put_back(older, user_of(request), timezone.now())
    log_access(request, "annual_text_put_back", ground=f"{year} {chapter} {number}")
    words = f"Versie {number} is teruggezet, als versie {made.number}." if made else "Deze versie is al de laatste."
    messages.success(request, words)
    return redirect("annual_text", year, chapter)


def _chapter_or_404(slug: str) -> Chapter:
    found = written_chapter(slug)
    if found is None:
        raise Http404("Dit hoofdstuk bestaat niet.")
    return found


def _page(
    request: HttpRequest,
    year: int,
    chapter: Chapter,
    versions: list[AnnualText],
    form: TextForm | None = None,
    older: AnnualText | None = None,
    theirs: AnnualText | None = None,
) -> HttpResponse:
    latest = versions[0] if versions else None
    address = reverse("annual_text", args=[year, chapter.slug])
    context = {
        "year": str(year),
        "chapter": chapter,
        "latest": latest,
        "older": older if older != latest else None,
        "theirs": theirs,
        "writes": may(request.user, Act.WRITE_REPORT),
        "form": form or TextForm(latest),
        "versions": [
            {
                "text": f"Versie {each.number}",
                "url": f"{address}?versie={each.number}" if each != latest else "",
                "meta": f"{each.written_by.name}, {short_moment(each.written_at)}"
                f"{', leeg gemaakt' if not each.text else ''}",
            }
            for each in versions
        ],
    }
    return render(request, "reporting/annual/text.html", context)
