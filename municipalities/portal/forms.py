"""Forms of the answer page. All of them are one form in the browser, so each goes by a prefix of its own."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from cases.needs.models import Need
from cases.requests.answering import Given
from cases.requests.drafts import Typed
from cases.requests.models import WAITED_FOR, Status
from municipalities.portal.asked import AreaSeen, NeedSeen
from nazorg.common.fields import day_field
from nazorg.covenant.areas import Area

_PLAIN = {"autocomplete": "off"}
_LONG = "Zeg het korter: %(limit_value)d tekens is het meeste."
_LABELS = {
    Status.ANSWERED: "Dit is bekend",
    Status.NOTHING_KNOWN: "Niets bekend",
    Status.WAITING: "Wacht op SUWINET",
    Status.NOT_APPLICABLE: "Niet van toepassing",
    Status.DELIVERED: "Al gegeven aan de MMD-er",
}


@dataclass(frozen=True)
class Choice:
    """A radio button."""

    value: str
    label: str
    checked: bool


class AreaForm(forms.Form):
    """One life area as somebody fills it in. Whether it can be sent, the service says."""

    mark_required = True  # most is asked only with some choice, so nothing says "mag leeg"

    status = forms.CharField(required=False)
    text = forms.CharField(
        label="Toelichting", required=False, strip=False, widget=forms.Textarea({"rows": 2, "class": "grows"})
    )
    from_suwinet = forms.BooleanField(label="Dit komt uit SUWINET", required=False)
    suwinet_by = forms.CharField(
        label="Wie zoekt het op?",
        required=False,
        max_length=120,
        error_messages={"max_length": _LONG},
        widget=forms.TextInput(_PLAIN | {"list": "suwinet-namen"}),
    )
    delivered_on = day_field("Wanneer gaf u het?", "Vul in wanneer u dit aan de MMD-er gaf.", required=False)
    reason = forms.CharField(
        label="Waarom verbetert u het?",
        required=False,
        max_length=200,
        error_messages={"max_length": _LONG},
        widget=forms.TextInput(_PLAIN),
    )
    # The answers that stood on the page: what is corrected, and what "zelfde als vorige keer" confirms.
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    before = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, area: AreaSeen, data: Any = None) -> None:
        super().__init__(data, prefix=area.code, initial=_initial(area), use_required_attribute=False)
        self.area = area

    @property
    def corrects(self) -> bool:
        """Whether something final stands, so that a reason is asked."""
        said = self.area.said
        return said is not None and said.status not in WAITED_FOR

    @property
    def first_choices(self) -> list[Choice]:
        """What is usual in this area."""
        usual = [Status.ANSWERED, Status.NOTHING_KNOWN]
        if self.area.code == Area.INCOME:
            usual.append(Status.WAITING)
        if self.area.direct:
            usual.insert(0, Status.DELIVERED)
        return self._choices(usual)

    @property
    def other_choices(self) -> list[Choice]:
        usual = {choice.value for choice in self.first_choices}
        return self._choices([status for status in _LABELS if status.value not in usual])

    @property
    def other_chosen(self) -> bool:
        """Whether something of what is folded away is filled in."""
        return any(choice.checked for choice in self.other_choices) or (
            not self.suwinet_prominent and bool(self["from_suwinet"].value())
        )

    @property
    def suwinet_prominent(self) -> bool:
        return self.area.code == Area.INCOME

    def _choices(self, statuses: list[Status]) -> list[Choice]:
        chosen = self["status"].value()
        return [Choice(status.value, _LABELS[status], status.value == chosen) for status in statuses]

    def typed(self) -> Typed:
        """What stands in it, valid or not: to keep as a draft. Text without a choice is something known."""
        text, by = (str(self[name].data or "").replace("\x00", "").strip() for name in ("text", "suwinet_by"))
        status = str(self["status"].data or "") or (Status.ANSWERED.value if text else "")
        return Typed(
            self.area.code, status, text, bool(self["from_suwinet"].data), by if status == Status.WAITING else ""
        )

    def given(self) -> Given:
        """The same to send. Only of a valid form."""
        typed, given = self.typed(), self.cleaned_data
        return Given(
            area=typed.area,
            status=typed.status,
            text=typed.text,
            from_suwinet=typed.from_suwinet,
            suwinet_by=typed.suwinet_by,
            delivered_on=given["delivered_on"],
            reason=given["reason"],
            seen=given["seen"],
        )

    @property
    def filled(self) -> bool:
        """Whether something was filled in beside what stands already."""
        typed, said = self.typed(), self.area.said
        if said is None:
            return not typed.empty
        if str(self["reason"].data or "").strip():
            return True
        stands = Typed(typed.area, said.status, said.text, said.from_suwinet, said.suwinet_by)
        return not typed.empty and typed != stands


def _initial(area: AreaSeen) -> dict[str, Any]:
    """What one typed oneself, else the answer that stands."""
    source = area.own or area.said
    initial: dict[str, Any] = {
        "seen": area.said.number if area.said else "",
        "before": area.before.number if area.before else "",
    }
    if source is not None:
        initial |= {name: getattr(source, name) for name in ("status", "text", "from_suwinet", "suwinet_by")}
    if area.said is not None:
        initial["delivered_on"] = area.said.delivered_on
    return initial


class NeedForm(forms.Form):
    """A new need in one area; the service says whether it will do."""

    title = forms.CharField(
        label="Wat is er nodig?",
        error_messages={"required": "Zeg in een paar woorden wat er nodig is."},
        widget=forms.TextInput(_PLAIN),
    )
    party = forms.CharField(label="Wie zorgt ervoor?", required=False, widget=forms.TextInput(_PLAIN))

    def __init__(self, area: str, data: Any = None) -> None:
        super().__init__(data, prefix=f"{area}-need", use_required_attribute=False)


class StepForm(forms.Form):
    """What was done about a need, and how it stands now."""

    status = forms.ChoiceField(label="Stand", choices=Need.Status.choices)
    text = forms.CharField(label="Wat is er gedaan?", required=False, widget=forms.Textarea({"rows": 2}))
    on = day_field("Wanneer", "Vul in wanneer dit was.")

    def __init__(self, need: NeedSeen, today: date, data: Any = None) -> None:
        initial = {"status": need.status, "on": today}
        super().__init__(data, prefix=f"need{need.number}", initial=initial, use_required_attribute=False)
