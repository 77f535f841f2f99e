"""The first interview in the prison, as the MMD-er told of it."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from cases.chain.interview import MOST_LINES, record_interview
from cases.chain.models import Interview
from cases.views.common import case_context, case_or_404
from nazorg.accounts.acts import Act, requires, user_of
from nazorg.accounts.log import log_access
from nazorg.common.fields import day_field
from nazorg.common.scope import current_scope
from nazorg.common.words import counted
from nazorg.covenant.areas import Area


class InterviewForm(forms.Form):
    """The days, and the needs that were found: typed or pasted, a line each."""

    planned_on = day_field(
        "Gepland op", "Vul een datum in.", required=False,
        help_text="De dag die de MMD-er gaf. De klok loopt dan tot die dag.",
    )  # fmt: skip
    held_on = day_field("Gehouden op", "Vul een datum in.", required=False)
    needs = forms.CharField(
        label="Gevonden hulpvragen",
        required=False,
        max_length=5_000,
        help_text=f"Eén per regel, hoogstens {MOST_LINES}. Begin met het leefgebied als u wilt: “schulden: …”.",
        error_messages={"max_length": "Dit is te lang. Zet elke hulpvraag in een korte regel."},
        widget=forms.Textarea({"rows": 5, "autocomplete": "off"}),
    )
    area = forms.ChoiceField(
        label="Leefgebied van de andere regels", required=False, choices=[("", "kies"), *Area.choices]
    )

    def __init__(self, stands: Interview | None, data: Any = None) -> None:
        days: dict[str, date | None] = {"planned_on": None, "held_on": None}
        if stands is not None:
            days = {"planned_on": stands.planned_on, "held_on": stands.held_on}
        super().__init__(data, initial=days)


@requires(Act.WORK_CASE)
def interview(request: HttpRequest, reference: str) -> HttpResponse:
    """Record when the interview is or was, and what it found."""
    case = case_or_404(reference)
    log_access(request, "interview", reference)
    stands = Interview.objects.visible_to(current_scope()).filter(case=case).first()
    form = InterviewForm(stands, request.POST or None)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            found = record_interview(
                case, given["planned_on"], given["held_on"], given["needs"], given["area"], user_of(request),
                timezone.now(),
            )  # fmt: skip
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            words = f", met {counted(found, 'hulpvraag', 'hulpvragen')}" if found else ""
            messages.success(request, f"Het gesprek is vastgelegd{words}.")
            return redirect("case", reference)
    return render(request, "disclosures/interview.html", {**case_context(case), "form": form})
