"""Forms about the course of a case: one for each state that may follow."""

from datetime import date
from typing import Any, ClassVar

from django import forms

from cases.course.models import Course, Outcome
from cases.course.open import OpenThing, token_of
from cases.course.services import Wanted
from nazorg.common.fields import NO_SECRETS, day_field

_WHO = {"autocomplete": "off", "list": "wie"}
_READ = f"Ook de administratie leest dit. {NO_SECRETS}"
_LONG = "Zeg het korter: %(limit_value)d tekens is het meeste."


class _NextForm(forms.Form):
    """What every step has."""

    state: ClassVar[Course]

    def __init__(self, today: date, data: Any = None, things: list[OpenThing] | None = None) -> None:
        super().__init__(data, prefix=self.state.value, initial={"on": today})
        self.things = things or []

    def wanted(self) -> Wanted:
        """The step. Only of a valid form."""
        given = self.cleaned_data
        return Wanted(
            self.state.value,
            given["on"],
            party=given.get("party", ""),
            outcome=given.get("outcome", ""),
            text=given["text"],
            confirmed=given["seen"] if given.get("sure") else "",
        )


class RestForm(_NextForm):
    """The trajectory runs; the coordinator withdraws."""

    state = Course.RESTING
    title, submit = "Zet op rust", "Zet casus op rust"
    about = "Het traject loopt bij een ander. U hoeft er nu niets aan te doen; wie vastloopt, roept u terug."

    party = forms.CharField(
        label="Bij wie loopt het verder?",
        max_length=120,
        error_messages={"required": "Zeg bij wie het verder loopt.", "max_length": _LONG},
        widget=forms.TextInput(_WHO),
    )
    text = forms.CharField(label="Afspraak", required=False, help_text=_READ, widget=forms.Textarea({"rows": 2}))
    on = day_field("Vanaf", "Vul in vanaf wanneer.")


class RecallForm(_NextForm):
    """Somebody calls the coordinator back."""

    state = Course.RECALLED
    title, submit = "Roep terug", "Roep casus terug"
    about = "Het traject loopt vast, of de casus blijkt niet klaar. Het blijft dezelfde casus."

    party = forms.CharField(
        label="Wie roept terug?",
        max_length=120,
        error_messages={"required": "Zeg wie de casus terugroept.", "max_length": _LONG},
        widget=forms.TextInput(_WHO),
    )
    text = forms.CharField(
        label="Waarom?",
        help_text=_READ,
        error_messages={"required": "Zeg in een paar woorden waarom."},
        widget=forms.Textarea({"rows": 2}),
    )
    on = day_field("Op", "Vul in wanneer dit was.")


class CloseForm(_NextForm):
    """The case ends."""

    state = Course.CLOSED
    title, submit = "Sluit", "Sluit casus"
    about = "De klok stopt, een open vraag wordt gestopt en niemand krijgt nog een herinnering."

    outcome = forms.ChoiceField(
        label="Hoe eindigt de casus?",
        choices=[("", "kies"), *Outcome.choices],
        error_messages={"required": "Kies hoe de casus eindigt."},
    )
    text = forms.CharField(
        label="Toelichting",
        required=False,
        help_text=f"Nodig bij ‘anders’. {_READ}",
        widget=forms.Textarea({"rows": 2}),
    )
    on = day_field("Op", "Vul in wanneer dit was.")
    sure = forms.BooleanField(label="Ik heb de lijst gezien. Sluit de casus toch.", required=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, today: date, data: Any = None, things: list[OpenThing] | None = None) -> None:
        super().__init__(today, data, things)
        token = token_of(self.things)
        self.fields["seen"].initial = token
        if data is not None and data.get(self.add_prefix("seen"), "") != token:
            # Something else is open than what was confirmed: the list is shown anew.
            self.data = {**data.dict(), self.add_prefix("seen"): token, self.add_prefix("sure"): ""}
        if not self.things:
            del self.fields["sure"]


FORMS: dict[Course, type[_NextForm]] = {form.state: form for form in (RestForm, RecallForm, CloseForm)}
