"""Forms about a conference: when and where, its agenda, its parts, calling it off, and what guests answered."""

from collections.abc import Iterable
from datetime import date, time
from typing import Any

from django import forms

from cases.conferences.criteria import criteria_on
from cases.conferences.models import AgendaItem, Conference, ConferencePart, Invitation
from cases.conferences.planning import Part, When
from cases.conferences.seating import DISCUSSABLE, short_name
from nazorg.common.fields import day_field

_PLAIN = {"autocomplete": "off"}
_LONG = "Maak dit korter: %(limit_value)d tekens is het meeste."
_BEGIN, _END = time(9, 30), time(11, 0)


def time_field(label: str, missing: str, *, required: bool = True, help_text: str = "") -> forms.TimeField:
    """A time of the day; `missing` says what to do where it is empty or no time."""
    return forms.TimeField(
        label=label,
        required=required,
        help_text=help_text,
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
        widget=forms.TimeInput({"class": "w-date", "type": "time"}, format="%H:%M"),
        error_messages={"required": missing, "invalid": missing},
    )


class WhenForm(forms.Form):
    """Day, hours and place."""

    on = day_field("Datum", "Vul de datum van het overleg in.")
    starts = time_field("Begin", "Vul in hoe laat het begint, zoals 9:30.")
    ends = time_field("Einde", "Vul in hoe laat het klaar is, zoals 11:00.")
    place = forms.CharField(
        label="Plaats",
        max_length=120,
        error_messages={"required": "Zeg waar het overleg is.", "max_length": _LONG},
        help_text="Staat in de mail. Zet er geen naam van een persoon in.",
        widget=forms.TextInput(_PLAIN),
    )

    def when(self) -> When:
        """What was chosen; the form is valid."""
        given = self.cleaned_data
        return When(given["on"], given["starts"], given["ends"], given["place"])


class PlanForm(WhenForm):
    """A new conference."""

    kind = forms.ChoiceField(label="Soort", choices=Conference.Kind.choices, widget=forms.RadioSelect)
    field_order = ["kind"]

    def __init__(self, place: str, data: Any = None) -> None:
        initial = {"kind": Conference.Kind.TAILORED, "starts": _BEGIN, "ends": _END, "place": place}
        super().__init__(data, initial=initial)


class CaseForm(forms.Form):
    """A case for the agenda, by its reference."""

    reference = forms.CharField(
        label="Kenmerk van de casus",
        max_length=12,
        error_messages={"required": "Vul het kenmerk van de casus in.", "max_length": "Een kenmerk heeft 8 tekens."},
        widget=forms.TextInput(_PLAIN | {"spellcheck": "false"}),
    )
    starts = time_field("Tijd", "Vul een tijd in, zoals 9:30, of laat dit leeg.", required=False)

    def clean_reference(self) -> str:
        """As it is kept: without spaces, in capitals."""
        return "".join(str(self.cleaned_data["reference"]).split()).upper()


class SlotForm(forms.Form):
    """The time of an item on the agenda."""

    starts = time_field("Tijd", "Vul een tijd in, zoals 9:30, of laat dit leeg.", required=False)

    def __init__(self, item: AgendaItem, data: Any = None) -> None:
        super().__init__(data, prefix=f"tijd{item.pk}", initial={"starts": item.starts})


class TopicForm(forms.Form):
    """Something without a dossier for the agenda."""

    title = forms.CharField(
        label="Onderwerp",
        max_length=120,
        help_text="Zonder naam van een persoon.",
        error_messages={"required": "Zeg waar het over gaat, zonder naam van een persoon.", "max_length": _LONG},
        widget=forms.TextInput(_PLAIN),
    )
    outside_number = forms.CharField(
        label="Nummer elders", required=False, max_length=40, error_messages={"max_length": _LONG},
        widget=forms.TextInput(_PLAIN),
    )  # fmt: skip
    starts = time_field("Tijd", "Vul een tijd in, zoals 9:30, of laat dit leeg.", required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, prefix="onderwerp")


class PartForm(forms.Form):
    """A part; one that is left without a name is none."""

    mark_required = True  # nothing is asked of a part that is not there

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(label="Naam", required=False, max_length=80, error_messages={"max_length": _LONG})
    starts = time_field("Begint om", "Vul in hoe laat dit deel begint, zoals 10:15.", required=False)
    categories = forms.MultipleChoiceField(
        label="Wat besproken wordt",
        required=False,
        choices=[(one.value, short_name(one)) for one in DISCUSSABLE],
        widget=forms.CheckboxSelectMultiple,
    )

    @property
    def wanted(self) -> Part | None:
        """The part as it was filled in; the form is valid."""
        given = self.cleaned_data
        if not given["title"].strip():
            return None
        return Part(given["pk"], given["title"], given["starts"], given["categories"])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("title", "").strip() and given.get("starts") is None and "starts" not in self.errors:
            self.add_error("starts", "Vul in hoe laat dit deel begint, zoals 10:15.")
        return given


def part_forms(parts: Iterable[ConferencePart], data: Any = None) -> list[PartForm]:
    """A form for each part, and one for another."""
    forms_ = [
        PartForm(
            data,
            prefix=f"deel{number}",
            initial={"pk": part.pk, "title": part.title, "starts": part.starts, "categories": part.categories},
        )
        for number, part in enumerate(parts)
    ]
    return [*forms_, PartForm(data, prefix="nieuw")]


class CancelForm(forms.Form):
    """Why it is called off."""

    why = forms.CharField(
        label="Waarom gaat het overleg niet door?",
        max_length=200,
        help_text="Blijft bij ons. In de mail staat alleen dat het niet doorgaat.",
        error_messages={"required": "Zeg kort waarom het overleg niet doorgaat.", "max_length": _LONG},
        widget=forms.TextInput(_PLAIN),
    )


class AnswersForm(forms.Form):
    """What each guest answered."""

    def __init__(self, invitations: Iterable[Invitation], data: Any = None) -> None:
        super().__init__(data)
        for one in invitations:
            self.fields[f"antwoord-{one.code}"] = forms.ChoiceField(
                label=one.guest, choices=Invitation.Answer.choices, required=False, initial=one.answer
            )


class MotiveForm(forms.Form):
    """Which criteria a case meets."""

    criteria = forms.MultipleChoiceField(label="Criteria", required=False, widget=forms.CheckboxSelectMultiple)
    text = forms.CharField(
        label="Toelichting", required=False, max_length=200, error_messages={"max_length": _LONG},
        widget=forms.TextInput(_PLAIN),
    )  # fmt: skip

    def __init__(self, number: int, on: date, data: Any = None, initial: Any = None) -> None:
        super().__init__(data, prefix=f"reden{number}", initial=initial)
        self.fields["criteria"].choices = [(one.code, one.name) for one in criteria_on(on)]  # type: ignore[attr-defined]
