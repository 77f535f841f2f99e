"""Beheer: Django's administration as a site of its own, for the functioneel beheerder and nobody else."""

from typing import Any

from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import SuspiciousOperation
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver

from nazorg.accounts.acts import Act, may, requires

# Signing in and passwords are allauth's; nothing here completes by itself, and no dossier is linked to from here.
_NOT_OURS = {"login", "logout", "password_change", "password_change_done", "view_on_site", "autocomplete"}


class ManagementSite(AdminSite):
    """Every view of it goes through `requires(Act.ADMINISTER)`, so it answers like all other pages."""

    site_header = "Nazorg beheer"
    site_title = "Nazorg beheer"
    index_title = "Gebruikers, gemeenten en toegang"
    site_url = "/"
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        return may(request.user, Act.ADMINISTER)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        return requires(Act.ADMINISTER)(super().admin_view(view, cacheable))

    def get_urls(self) -> list[URLPattern | URLResolver]:
        return [url for url in super().get_urls() if getattr(url, "name", None) not in _NOT_OURS]


management = ManagementSite()


class Managed:
    """Mixin for the site's own pages: whoever administers may see, add and change; nothing is ever deleted."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return may(request.user, Act.ADMINISTER)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may(request.user, Act.ADMINISTER)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may(request.user, Act.ADMINISTER)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may(request.user, Act.ADMINISTER)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ManagedAdmin(Managed, ModelAdmin):  # type: ignore[type-arg]  # no subscript at run time
    """A page of the site, without the addresses for deleting."""

    def get_urls(self) -> list[URLPattern]:
        return [url for url in super().get_urls() if not str(url.name).endswith("_delete")]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Locked where something is saved: a change and an approval at the same moment wait for each other."""
        rows: QuerySet[Any] = super().get_queryset(request)
        return rows.select_for_update(of=("self",)) if request.method == "POST" else rows

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Only the filters on the page: any other column could be read off letter by letter, a password's hash too."""
        return lookup.removesuffix("__exact") in self.list_filter and "\x00" not in value

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The list; what was ticked in it are numbers."""
        if not all(key.isdecimal() for key in request.POST.getlist(ACTION_CHECKBOX_NAME)):
            raise SuspiciousOperation
        return super().changelist_view(request, extra_context)
