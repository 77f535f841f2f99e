"""The minutes: written part by part and case by case, and given to whoever was there."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from cases.conferences.agreed import Agreed, actions_in
from cases.conferences.content import Minutes
from cases.conferences.minutes import MinutesChanged, Page, give_minutes, reports, save_minutes, words_of
from cases.conferences.models import AgendaItem, Conference, ConferencePart
from cases.conferences.pack_ticks import label_of
from cases.conferences.packing import grounds_on
from cases.conferences.selectors import agenda_of, parts_of
from cases.conferences.views.common import conference_context, conference_or_404, refusal
from cases.conferences.views.inviting import GroundForm
from nazorg.accounts.acts import Act, requires, user_of
from nazorg.accounts.log import log_access
from nazorg.common.scope import Scope, current_scope
from nazorg.common.words import counted, moment_words

FIELDS = (("discussed", "Besproken"), ("decided", "Besluiten"), ("agreed", "Acties: wie doet wat, en wanneer"))
# With more pages than this they fold.
_FEW = 6


class PageForm(forms.Form):
    """One page of the minutes."""

    mark_required = True  # nothing is asked, so nothing says "mag leeg"

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, key: str, stands: Minutes | None, data: Any = None) -> None:
        initial = dict(zip((name for name, _ in FIELDS), words_of(stands), strict=True)) if stands else {}
        super().__init__(data, prefix=key, initial={**initial, "version": stands.version if stands else 0})
        for name, label in FIELDS:
            rows = 4 if name == "discussed" else 2
            self.fields[name] = forms.CharField(
                label=label, required=False, widget=forms.Textarea({"rows": rows, "autocomplete": "off"})
            )


@dataclass
class Block:
    """A page as it is shown; `theirs` is what a colleague saved in the meantime."""

    part: ConferencePart
    item: AgendaItem
    label: str
    stands: Minutes | None
    form: PageForm
    theirs: Minutes | None = None

    @property
    def actions(self) -> list[Agreed]:
        """What can become a line of the plan."""
        return actions_in(self.stands) if self.stands is not None else []

    @property
    def saved(self) -> str:
        if self.stands is None:
            return ""
        return f"{self.stands.saved_by.name}, {moment_words(self.stands.saved_at, timezone.localdate())}"

    def page(self) -> Page:
        """What was typed; the form is valid."""
        given = self.form.cleaned_data
        return Page(self.part, self.item, given["discussed"], given["decided"], given["agreed"], given["version"])


@requires(Act.TAKE_MINUTES)
def conference_minutes(request: HttpRequest, reference: str) -> HttpResponse:
    """Write the minutes. Two who write at once lose nothing: who is second sees both texts."""
    found, scope = conference_or_404(reference), current_scope()
    log_access(request, "conference_minutes", reference)
    blocks = _blocks(found, scope, request.POST or None)
    problem: forms.Form | None = None
    if request.method == "POST" and not any(block.form.errors for block in blocks):
        try:
            number = save_minutes(found, [block.page() for block in blocks], user_of(request), timezone.now())
        except MinutesChanged as changed:
            blocks = _beside(found, scope, request, changed.pages)
        except ValidationError as refused:
            problem = refusal(*refused.messages)
        else:
            messages.success(request, "Het verslag is bewaard." if number else "Er was niets veranderd.")
            return redirect("conference_minutes", reference)
    return _page(request, found, blocks, problem, None)


@requires(Act.TAKE_MINUTES)
@require_POST
def conference_minutes_give(request: HttpRequest, reference: str) -> HttpResponse:
    """Give each unit that was there its parts."""
    found, now = conference_or_404(reference), timezone.now()
    form = GroundForm(grounds_on(now), request.POST)
    if form.is_valid():
        try:
            given = give_minutes(found, form.cleaned_data["ground"], user_of(request), now)
        except ValidationError as refused:
            form.add_error(None, " ".join(refused.messages))
        else:
            log_access(request, "conference_minutes_give", reference, form.cleaned_data["ground"])
            words = counted(len(given), "verslag", "verslagen")
            messages.success(request, f"Vastgelegd: {words} gegeven. Stuur ze per beveiligde e-mail.")
            return redirect("conference_minutes", reference)
    return _page(request, found, _blocks(found, current_scope(), None), form, form)


def _blocks(found: Conference, scope: Scope, data: Any) -> list[Block]:
    stands = (
        Minutes.objects.visible_to(scope).filter(part__conference=found).select_related("saved_by", "part__conference")
    )
    by_place = {(one.part_id, one.item_id): one for one in stands}
    return [
        Block(part, item, label_of(item), one, PageForm(f"p{part.pk}-{item.pk}", one, data))
        for part in parts_of(found, scope)
        for item in agenda_of(found, scope)
        for one in [by_place.get((part.pk, item.pk))]
    ]


def _beside(found: Conference, scope: Scope, request: HttpRequest, theirs: list[Minutes]) -> list[Block]:
    """What was typed, beside what a colleague saved; saved again, it takes the place of that."""
    data = request.POST.copy()
    for one in theirs:
        data[f"p{one.part_id}-{one.item_id}-version"] = str(one.version)
    blocks = _blocks(found, scope, data)
    changed = {one.pk for one in theirs}
    for block in blocks:
        if block.stands is not None and block.stands.pk in changed:
            block.theirs = block.stands
    return blocks


def _page(
    request: HttpRequest, found: Conference, blocks: list[Block], problem: forms.Form | None, ground: GroundForm | None
) -> HttpResponse:
    scope = current_scope()
    ready = reports(found, scope, timezone.localdate()) if found.state == Conference.State.HELD else []
    new = sum(one.new for one in ready)
    parts: dict[ConferencePart, list[Block]] = {}
    for block in blocks:
        parts.setdefault(block.part, []).append(block)
    context = {
        **conference_context(found),
        "parts": list(parts.items()),
        "form": problem,
        "open_all": len(blocks) <= _FEW,
        "conflict": any(block.theirs for block in blocks),
        "reports": ready,
        "new": counted(new, "verslag", "verslagen") if new else "",
        "ground": ground or GroundForm(grounds_on(timezone.now())),
        "held": found.state == Conference.State.HELD,
        "open": found.state != Conference.State.CANCELLED,
    }
    return render(request, "conferences/minutes.html", context)
