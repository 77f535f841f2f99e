"""A contact says when he is away."""

from datetime import date
from typing import Any

from django import forms

from municipalities.agreements.selectors import contacts_of
from municipalities.models import Municipality
from nazorg.accounts.models import User
from nazorg.common.fields import day_field


class AbsenceForm(forms.Form):
    """Away between two days, and which colleague gets the questions meanwhile."""

    from_on = day_field("Eerste dag", "Vul de eerste dag in.")
    to_on = day_field("Laatste dag", "Vul de laatste dag in.")
    substitute = forms.ModelChoiceField(
        User.objects.none(),
        label="Wie vervangt u?",
        required=False,
        empty_label="niemand",
        help_text="Uw vervanger krijgt dan de mails, voor de gemeenten waar die ook contactpersoon is.",
        error_messages={"invalid_choice": "Kies een collega uit de lijst."},
    )

    def __init__(self, user: User, municipalities: list[Municipality], today: date, data: Any = None) -> None:
        super().__init__(data)
        colleagues = {contact.pk for one in municipalities for contact in contacts_of(one, today)} - {user.pk}
        field = self.fields["substitute"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  says so to the type checker
        field.queryset = User.objects.filter(pk__in=colleagues).order_by("name")
