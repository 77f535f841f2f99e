"""The list of batches, and the working list of rows that are held back."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from intake.batch_tables import batches_table
from intake.batches import may_act
from intake.selectors import all_batches, counts_of, held_rows
from intake.shown import show_rows
from intake.tables import held_table
from nazorg.accounts.acts import Act, may, requires
from nazorg.accounts.log import log_access
from nazorg.common.scope import current_scope

PAGE = 50


@requires(Act.SEE_NOTIFICATIONS)
@require_GET
def batches(request: HttpRequest) -> HttpResponse:
    """Everything that came in, the latest first."""
    scope = current_scope()
    page = Paginator(all_batches(scope), PAGE).get_page(request.GET.get("page"))
    found = list(page)
    table = batches_table(found, counts_of(found, scope), timezone.localdate(), request.user)
    context = {
        "page": page,
        "table": table,
        "held": held_rows(scope).count(),
        "may_take_in": may(request.user, Act.TAKE_IN_NOTIFICATIONS),
        "may_registration": may(request.user, Act.TAKE_IN_REGISTRATION),
    }
    return render(request, "intake/batches.html", context)


@requires(Act.SEE_NOTIFICATIONS)
@require_GET
def held(request: HttpRequest) -> HttpResponse:
    """All rows that are held back, of whatever batch: each with its next act."""
    page = Paginator(held_rows(current_scope()), PAGE).get_page(request.GET.get("page"))
    today = timezone.localdate()
    if page.paginator.count:
        log_access(request, "held", ground=f"{page.paginator.count} regels")
    table = held_table(show_rows(page, today), today, lambda batch: may_act(request.user, batch))
    return render(request, "intake/held.html", {"page": page, "table": table})
