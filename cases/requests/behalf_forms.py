"""The form for an answer that came by phone, mail or in a conversation: from whom, how, when, and what, per area."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from cases.requests.answering import MOST_TEXT, Given, OnBehalf
from cases.requests.models import Answer, Request, Status
from cases.requests.of_case import Asked
from cases.requests.states import why_closed
from nazorg.common.fields import day_field
from nazorg.covenant.areas import AREA_QUESTION, Area

_PLAIN = {"autocomplete": "off"}
_LEAVE = ("", "laat zo")


@dataclass(frozen=True)
class AreaFields:
    """The fields of one area, as the page lays them out."""

    area: str
    label: str
    asked: Asked
    seen: BoundField
    status: BoundField
    text: BoundField
    from_suwinet: BoundField
    suwinet_by: BoundField
    delivered_on: BoundField
    reason: BoundField

    @property
    def opened(self) -> bool:
        """Whether something was typed about an area that has its answer."""
        return _touched(self.status, self.text, self.reason)

    @property
    def rare_opened(self) -> bool:
        """The same for the fields that are seldom needed."""
        return _touched(self.from_suwinet, self.suwinet_by, self.delivered_on)


def _touched(*fields: BoundField) -> bool:
    return any(field.errors or field.value() for field in fields)


class BehalfForm(forms.Form):
    """What was told about a request. An area in which nothing is chosen and nothing is written stays as it is."""

    mark_required = True

    request = forms.CharField(widget=forms.HiddenInput)
    told_by = forms.CharField(
        label="Van wie?",
        max_length=120,
        error_messages={
            "required": "Vul in van wie u dit hoorde.",
            "max_length": "Maak de naam korter: %(limit_value)d tekens is het meeste.",
        },
        widget=forms.TextInput(_PLAIN | {"list": "contacten"}),
    )
    channel = forms.ChoiceField(
        label="Hoe?",
        choices=[choice for choice in Answer.Channel.choices if choice[0] != Answer.Channel.PORTAL],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies hoe u dit hoorde."},
    )
    told_on = day_field("Wanneer?", "Vul in wanneer u dit hoorde.")

    def __init__(self, request: Request, asked: dict[str, Asked], told_by: str, today: date, data: Any = None) -> None:
        initial = {"told_by": told_by, "channel": Answer.Channel.PHONE, "told_on": today}
        super().__init__(data, initial=initial | {"request": request.reference})
        self._request, self._asked, self._today = request, asked, today
        for area, one in asked.items():
            self._add(area, one)

    def _add(self, area: str, one: Asked) -> None:
        label = Area(area).label.capitalize()
        statuses = [choice for choice in Status.choices if choice[0] != Status.OPEN]
        self.fields |= {
            f"{area}_seen": forms.IntegerField(
                required=False, widget=forms.HiddenInput, initial=one.current.pk if one.current else None
            ),
            f"{area}_status": forms.ChoiceField(
                label=f"{label}: stand",
                required=False,
                choices=[_LEAVE, *statuses],
            ),
            f"{area}_text": forms.CharField(
                label=AREA_QUESTION[area],
                required=False,
                widget=forms.Textarea({"rows": 2, "autocomplete": "off"}),
            ),
            f"{area}_from_suwinet": forms.BooleanField(label="Komt uit SUWINET", required=False),
            f"{area}_suwinet_by": forms.CharField(
                label="Wie zoekt het op in SUWINET?", required=False, max_length=120, widget=forms.TextInput(_PLAIN)
            ),
            f"{area}_delivered_on": day_field(
                "Gegeven aan de MMD-er op", "Vul in wanneer dit aan de MMD-er is gegeven.", required=False
            ),
            f"{area}_reason": forms.CharField(
                label="Waarom is het antwoord anders?", required=False, max_length=200, widget=forms.TextInput(_PLAIN)
            ),
        }

    @property
    def areas(self) -> list[AreaFields]:
        """The areas in the order of the question."""
        names = ("seen", "status", "text", "from_suwinet", "suwinet_by", "delivered_on", "reason")
        return [
            AreaFields(area, str(Area(area).label), one, *(self[f"{area}_{name}"] for name in names))
            for area, one in self._asked.items()
        ]

    @property
    def closed(self) -> str:
        """Why nothing can be recorded any more, in a sentence; what was not sent yet can."""
        return "" if self._request.state == Request.State.TO_SEND else why_closed(self._request)

    def clean(self) -> dict[str, Any]:
        """Something has to be told."""
        if not self.errors and not self.given():
            self.add_error(None, "Vul minstens één leefgebied in.")
        return self.cleaned_data

    def given(self) -> list[Given]:
        """The areas about which something was told; words without a choice are an answer."""
        found = []
        for area in self._asked:
            status, text = self.cleaned_data[f"{area}_status"], self.cleaned_data[f"{area}_text"]
            if not status and not text.strip():
                continue
            found.append(
                Given(
                    area,
                    status or Status.ANSWERED,
                    text,
                    from_suwinet=self.cleaned_data[f"{area}_from_suwinet"],
                    suwinet_by=self.cleaned_data[f"{area}_suwinet_by"],
                    delivered_on=self.cleaned_data[f"{area}_delivered_on"],
                    reason=self.cleaned_data[f"{area}_reason"],
                    seen=self.cleaned_data[f"{area}_seen"],
                )
            )
        return found

    def told(self) -> OnBehalf:
        """From whom, how and when."""
        given = self.cleaned_data
        return OnBehalf(Answer.Channel(given["channel"]), given["told_by"], given["told_on"])

    def refuse(self, wrong: dict[str, list[str]]) -> None:
        """Put what the service refused, by area, at the field where it can be mended."""
        by_area = {one.area: one for one in self.given()}
        for key, sentences in wrong.items():
            self.add_error(f"{key}_{self._where(by_area[key])}" if key in by_area else key, sentences)

    def _where(self, given: Given) -> str:
        """The field that a refusal is about, in the order in which the service looks."""
        day, detention = given.delivered_on, self._request.case.detention
        started = detention.start_on if detention else None
        if (given.status == Status.ANSWERED and not given.text.strip()) or len(given.text) > MOST_TEXT:
            return "text"
        if given.status == Status.DELIVERED and day is None:
            return "delivered_on"
        if day is not None and (day > self._today or (started is not None and day < started)):
            return "delivered_on"
        return "reason"
