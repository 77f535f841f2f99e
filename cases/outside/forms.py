"""The form about a number elsewhere."""

from typing import Any

from django import forms

from cases.outside.models import OutsideNumber

_PLAIN = {"autocomplete": "off", "spellcheck": "false"}


class NumberForm(forms.Form):
    """A number, the system it is of, and who told it; new, or putting `number` right."""

    kind = forms.ChoiceField(label="Systeem", choices=OutsideNumber.Kind.choices)
    number = forms.CharField(
        label="Nummer",
        max_length=40,
        error_messages={
            "required": "Vul het nummer in.",
            "max_length": "Een nummer is hooguit %(limit_value)d tekens lang. Kijk het na.",
        },
        widget=forms.TextInput(_PLAIN),
    )
    source = forms.CharField(label="Van wie", required=False, max_length=120, widget=forms.TextInput(_PLAIN))

    def __init__(self, number: OutsideNumber | None = None, data: Any = None) -> None:
        initial = {"kind": number.kind, "number": number.number, "source": number.source} if number else {}
        super().__init__(data, prefix=f"nummer{number.pk}" if number else "nummer", initial=initial)
        self.row = number
