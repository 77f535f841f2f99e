"""The first interview in the prison, as the MMD-er told of it."""

from hashlib import sha256
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from cases.chain.interview import MOST_LINES, Found, read_lines, record_interview
from cases.chain.models import Interview
from cases.dossiers.models import Case
from cases.needs.services import MOST_PARTY
from cases.views.common import case_context, case_or_404
from nazorg.accounts.acts import Act, requires, user_of
from nazorg.accounts.log import log_access
from nazorg.common.fields import day_field
from nazorg.common.scope import current_scope
from nazorg.common.words import counted
from nazorg.covenant.areas import Area


class InterviewForm(forms.Form):
    """The days, and the needs that were found: typed or pasted, a line each.

    A line that does not say its area gets a field in which to choose one.
    """

    planned_on = day_field(
        "Gepland op", "Vul een datum in.", required=False,
        help_text="De dag die de MMD-er gaf. De overdracht moet dan op die dag klaar zijn.",
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
    party = forms.CharField(
        label="Wie zorgt ervoor?",
        required=False,
        max_length=MOST_PARTY,
        error_messages={"max_length": "Maak de naam korter: %(limit_value)d tekens is het meeste."},
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def __init__(self, case: Case, stands: Interview | None, data: Any = None) -> None:
        place = case.detention.institution if case.detention else ""
        initial: dict[str, Any] = {"party": f"MMD-er {place}".strip()}
        if stands is not None:
            initial |= {"planned_on": stands.planned_on, "held_on": stands.held_on}
        super().__init__(data, initial=initial)
        self.lines = read_lines(self.data.get("needs", ""))
        # Too many are refused as a whole, before anything is asked about each.
        for line in self.lines if len(self.lines) <= MOST_LINES else []:
            if not line.area:
                self.fields[_name(line)] = forms.ChoiceField(
                    label=f"Leefgebied van “{line.title}”",
                    choices=[("", "kies"), *Area.choices],
                    error_messages={"required": "Kies een leefgebied."},
                )

    @property
    def choices(self) -> list[forms.BoundField]:
        """The fields in which an area is still to be chosen."""
        return [self[name] for name in self.fields if name not in InterviewForm.base_fields]

    def found(self) -> list[Found]:
        """The needs, each with its area; the form is valid."""
        return [Found(line.title, line.area or self.cleaned_data.get(_name(line), "")) for line in self.lines]


def _name(line: Found) -> str:
    """By its words, so that a choice stays with its line when another line is added."""
    return f"area_{sha256(line.title.encode()).hexdigest()[:10]}"


@requires(Act.WORK_CASE)
def interview(request: HttpRequest, reference: str) -> HttpResponse:
    """Record when the interview is or was, and what it found."""
    case = case_or_404(reference)
    log_access(request, "interview", reference)
    if case.detention is None:
        messages.warning(request, "Bij deze casus hoort geen detentie, dus is er geen gesprek in een PI.")
        return redirect("case", reference)
    stands = Interview.objects.visible_to(current_scope()).filter(case=case).first()
    form = InterviewForm(case, stands, request.POST or None)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            made = record_interview(
                case, given["planned_on"], given["held_on"], form.found(), given["party"], user_of(request),
                timezone.now(),
            )  # fmt: skip
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _words(len(made), len(form.lines) - len(made)))
            return redirect("case", reference)
    return render(request, "disclosures/interview.html", {**case_context(case), "form": form})


def _words(made: int, known: int) -> str:
    words = "Het gesprek is vastgelegd"
    if made:
        words += f", met {counted(made, 'hulpvraag', 'hulpvragen')}"
    stood = "stond er al" if known == 1 else "stonden er al"
    return f"{words}. {counted(known, 'hulpvraag', 'hulpvragen')} {stood}." if known else f"{words}."
