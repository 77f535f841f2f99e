"""The form with which a pack is handed over."""

from datetime import date
from typing import Any

from django import forms

from cases.disclosures.grounds import grounds_for
from cases.disclosures.models import Disclosure
from cases.disclosures.packs import Offer
from cases.disclosures.services import MOST_ADDED, TOO_LONG, Wanted
from nazorg.common.fields import day_field
from nazorg.covenant.areas import Area
from nazorg.covenant.parties import Party

# One press a channel, the usual one first.
BUTTONS = {
    Disclosure.Channel.DPAN: "Geplaatst in DPAN",
    Disclosure.Channel.PDF: "Als pdf gegeven",
    Disclosure.Channel.PHONE: "Per telefoon gegeven",
    Disclosure.Channel.MAIL: "Per beveiligde e-mail gegeven",
}


class HandoffForm(forms.Form):
    """Which areas leave, what is added, on which ground and when. The button that is pressed says how it was given."""

    token = forms.CharField(widget=forms.HiddenInput, required=False)
    areas = forms.MultipleChoiceField(label="Leefgebieden", required=False, choices=Area.choices)
    added = forms.CharField(
        label="Toevoeging van het Veiligheidshuis",
        required=False,
        max_length=MOST_ADDED,
        help_text="Wat de MMD-er verder moet weten. Gaat mee als deel van de overdracht.",
        error_messages={"max_length": TOO_LONG},
        widget=forms.Textarea({"rows": 3, "autocomplete": "off"}),
    )
    ground = forms.ChoiceField(
        label="Grond", error_messages={"invalid_choice": "Kies een grond die op deze datum gold."}
    )
    on = day_field("Gegeven op", "Vul in wanneer u dit gaf.")

    def __init__(self, offer: Offer, today: date, data: Any = None) -> None:
        super().__init__(data, initial={"areas": list(offer.areas), "on": today})
        self.offer = offer
        day = self._chosen_day() or today
        self.fields["ground"].choices = [(one.code, one.name) for one in grounds_for(Party.MMD, day)]  # type: ignore[attr-defined]

    def _chosen_day(self) -> date | None:
        if not self.is_bound:
            return None
        field = self.fields["on"]
        try:
            day: date | None = field.clean(self.data.get("on", ""))
        except forms.ValidationError:
            return None
        return day

    @property
    def ticked(self) -> set[str]:
        """The areas whose box is ticked on the page: as they were sent, and those that the sender had not seen yet."""
        chosen = set(self["areas"].value() or [])
        return chosen | self.offer.unseen(self.data.get("token", "")) if self.is_bound else chosen

    def wanted(self) -> Wanted:
        """The pack as it was asked for; the form is valid."""
        given = self.cleaned_data
        return Wanted(
            self.data.get("channel", ""), given["on"], given["ground"], given["areas"], given["added"], given["token"]
        )
