"""Beheer: Django's administration as a site of its own, for the functioneel beheerder and nobody else."""

from typing import Any

from django.contrib.admin import AdminSite, ModelAdmin
from django.http import HttpRequest
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
