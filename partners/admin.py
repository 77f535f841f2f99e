"""Beheer of the partners: who they are and whom to turn to, nothing of a dossier."""

from django.contrib import admin

from nazorg.accounts.admin import Managed, ManagedAdmin, management
from partners.models import Colleague, Organisation, Unit


class ColleagueInline(Managed, admin.TabularInline):  # type: ignore[type-arg]  # no subscript at run time
    """Whom to turn to, in the page of the unit."""

    model = Colleague
    extra = 1

    def has_delete_permission(self, request: object, obj: object = None) -> bool:
        return True


@admin.register(Organisation, site=management)
class OrganisationAdmin(ManagedAdmin):
    """Organisations; their units have pages of their own."""

    search_fields = ["name"]


@admin.register(Unit, site=management)
class UnitAdmin(ManagedAdmin):
    """Units. Which party a unit is decides what it may have: another party is another unit."""

    list_display = ["organisation", "name", "party", "email", "from_on", "until_on"]
    list_filter = ["party"]
    search_fields = ["organisation__name", "name"]
    inlines = [ColleagueInline]

    def get_readonly_fields(self, request: object, obj: Unit | None = None) -> list[str]:
        # What was given to a unit was given to that party; a change would make the ledger say otherwise.
        return ["party"] if obj else []
