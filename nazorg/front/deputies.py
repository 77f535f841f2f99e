"""Waarneming among the dossier's staff: who covers whom, between two days. It gives no right beside one's own role."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from municipalities.agreements.absences import add_absence, end_absence
from municipalities.agreements.models import Absence
from municipalities.agreements.selectors import covered_by
from nazorg.accounts.acts import Act, requires, user_of
from nazorg.accounts.log import log_access
from nazorg.accounts.models import User
from nazorg.common.fields import day_field
from nazorg.common.words import day_words
from nazorg.covenant.parties import DOSSIER_STAFF


class DeputyForm(forms.Form):
    """Away between two days, and which colleague looks after the work."""

    from_on = day_field("Eerste dag", "Vul de eerste dag in.")
    to_on = day_field("Laatste dag", "Vul de laatste dag in.")
    substitute = forms.ModelChoiceField(
        User.objects.none(),
        label="Wie neemt waar?",
        empty_label="kies",
        help_text="Uw waarnemer ziet dit op Vandaag, en houdt de rechten van de eigen rol.",
        error_messages={"required": "Kies wie waarneemt.", "invalid_choice": "Kies een collega uit de lijst."},
    )

    def __init__(self, user: User, data: Any = None) -> None:
        super().__init__(data)
        field = self.fields["substitute"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  says so to the type checker
        staff = User.objects.filter(role__in=DOSSIER_STAFF, is_active=True, role_approved_at__isnull=False)
        field.queryset = staff.exclude(pk=user.pk).order_by("name")


@requires(Act.WORK_CASE)
def deputies(request: HttpRequest) -> HttpResponse:
    """One's own absences with who covers; a post adds one."""
    user, today = user_of(request), timezone.localdate()
    log_access(request, "deputies")
    form = DeputyForm(user, request.POST or None)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            add_absence(user, given["from_on"], given["to_on"], given["substitute"], today)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, "De waarneming is vastgelegd.")
            return redirect("deputies")
    own = Absence.objects.filter(user=user, to_on__gte=today).select_related("substitute")
    context = {
        "form": form,
        "own": [(one.pk, f"{_days(one, today)}: {one.substitute or 'niemand'}") for one in own],
        "covering": covering(user, today),
    }
    return render(request, "front/deputies.html", context)


@requires(Act.WORK_CASE)
@require_POST
def deputy_end(request: HttpRequest, number: int) -> HttpResponse:
    """Be back, or stay after all: one's own absence only."""
    absence = Absence.objects.filter(user=user_of(request), pk=number).first() if number < 2**63 else None
    if absence is None:
        raise Http404
    end_absence(absence, timezone.localdate())
    log_access(request, "deputy_end")
    messages.success(request, "De waarneming is opgeheven.")
    return redirect("deputies")


def covering(user: User, today: date) -> list[str]:
    """For whom somebody covers today, in sentences."""
    return [
        f"U neemt waar voor {one.user.name}, tot en met {day_words(one.to_on, today)}."
        for one in covered_by(user, today)
    ]


def _days(one: Absence, today: date) -> str:
    return f"{day_words(one.from_on, today)} tot en met {day_words(one.to_on, today)}"
