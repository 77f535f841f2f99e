"""Beheer of users: role and municipalities in one screen. No password: the user chooses one by a link in a mail."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils import timezone

from municipalities.grants import ask_grant, serve, served_by
from municipalities.models import Municipality
from municipalities.selectors import existing_on
from nazorg.accounts.admin import ManagedAdmin, management
from nazorg.accounts.log import log_access
from nazorg.accounts.models import ROLES_WITHOUT_CONTENT, User
from nazorg.accounts.services import ask_rights, close_sign_in, is_only_chain_manager, send_password_link, waiting_roles
from nazorg.covenant.parties import Party
from nazorg.front.approvals import decide_first_role, role_request

# What somebody else may come to see when one of these changes, so it is approved again.
_RIGHTS = {"name", "email", "role", "municipalities"}


class UserForm(forms.ModelForm):  # type: ignore[type-arg]  # no subscript at run time
    """A user; a contact has one or more municipalities, nobody else has any."""

    municipalities = forms.ModelMultipleChoiceField(
        Municipality.objects.none(),
        label="gemeenten",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Alleen voor een contactpersoon: de gemeenten waarvoor deze persoon antwoordt.",
    )

    class Meta:
        model = User
        fields = ["email", "name", "role", "is_active"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        region = existing_on(timezone.localdate()).filter(in_region=True)
        self.fields["municipalities"].queryset = region  # type: ignore[attr-defined]
        if self.instance.pk:
            self.initial["municipalities"] = list(served_by(self.instance))

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        return email.lower()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        contact, served = cleaned.get("role") == Party.CONTACT, cleaned.get("municipalities")
        if contact and not served:
            self.add_error("municipalities", "Kies minstens één gemeente voor een contactpersoon.")
        if not contact and served:
            self.add_error("municipalities", "Alleen een contactpersoon hoort bij een gemeente.")
        if self.instance.is_superuser and cleaned.get("role") not in ROLES_WITHOUT_CONTENT:
            self.add_error("role", "Een superuser kan alleen beheerder zijn.")
        if cleaned.get("is_active") and _RIGHTS & set(self.changed_data) and is_only_chain_manager(self.instance):
            self.add_error(
                None, "Dit is de enige ketenmanager. Laat eerst een tweede goedkeuren: die keurt deze wijziging goed."
            )
        return cleaned


@admin.register(User, site=management)
class UserAdmin(ManagedAdmin):
    """Users. A role waits for the ketenmanager, each time that anything about it changes."""

    form = UserForm
    list_display = ["name", "email", "role", "state", "is_active"]
    list_filter = ["role", "is_active"]
    search_fields = ["name", "email"]
    ordering = ["name"]
    actions = ["password_link", "approve_chain_manager"]
    readonly_fields = ["role_asked_by", "role_approved_by", "role_approved_at", "last_login"]
    fieldsets = [
        (None, {"fields": ["name", "email", "role", "municipalities", "is_active"]}),
        ("Goedkeuring", {"fields": ["role_asked_by", "role_approved_by", "role_approved_at", "last_login"]}),
    ]

    def get_urls(self) -> list[URLPattern]:
        decide = path("<int:number>/eerste-ketenmanager/", decide_first_role, name="approve_first_role")
        return [decide, *super().get_urls()]

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        return self.fieldsets if obj else self.fieldsets[:1]

    @admin.display(description="stand")
    def state(self, user: User) -> str:
        """Whether the role counts already."""
        if not user.is_active:
            return "account uit"
        if user.party is not None:
            return "werkt"
        return "wacht op goedkeuring" if user.role_asked_by_id else "geweigerd"

    def save_model(self, request: HttpRequest, obj: User, form: forms.ModelForm[User], change: bool) -> None:
        switched = change and "is_active" in form.changed_data
        asked = not change or bool(_RIGHTS & set(form.changed_data)) or (switched and obj.is_active)
        new_link = not change or switched or "email" in form.changed_data
        if asked:
            ask_rights(obj, request.user)  # type: ignore[arg-type]  # the site lets nobody else in
            log_access(request, "role_asked", f"gebruiker {obj.pk or 'nieuw'}", obj.get_role_display())
        if new_link:
            close_sign_in(obj)
        super().save_model(request, obj, form, change)
        if asked:
            _serve(obj, list(form.cleaned_data["municipalities"]), request.user)
        if new_link:
            self.password_link(request, User.objects.filter(pk=obj.pk))
        if asked and obj.party is None and obj.is_active:
            messages.info(request, f"De rol van {obj.name} wacht op goedkeuring door een ander.")

    @admin.action(description="Stuur een link om een wachtwoord te kiezen")
    def password_link(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """For a new user, and for one who forgot his password."""
        for user in queryset.filter(is_active=True):
            send_password_link(request, user)
            log_access(request, "password_link", f"gebruiker {user.pk}")
            messages.success(request, f"Een mail met een link om een wachtwoord te kiezen gaat naar {user.email}.")

    @admin.action(description="Keur de rol ketenmanager goed (als tweede beheerder)")
    def approve_chain_manager(self, request: HttpRequest, queryset: QuerySet[User]) -> HttpResponse:
        """The first ketenmanager has no ketenmanager to approve him: a second administrator does, on a page of it."""
        chosen = waiting_roles().filter(role=Party.CHAIN_MANAGER, pk__in=queryset.values("pk"))
        approver: User = request.user  # type: ignore[assignment]
        requests = [role_request(user, approver, "admin:approve_first_role") for user in chosen]
        return render(request, "front/approvals.html", {"groups": [("Rollen", requests)] if requests else []})


def _serve(user: User, municipalities: list[Municipality], asked_by: Any) -> None:
    """Put a contact with his municipalities, and ask access for those that have none yet."""
    serve(user, municipalities)
    for municipality in municipalities:
        ask_grant(municipality, "Eerste contactpersoon van deze gemeente", asked_by, timezone.localdate())
