"""Forms of the plan."""

from datetime import date, timedelta
from typing import Any

from django import forms

from cases.chain.words import HOUSE
from cases.dossiers.models import Case
from cases.involvement.choosing import units_to_ask
from cases.plans.models import ActionLine, Goal, State
from cases.plans.services import Owner, Wanted
from nazorg.common.deadlines import next_working_day
from nazorg.common.fields import NO_SECRETS, day_field
from partners.models import Unit

_LONG = "Zeg het korter: %(limit_value)d tekens is het meeste."
_TWO_WEEKS = timedelta(days=14)
_MUNICIPALITY, _OTHER = "gemeente", "anders"


class GoalForm(forms.Form):
    """What the plan is to bring about, and for whom. `seen` is the version that stood on the page."""

    text = forms.CharField(
        label="Doel",
        max_length=300,
        help_text=f"De administratie leest dit, en wie meedoet kan het krijgen. {NO_SECRETS}",
        error_messages={"required": "Zeg in een paar woorden wat u wilt bereiken.", "max_length": _LONG},
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    aims_at = forms.ChoiceField(label="Voor wie", choices=Goal.For.choices, initial=Goal.For.PERSON)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, goal: Goal | None = None, data: Any = None) -> None:
        initial = {"text": goal.text, "aims_at": goal.aims_at, "seen": goal.version} if goal else {}
        super().__init__(data, prefix=f"doel{goal.pk}" if goal else "doel", initial=initial)
        self.goal = goal


class LineForm(forms.Form):
    """What somebody is to do, and until when."""

    what = forms.CharField(
        label="Wat moet er gebeuren?",
        max_length=300,
        help_text=f"De administratie leest dit, en wie meedoet kan het krijgen. {NO_SECRETS}",
        error_messages={"required": "Zeg in een paar woorden wat er gedaan moet worden.", "max_length": _LONG},
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    owner = forms.ChoiceField(
        label="Wie doet het?",
        error_messages={"required": "Kies wie dit doet.", "invalid_choice": "Kies wie dit doet."},
        help_text="De gemeente ziet haar acties meteen in het portaal. Een partner hoort ze van u.",
    )
    name = forms.CharField(
        label="Naam, als het iemand anders is",
        required=False,
        max_length=120,
        help_text="Bijvoorbeeld: zijn moeder, de huisarts.",
        error_messages={"max_length": _LONG},
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    due_on = day_field("Uiterlijk", "Vul in wanneer het klaar moet zijn.")
    goal = forms.ChoiceField(label="Voor welk doel", required=False)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, case: Case, goals: list[Goal], today: date, line: ActionLine | None = None, data: Any = None
    ) -> None:
        super().__init__(data, prefix=f"regel{line.pk}" if line else "regel", initial=_initial(goals, today, line))
        self.line, self._case = line, case
        self._units = units_to_ask(today)
        if line is not None and line.unit is not None:
            self._units.setdefault(line.unit.reference, line.unit)
        self._goals = {str(goal.pk): goal for goal in goals}
        self.fields["owner"].choices = self._owners()  # type: ignore[attr-defined]
        names = [(key, goal.text) for key, goal in self._goals.items()]
        self.fields["goal"].choices = [("", "los van een doel"), *names]  # type: ignore[attr-defined]

    def _owners(self) -> list[tuple[str, Any]]:
        """Whom to choose from: those close by, and the units of partners."""
        place = self._case.detention.institution if self._case.detention else ""
        near = [(HOUSE, HOUSE), (f"MMD-er {place}".strip(), f"MMD-er {place}".strip())]
        if municipality := self._municipality:
            near.insert(0, (_MUNICIPALITY, f"Gemeente {municipality}"))
        partners = [(reference, str(unit)) for reference, unit in self._units.items()]
        return [("", "kies"), ("Dichtbij", [*near, (_OTHER, "Iemand anders (naam hieronder)")]), ("Partners", partners)]

    @property
    def _municipality(self) -> object:
        return (self.line.municipality if self.line else None) or self._case.responsible

    def clean(self) -> dict[str, Any]:
        """Somebody else has a name."""
        given = super().clean() or self.cleaned_data
        if given.get("owner") == _OTHER and not given.get("name"):
            self.add_error("name", "Vul in wie dit doet.")
        return given

    def wanted(self) -> Wanted:
        """The line as it should be. Only of a valid form."""
        given = self.cleaned_data
        owner = given["owner"]
        if owner == _MUNICIPALITY:
            whose = Owner(municipality=(self.line.municipality if self.line else None) or self._case.responsible)
        elif owner in self._units:
            whose = Owner(unit=self._units[owner])
        else:
            whose = Owner(name=given["name"] if owner == _OTHER else owner)
        return Wanted(given["what"], whose, given["due_on"], self._goals.get(given["goal"]))


def _initial(goals: list[Goal], today: date, line: ActionLine | None) -> dict[str, Any]:
    if line is None:
        return {"due_on": next_working_day(today + _TWO_WEEKS), "goal": goals[-1].pk if goals else ""}
    return {
        "what": line.what,
        "owner": _owner_key(line),
        "name": line.name,
        "due_on": line.due_on,
        "goal": line.goal_id or "",
        "seen": line.version,
    }


def _owner_key(line: ActionLine) -> str:
    if line.municipality_id is not None:
        return _MUNICIPALITY
    unit: Unit | None = line.unit
    if unit is not None:
        return unit.reference
    return line.name if line.name == HOUSE or line.name.startswith("MMD-er") else _OTHER


class StepForm(forms.Form):
    """How a line stands now, and what was heard of it."""

    state = forms.ChoiceField(label="Stand", choices=State.choices)
    text = forms.CharField(
        label="Wat is er gedaan of gezegd?",
        required=False,
        help_text=f"Nodig als het niet lukt of vervalt. {NO_SECRETS}",
        widget=forms.Textarea({"rows": 2}),
    )
    on = day_field("Wanneer", "Vul in wanneer dit was.")
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, line: ActionLine, today: date, data: Any = None) -> None:
        initial = {"state": line.state, "on": today, "seen": line.version}
        super().__init__(data, prefix=f"stap{line.pk}", initial=initial)
        self.line = line
