"""Deciding about a case that waits for it: under age, or no municipality known."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from cases.dossiers.models import Case
from cases.dossiers.services import decide
from cases.selectors import find_case
from municipalities.models import Municipality
from municipalities.selectors import existing_on
from nazorg.accounts.acts import Act, requires
from nazorg.accounts.log import log_access
from nazorg.accounts.models import User
from nazorg.common.scope import current_scope


class DecideForm(forms.Form):
    """For which municipality the case runs, or that there is no aftercare (by the other button), and why."""

    gemeente = forms.ModelChoiceField(
        Municipality.objects.none(),
        label="Gemeente",
        empty_label="kies",
        error_messages={"required": "Kies een gemeente, of kies Geen nazorg."},
    )
    waarom = forms.CharField(
        label="Waarom", max_length=200, error_messages={"required": "Zeg in een paar woorden waarom."}
    )

    def __init__(self, case: Case, data: object = None) -> None:
        super().__init__(data, initial={"gemeente": case.responsible_id})  # type: ignore[arg-type]
        self._refuses = self.data.get("besluit") == "geen"
        field = self.fields["gemeente"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  says so to the type checker
        field.required = not self._refuses
        field.queryset = existing_on(timezone.localdate()).order_by("-in_region", "position", "name")

    def clean_gemeente(self) -> Municipality | None:
        """The chosen one; none where the other button was used, whatever stood in the list."""
        chosen: Municipality | None = self.cleaned_data["gemeente"]
        return None if self._refuses else chosen


@requires(Act.OPEN_CASE)
@require_POST
def case_decide(request: HttpRequest, reference: str) -> HttpResponse:
    """Settle it; the page of the case says what came of it."""
    try:
        case = find_case(reference, current_scope())
    except Case.DoesNotExist:
        raise Http404 from None
    form = DecideForm(case, request.POST)
    user = request.user
    if not form.is_valid() or not isinstance(user, User):
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect("case", reference)
    try:
        decide(
            case,
            municipality=form.cleaned_data["gemeente"],
            why=form.cleaned_data["waarom"],
            by=user,
            today=timezone.localdate(),
        )
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        log_access(request, "case_decide", reference)
        messages.success(request, "Uw beslissing is vastgelegd.")
    return redirect("case", reference)
