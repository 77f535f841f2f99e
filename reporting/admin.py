"""Beheer of the one setting of the figures: what the coordination costs."""

from django.contrib import admin

from nazorg.accounts.admin import ManagedAdmin, management
from reporting.models import CoordinationCost


@admin.register(CoordinationCost, site=management)
class CoordinationCostAdmin(ManagedAdmin):
    """The euros a year, with where they come from."""

    list_display = ["year_from", "euros", "source"]
    fieldsets = [
        (
            None,
            {
                "fields": ["year_from", "euros", "source"],
                "description": "Hiermee rekent Cijfers de kosten per casus uit. Veranderen de kosten? Voeg een nieuwe "
                "regel toe, met het jaar waarin zij ingaan. Wijzig een oude alleen als zij fout is ingevoerd.",
            },
        )
    ]
