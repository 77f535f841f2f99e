"""The whole timeline of a case, narrowed to what one looks for."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases.views.common import case_context, case_or_404
from cases.views.events import GROUPS, folded
from cases.views.timeline import happened_in, timeline
from nazorg.accounts.acts import Act, requires
from nazorg.accounts.log import log_access
from nazorg.common.scope import current_scope

PAGE = 50


@requires(Act.SEE_CASES)
@require_GET
def case_timeline(request: HttpRequest, reference: str) -> HttpResponse:
    """Everything that happened, the latest first; `soort` in the address narrows it, an unknown one does not."""
    case, scope = case_or_404(reference), current_scope()
    log_access(request, "case_timeline", reference)
    events = timeline(case, happened_in(case, scope), timezone.localdate(), scope)
    chosen = request.GET.get("soort", "")
    everything = folded(events)
    wanted = folded(event for event in events if event.group == chosen) if chosen in GROUPS else everything
    page = Paginator(wanted, PAGE).get_page(request.GET.get("page"))
    url = reverse("case_timeline", args=[reference])
    numbers = {group: len(folded(event for event in events if event.group == group)) for group in GROUPS}
    counts = [{"n": len(everything), "label": "Alles", "url": url, "current": chosen not in GROUPS}]
    counts += [
        {"n": numbers[slug], "label": label, "url": f"{url}?soort={slug}", "current": slug == chosen}
        for slug, label in GROUPS.items()
        if numbers[slug]
    ]
    context = {**case_context(case), "events": page.object_list, "page": page, "counts": counts}
    return render(request, "cases/timeline.html", context)
