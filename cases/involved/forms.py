"""Forms about whom a case concerns."""

from datetime import date, timedelta
from typing import Any

from django import forms

from cases.disclosures.grounds import usual_ground
from cases.dossiers.models import Case
from cases.involved.models import Involved, ReleaseNotice
from cases.involved.selectors import units_for_errands
from cases.involved.services import CHANNELS, MOST_CONTACT, MOST_NAME
from cases.selectors import free_on
from nazorg.common.fields import day_field
from nazorg.covenant.table import covenant_on
from partners.models import Unit

_LONG = "Maak dit korter: %(limit_value)d tekens is het meeste."
_PLAIN = {"autocomplete": "off"}


class InvolvedForm(forms.Form):
    """Who it is and how to reach that person."""

    kind = forms.ChoiceField(label="Wie is dit?", choices=Involved.Kind.choices)
    name = forms.CharField(
        label="Naam",
        max_length=MOST_NAME,
        error_messages={"required": "Vul een naam in.", "max_length": _LONG},
        widget=forms.TextInput(_PLAIN),
    )
    relation = forms.CharField(
        label="Relatie", required=False, max_length=MOST_NAME, help_text="Bijvoorbeeld: tante, ex-partner, buurvrouw.",
        error_messages={"max_length": _LONG}, widget=forms.TextInput(_PLAIN),
    )  # fmt: skip
    contact = forms.CharField(
        label="Te bereiken via", required=False, max_length=MOST_CONTACT, error_messages={"max_length": _LONG},
        widget=forms.TextInput(_PLAIN),
    )  # fmt: skip


class NoticeForm(forms.Form):
    """That somebody is told of the release: until when, and by whom."""

    due_on = day_field("Uiterlijk vertellen op", "Vul in wanneer dit uiterlijk verteld moet zijn.")
    unit = forms.ChoiceField(
        label="Door wie?",
        required=False,
        help_text="Alleen politie, welzijn en opvang mogen dit krijgen.",
        error_messages={"invalid_choice": "Kies een onderdeel uit de lijst, of uzelf."},
    )
    channel = forms.ChoiceField(label="Hoe vraagt u het?", choices=[(one.value, one.label) for one in CHANNELS])
    ground = forms.ChoiceField(
        label="Grond", required=False, error_messages={"invalid_choice": "Kies een grond die vandaag geldt."}
    )

    def __init__(self, involved: Involved, case: Case, today: date, data: Any = None) -> None:
        super().__init__(data, prefix=f"bericht{involved.pk}", initial={"due_on": _in_time(case, today)})
        self.involved = involved
        self.today = today
        self.units: dict[str, Unit] = units_for_errands(today)
        grounds = [(one.code, one.name) for one in covenant_on(today).grounds_on(today)]
        choices = {
            "unit": [("", "de coördinator zelf"), *((ref, str(unit)) for ref, unit in self.units.items())],
            "ground": [("", "de gebruikelijke grond voor dit onderdeel"), *grounds],
        }
        for name, found in choices.items():
            self.fields[name].choices = found  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Unit | None:
        """The unit that does it; None where the coordinator does. The form is valid."""
        return self.units.get(self.cleaned_data["unit"])

    @property
    def chosen_ground(self) -> str:
        """The ground (code) that was chosen, or the usual one of the unit; the form is valid."""
        unit = self.chosen
        ground: str = self.cleaned_data["ground"]
        return ground or (usual_ground(unit.party_of, self.today).code if unit else "")


class ToldForm(forms.Form):
    """That somebody was told."""

    on = day_field("Verteld op", "Vul in wanneer dit verteld is.")
    done_by = forms.CharField(
        label="Door wie?",
        max_length=MOST_NAME,
        error_messages={"required": "Zeg wie het vertelde.", "max_length": _LONG},
        widget=forms.TextInput(_PLAIN),
    )

    def __init__(self, notice: ReleaseNotice, own_name: str, today: date, data: Any = None) -> None:
        by = str(notice.unit) if notice.unit else own_name
        super().__init__(data, prefix=f"verteld{notice.pk}", initial={"on": today, "done_by": by})
        self.notice = notice


def _in_time(case: Case, today: date) -> date | None:
    """The day before the release, as far as that lies ahead."""
    free = free_on(case)
    before = free - timedelta(days=1) if free else None
    return before if before is not None and before >= today else None
