"""Forms about interventions."""

from datetime import date
from typing import Any

from django import forms

from cases.chain.words import HOUSE
from cases.dossiers.models import Act
from cases.interventions.services import Wanted
from nazorg.common.fields import day_field

_LONG = "Zeg het korter: %(limit_value)d tekens is het meeste."


class InterventionForm(forms.Form):
    """What is done about an area, by whom, since when; new, or putting right `act`."""

    what = forms.CharField(
        label="Wat wordt er gedaan?",
        max_length=300,
        error_messages={"required": "Zeg in een paar woorden wat er gedaan wordt.", "max_length": _LONG},
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    party = forms.CharField(
        label="Door wie?",
        max_length=120,
        error_messages={"required": "Zeg wie dit doet.", "max_length": _LONG},
        widget=forms.TextInput({"autocomplete": "off", "list": "wie"}),
    )
    started_on = day_field("Begonnen op", "Vul in wanneer het begon.")

    def __init__(self, today: date, act: Act | None = None, data: Any = None) -> None:
        initial: dict[str, Any] = {"party": HOUSE, "started_on": today}
        if act is not None:
            initial = {"what": act.text, "party": act.intervention.party, "started_on": act.on}
        super().__init__(data, prefix=f"interventie{act.pk}" if act else "interventie", initial=initial)
        self.act = act

    def wanted(self) -> Wanted:
        """What was filled in. Only of a valid form."""
        given = self.cleaned_data
        return Wanted(given["what"], given["party"], given["started_on"])


class EndForm(forms.Form):
    """How an intervention ended."""

    result = forms.CharField(
        label="Resultaat",
        error_messages={"required": "Zeg in een paar woorden wat het resultaat is."},
        widget=forms.Textarea({"rows": 2}),
    )
    on = day_field("Klaar op", "Vul in wanneer het klaar was.")

    def __init__(self, today: date, act: Act, data: Any = None) -> None:
        super().__init__(data, prefix=f"klaar{act.pk}", initial={"on": today})
        self.act = act
