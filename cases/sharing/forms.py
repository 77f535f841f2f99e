"""The form with which something is given to a unit."""

from datetime import date
from typing import Any

from django import forms

from cases.disclosures.giving import Giving
from cases.disclosures.grounds import grounds_for
from cases.disclosures.models import Disclosure
from cases.disclosures.partner_packs import PartnerOffer
from cases.sharing.services import Wanted
from nazorg.common.fields import day_field

# One press a channel, the usual one first.
BUTTONS = {
    Disclosure.Channel.MAIL: "Gegeven per beveiligde e-mail",
    Disclosure.Channel.PDF: "Als pdf gegeven",
    Disclosure.Channel.PHONE: "Per telefoon gegeven",
    Disclosure.Channel.TALK: "In een gesprek gegeven",
}


class ShareForm(forms.Form):
    """Which sections leave, whether the unit joins, on which ground and when. The button pressed says how."""

    token = forms.CharField(widget=forms.HiddenInput, required=False)
    parts = forms.MultipleChoiceField(
        label="Wat u geeft", error_messages={"required": "Vink aan wat u geeft.", "invalid_choice": "Kijk nog eens."}
    )
    joins = forms.BooleanField(label="Meedoen", required=False)
    ground = forms.ChoiceField(
        label="Grond", error_messages={"invalid_choice": "Kies een grond die op deze datum gold."}
    )
    on = day_field("Gegeven op", "Vul in wanneer u dit gaf.")

    def __init__(self, offer: PartnerOffer, today: date, data: Any = None) -> None:
        super().__init__(data, initial={"parts": ["person"], "on": today})
        self.offer = offer
        choices = [(section.key, section.label) for section in offer.sections]
        self.fields["parts"].choices = choices  # type: ignore[attr-defined]
        self.fields["joins"].label = f"{offer.unit} wordt over deze casus bevraagd en doet vanaf die dag mee"
        grounds = grounds_for(offer.unit.party_of, self._chosen_day() or today)
        self.fields["ground"].choices = [(one.code, one.name) for one in grounds]  # type: ignore[attr-defined]

    def _chosen_day(self) -> date | None:
        if not self.is_bound:
            return None
        try:
            day: date | None = self.fields["on"].clean(self.data.get("on", ""))
        except forms.ValidationError:
            return None
        return day

    @property
    def ticked(self) -> set[str]:
        """The sections (keys) whose box is ticked."""
        return set(self["parts"].value() or [])

    def wanted(self) -> Wanted:
        """What was asked for; the form is valid."""
        given = self.cleaned_data
        how = Giving(Disclosure.Kind.PARTNER, self.data.get("channel", ""), given["ground"], given["on"])
        return Wanted(given["parts"], how, given["joins"], given["token"])
