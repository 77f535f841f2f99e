"""Beheer of what was agreed with municipalities. What changes here counts for what is asked from then on."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import ForeignKey
from django.forms import ModelChoiceField, ModelForm
from django.http import HttpRequest
from django.utils import timezone

from municipalities.agreements.models import Absence, Agreement, Duty, Term
from municipalities.models import Municipality
from municipalities.selectors import existing_on
from nazorg.accounts.admin import ManagedAdmin, management
from nazorg.accounts.models import User
from nazorg.covenant.parties import Party


class OfMunicipality(ManagedAdmin):
    """A page about one municipality: those of the region that exist today are offered."""

    search_fields = ["municipality__name", "municipality__code"]
    search_help_text = "Zoek op de naam of de code van een gemeente."

    def formfield_for_foreignkey(
        self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField[Any] | None:
        if db_field.related_model is Municipality:
            kwargs["queryset"] = existing_on(timezone.localdate()).filter(in_region=True)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Term, site=management)
class TermAdmin(OfMunicipality):
    """How long something may take. What held on a day keeps holding for that day."""

    list_display = ["kind", "municipality", "from_on", "length", "confirmed", "source"]
    list_filter = ["kind", "confirmed"]
    list_select_related = ["municipality"]
    fieldsets = [
        (
            None,
            {
                "fields": ["kind", "municipality", "from_on", "amount", "unit", "source", "confirmed"],
                "description": "Verandert een termijn? Voeg een nieuwe toe, met de dag waarop hij ingaat. "
                "Wijzig een oude alleen als hij fout is ingevoerd.",
            },
        )
    ]

    @admin.display(description="termijn")
    def length(self, term: Term) -> str:
        """ "2 werkdagen"."""
        return str(term.length)


@admin.register(Agreement, site=management)
class AgreementAdmin(OfMunicipality):
    """Who delivers what. Without one the municipality answers in the portal."""

    list_display = ["municipality", "area", "delivers", "from_on", "note"]
    list_filter = ["area", "delivers"]
    list_select_related = ["municipality"]
    fieldsets = [
        (
            None,
            {
                "fields": ["municipality", "area", "delivers", "from_on", "note"],
                "description": "Een nieuwe afspraak geldt voor vragen die vanaf die dag gesteld worden. "
                "Vragen die al openstaan, veranderen niet.",
            },
        )
    ]


@admin.register(Duty, site=management)
class DutyAdmin(OfMunicipality):
    """Officials with a task. They need no log-in; whoever answers is a user with the role contactpersoon."""

    list_display = ["municipality", "kind", "name", "email", "phone", "from_on", "to_on"]
    list_filter = ["kind"]
    list_select_related = ["municipality"]
    fieldsets = [
        (
            None,
            {
                "fields": ["municipality", "kind", "name", "email", "phone", "from_on", "to_on"],
                "description": "Het aanspreekpunt krijgt een mail als een vraag lang na de termijn nog openstaat. "
                "Wie voor SUWINET bevoegd is, lezen collega’s in het portaal. Antwoorden doet een gebruiker. "
                "Geen laatste dag: tot nader bericht.",
            },
        )
    ]


class AbsenceForm(ModelForm):  # type: ignore[type-arg]  # no subscript at run time
    """A contact who is away, and who stands in."""

    class Meta:
        model = Absence
        fields = ["user", "from_on", "to_on", "substitute"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        contacts = User.objects.filter(role=Party.CONTACT, is_active=True).order_by("name")
        for name in {"user", "substitute"} & self.fields.keys():
            self.fields[name].queryset = contacts  # type: ignore[attr-defined]


@admin.register(Absence, site=management)
class AbsenceAdmin(ManagedAdmin):
    """Who is away. With a substitute the mails go there, and nothing is escalated."""

    form = AbsenceForm
    list_display = ["user", "from_on", "to_on", "substitute"]
    search_fields = ["user__name", "user__email"]
    search_help_text = "Zoek op de naam of het e-mailadres van wie afwezig is."
    list_select_related = ["user", "substitute"]
    fieldsets = [
        (
            None,
            {
                "fields": ["user", "from_on", "to_on", "substitute"],
                "description": "Met een vervanger gaan de mails daarheen, en schalen wij niet op. "
                "Een contactpersoon kan dit ook zelf melden, in het portaal.",
            },
        )
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: Absence | None = None) -> list[str]:
        return ["user"] if obj else []
