"""The profile of a case: reading it with its versions, and writing the next one."""

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases.dossiers.models import Case
from cases.profiles.forms import ProfileForm
from cases.profiles.models import Profile
from cases.profiles.selectors import former_profile, latest_profile, profiles_of, used_terms
from cases.profiles.services import Overtaken, a_year_from, words_of, write_profile
from cases.profiles.words import profile_words
from cases.views.common import case_context, case_or_404
from nazorg.accounts.acts import Act, requires, user_of
from nazorg.accounts.log import log_access
from nazorg.common.references import clean_reference
from nazorg.common.scope import current_scope


@requires(Act.COORDINATE)
@require_GET
def profile(request: HttpRequest, reference: str) -> HttpResponse:
    """The profile as it stands, and its earlier versions."""
    case, scope, today = case_or_404(reference), current_scope(), timezone.localdate()
    log_access(request, "profile", reference)
    versions = [profile_words(one, today) for one in profiles_of(case, scope)]
    former = former_profile(case, scope)
    context = {
        **case_context(case),
        "profile": versions[0] if versions else None,
        "versions": versions[1:],
        "former": profile_words(former, today) if former else None,
    }
    return render(request, "profiles/profile.html", context)


@requires(Act.COORDINATE)
@require_GET
def profile_version(request: HttpRequest, reference: str, version: int) -> HttpResponse:
    """One version as it was written."""
    case, scope, today = case_or_404(reference), current_scope(), timezone.localdate()
    found = next((one for one in profiles_of(case, scope) if one.version == version), None)
    if found is None:
        raise Http404
    log_access(request, "profile_version", reference)
    context = {**case_context(case), "profile": profile_words(found, today)}
    return render(request, "profiles/version.html", context)


@requires(Act.COORDINATE)
def profile_write(request: HttpRequest, reference: str) -> HttpResponse:
    """Write the next version; `?overnemen` starts from the profile of an earlier case."""
    case, scope = case_or_404(reference), current_scope()
    log_access(request, "profile_write", reference)
    former, latest = former_profile(case, scope), latest_profile(case, scope)
    copied = former if "overnemen" in request.GET else None
    form = ProfileForm(used_terms(scope), _initial(copied or latest, latest, copied), request.POST or None)
    other = None
    if form.is_bound and form.is_valid():
        try:
            written = write_profile(
                case, form.words(), form.cleaned_data["seen"], user_of(request), timezone.now(), _taken(form, former)
            )
        except Overtaken as overtaken:
            other = overtaken.latest
            form = _again(request.POST, other)
            form.add_error(None, overtaken.messages)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, f"Het profiel is bewaard als versie {written.version}.")
            return redirect(_after(request, case))
    today = timezone.localdate()
    context = {
        **case_context(case),
        "form": form,
        "latest": latest,
        "former": profile_words(former, today) if former else None,
        "copied": copied is not None or bool(form["taken_from"].value()),
        "other": profile_words(other, today) if other else None,
    }
    return render(request, "profiles/write.html", context)


def _initial(start: Profile | None, latest: Profile | None, copied: Profile | None) -> dict[str, Any]:
    """What the form starts with: what stands, or the copied profile. Valid for a year, unless it corrects today's."""
    today = timezone.localdate()
    initial = asdict(words_of(start)) if start is not None else {}
    initial |= {"seen": latest.version if latest else 0, "taken_from": copied.pk if copied else None}
    if copied is not None or latest is None or latest.on != today:
        initial["valid_until"] = a_year_from(today)
    return initial


def _taken(form: ProfileForm, former: Profile | None) -> Profile | None:
    """The profile that the form says it was copied from, where that still is the former one."""
    return former if former is not None and former.pk == form.cleaned_data["taken_from"] else None


def _again(posted: QueryDict, other: Profile) -> ProfileForm:
    """The form with every word that was typed, now knowing the other's version."""
    data = posted.copy()
    data["seen"] = str(other.version)
    again = ProfileForm(used_terms(current_scope()), {}, data)
    again.full_clean()
    return again


def _after(request: HttpRequest, case: Case) -> str:
    """On with the screening from which one came, or to the profile."""
    try:
        return reverse("screening_case", args=[clean_reference(request.GET["verder"])])
    except (KeyError, ValidationError):
        return reverse("profile", args=[case.reference])
