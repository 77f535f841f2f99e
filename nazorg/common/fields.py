"""Form fields that every app asks with in the same way."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from nazorg.common.plain import many_lines, one_line

_FIRST, _LAST = date(2000, 1, 1), date(2100, 12, 31)
_BETWEEN = "Vul een datum in van 2000 tot en met 2100."

# Below a text that more people read than its writer thinks of.
NO_OFFENCE = "Zet er geen delict of politie-informatie in."
NO_SECRETS = "Zet er geen delict, politie-informatie of zorginformatie in."


def day_field(label: str, missing: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    """A day that the calendar can still count on from; `missing` says what to do where it is empty or no day."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        # A browser with a date control sends ISO; whoever types without one writes as on paper.
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        widget=forms.DateInput({"class": "w-date", "type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": missing, "invalid": missing},
        validators=[MinValueValidator(_FIRST, _BETWEEN), MaxValueValidator(_LAST, _BETWEEN)],
    )


class LineField(forms.CharField):
    """A short text on one line, plain whatever was pasted. `missing` says what to do where it is empty."""

    plain: Callable[[str], str] = staticmethod(one_line)

    def __init__(self, *, max_length: int, missing: str = "", **options: Any) -> None:
        messages = {"required": missing, "max_length": "Zeg het korter: %(limit_value)d tekens is het meeste."}
        super().__init__(max_length=max_length, required=bool(missing), error_messages=messages, **options)

    def to_python(self, value: object) -> str:
        """The plain text; empty where nothing was given."""
        return self.plain(str(value or ""))

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No limit in the browser: it would cut off in silence what was pasted."""
        return {"autocomplete": "off"}


class TextField(LineField):
    """The same over more lines, of which the ends stay."""

    widget = forms.Textarea
    plain = staticmethod(many_lines)
