"""Beheer of the registry and of who may see the cases of a municipality."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone

from municipalities.agreements import admin as _agreements  # noqa: F401  registers its pages beside these
from municipalities.grants import view_cases
from municipalities.models import Alias, Grant, Municipality, group_of
from municipalities.names import name_key
from municipalities.selectors import existing_on
from nazorg.accounts.admin import Managed, ManagedAdmin, management
from nazorg.accounts.log import log_access


class AliasForm(ModelForm):  # type: ignore[type-arg]  # no subscript at run time
    """An alias: its key is folded from the name, and belongs to one municipality only."""

    class Meta:
        model = Alias
        fields = ["name"]

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        self.instance.key = name_key(name)
        other = Alias.objects.filter(key=self.instance.key).exclude(pk=self.instance.pk).first()
        if not self.instance.key:
            self.add_error("name", "Gebruik letters of cijfers.")
        elif other is not None:
            self.add_error("name", f"Deze naam hoort al bij {other.municipality}. Haal hem daar eerst weg.")
        return name


class AliasInline(Managed, admin.TabularInline):  # type: ignore[type-arg]  # no subscript at run time
    """The other names of a municipality, in its own page."""

    model = Alias
    form = AliasForm
    extra = 1

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)


@admin.register(Municipality, site=management)
class MunicipalityAdmin(ManagedAdmin):
    """Municipalities through time. A merger is an end date with the one that goes on with it."""

    list_display = ["name", "code", "valid_from", "valid_to", "successor", "in_region"]
    list_filter = ["in_region"]
    search_fields = ["name", "code"]
    inlines = [AliasInline]
    fieldsets = [
        (None, {"fields": ["name", "code", "in_region", "region_since", "position"]}),
        (
            "Begin, einde en samengaan",
            {
                "fields": ["valid_from", "valid_to", "successor"],
                "description": "Gaat een gemeente op in een andere? Vul de laatste dag in en kies waarin zij opgaat. "
                "Dat mag vooraf: tot die dag verandert er niets.",
            },
        ),
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: Municipality | None = None) -> list[str]:
        # The group of its contacts hangs on the code, so with another code they would serve another municipality.
        return ["code"] if obj else []


class GrantForm(ModelForm):  # type: ignore[type-arg]  # no subscript at run time
    """Access is asked for by choosing the municipality; the group of its contacts follows."""

    class Meta:
        model = Grant
        fields = ["content_object", "reason", "starts_on", "ends_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "content_object" in self.fields:
            self.fields["content_object"].queryset = existing_on(timezone.localdate())  # type: ignore[attr-defined]

    def clean_content_object(self) -> Municipality:
        municipality: Municipality = self.cleaned_data["content_object"]
        if Grant.objects.filter(content_object=municipality, group=group_of(municipality)).exists():
            self.add_error("content_object", "Voor deze gemeente is al toegang gevraagd. Wijzig die.")
        return municipality


def only_ends_sooner(grant: Grant) -> bool:
    """Whether a change takes access away and nothing else: that needs no second person.

    Asks the database what it was: what a form calls changed leans on what the browser sent along.
    """
    former = Grant.objects.get(pk=grant.pk)
    same = (former.reason, former.starts_on) == (grant.reason, grant.starts_on)
    return same and grant.ends_on is not None and (former.ends_on is None or grant.ends_on <= former.ends_on)


@admin.register(Grant, site=management)
class GrantAdmin(ManagedAdmin):
    """Access of a municipality's contacts. The ketenmanager approves it; a change waits for approval again."""

    form = GrantForm
    list_display = ["content_object", "starts_on", "ends_on", "reason", "asked_by", "approved_by"]
    readonly_fields = ["asked_by", "approved_by"]

    def get_readonly_fields(self, request: HttpRequest, obj: Grant | None = None) -> list[str]:
        return ["asked_by", "approved_by", *(["content_object"] if obj else [])]

    def save_model(self, request: HttpRequest, obj: Grant, form: ModelForm[Grant], change: bool) -> None:
        if not change:
            obj.group = group_of(obj.content_object)
            obj.permission = view_cases()
        if not (change and only_ends_sooner(obj)):
            obj.asked_by = request.user  # type: ignore[assignment]  # the site lets nobody else in
            obj.approved_by = None
        super().save_model(request, obj, form, change)
        log_access(request, "grant_asked", obj.content_object.code, obj.reason[:120])
