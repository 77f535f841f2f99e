"""Forms about bottlenecks."""

from datetime import date
from typing import Any

from django import forms

from cases.bottlenecks.models import Aspect, Bottleneck, Theme
from cases.bottlenecks.services import MOST, MOST_ANSWER, TRANSITIONS
from municipalities.models import Municipality
from municipalities.selectors import region_on

NO_NAMES = "Noem geen namen en niets waaraan iemand te herkennen is."
_LONG = "Maak de tekst korter: %(limit_value)d tekens is het meeste."


class _KindForm(forms.Form):
    theme = forms.ChoiceField(label="Thema", choices=Theme.choices)
    aspect = forms.ChoiceField(label="Wat schort eraan?", choices=Aspect.choices)


class CaseBottleneckForm(_KindForm):
    """What went wrong in one case."""

    text = forms.CharField(
        label="Toelichting",
        required=False,
        max_length=MOST_ANSWER,
        help_text=f"Alleen de coördinator leest dit; in de telling staat het niet. {NO_NAMES}",
        error_messages={"max_length": _LONG},
        widget=forms.Textarea({"rows": 2}),
    )


class BottleneckForm(_KindForm):
    """What goes wrong time and again."""

    municipality = forms.ChoiceField(label="Waar?", required=False)
    text = forms.CharField(
        label="Wat gaat er steeds mis?",
        max_length=MOST,
        help_text=f"Dit lezen ook de ketenmanager, het bestuur en de gemeente. {NO_NAMES}",
        error_messages={"required": "Schrijf op wat er steeds misgaat.", "max_length": _LONG},
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, today: date, data: Any = None) -> None:
        super().__init__(data)
        self.region: dict[str, Municipality] = {one.code: one for one in region_on(today)}
        places = [("", "in de hele regio"), *((code, one.name) for code, one in self.region.items())]
        self.fields["municipality"].choices = places  # type: ignore[attr-defined]


class StateForm(forms.Form):
    """How it stands, and what the board said."""

    state = forms.ChoiceField(label="Stand", error_messages={"invalid_choice": "Kies een stand die hierop volgt."})
    answer = forms.CharField(
        label="Wat zei het bestuur?",
        required=False,
        max_length=MOST_ANSWER,
        error_messages={"max_length": _LONG},
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, bottleneck: Bottleneck, data: Any = None) -> None:
        initial = {"state": bottleneck.state, "answer": bottleneck.answer}
        super().__init__(data, prefix=f"stand{bottleneck.pk}", initial=initial)
        self.bottleneck = bottleneck
        states = [bottleneck.state, *TRANSITIONS[bottleneck.state]]
        self.fields["state"].choices = [(one, Bottleneck.State(one).label) for one in states]  # type: ignore[attr-defined]
