"""The form with which one difference is explained."""

from typing import Any

from django import forms

from cases.differences.models import SAID
from cases.differences.services import MOST, Said
from nazorg.accounts.models import User
from nazorg.common.fields import LineField, day_field
from nazorg.covenant.parties import DOSSIER_STAFF


class ExplanationForm(forms.Form):
    """Why it is so; or a task with a day and who finds out."""

    why = forms.ChoiceField(
        label="Uitleg", choices=[("", "kies"), *SAID],
        error_messages={"required": "Kies een uitleg.", "invalid_choice": "Kies een uitleg uit de lijst."},
    )  # fmt: skip
    text = LineField(label="Toelichting", max_length=MOST)
    due_on = day_field("Uitzoeken vóór of op", "Kies een dag vanaf vandaag.", required=False)
    owner = forms.ModelChoiceField(
        User.objects.none(), label="Wie zoekt uit", empty_label="ikzelf", required=False,
        error_messages={"invalid_choice": "Kies een collega uit de lijst."},
    )  # fmt: skip

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        owner = self.fields["owner"]
        assert isinstance(owner, forms.ModelChoiceField)  # noqa: S101  says so to the type checker
        # All who work in dossiers.
        staff = User.objects.filter(role__in=DOSSIER_STAFF, is_active=True, role_approved_at__isnull=False)
        owner.queryset = staff.order_by("name")

    @property
    def said(self) -> Said:
        """What was filled in. Only after `is_valid`."""
        given = self.cleaned_data
        return Said(given["why"], given["text"], given["due_on"], given["owner"])
