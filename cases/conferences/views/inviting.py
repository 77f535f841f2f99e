"""Inviting: tick, see what leaves, and one press does the rest."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from cases.conferences.guests import Row, rows_for
from cases.conferences.inviting import Invited, invite
from cases.conferences.packing import PacksChanged, grounds_on
from cases.conferences.selectors import agenda_of
from cases.conferences.views.common import conference_context, conference_or_404
from cases.disclosures.packs import Section
from nazorg.accounts.acts import Act, may, requires, user_of
from nazorg.accounts.log import log_access
from nazorg.common.scope import current_scope
from nazorg.common.words import counted, joined


class GroundForm(forms.Form):
    """On which ground the packs are given."""

    ground = forms.ChoiceField(
        label="Grond voor de stukken",
        error_messages={"required": "Kies een grond.", "invalid_choice": "Kies een grond die nu geldt."},
    )

    def __init__(self, choices: list[tuple[str, str]], data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # a QueryDict or None
        self.fields["ground"].choices = choices  # type: ignore[attr-defined]


@requires(Act.CONVENE)
def conference_invite(request: HttpRequest, reference: str) -> HttpResponse:
    """Who could come, into which part, and with what. Packs are the coordinator's."""
    found, scope, now = conference_or_404(reference), current_scope(), timezone.now()
    gives, data = may(request.user, Act.COORDINATE), request.POST if request.method == "POST" else None
    log_access(request, "conference_invite", reference)
    items = agenda_of(found, scope)
    if not found.is_planned or not items:
        messages.error(request, "Zet eerst een casus of onderwerp op de agenda." if found.is_planned else
                       "Dit overleg is gehouden of afgelast. U kunt niemand meer uitnodigen.")  # fmt: skip
        return redirect("conference", reference)
    rows = rows_for(found, scope, now, data, gives=gives, suggest="voorstel" in request.GET)
    form, changes = GroundForm(grounds_on(now) if gives else [], data), ""
    if data is not None:
        guests = [row for row in rows if row.ticked]
        packs, ground = [pack for row in guests for pack in row.packs_sent(data)], str(data.get("ground", ""))
        try:
            done = invite(found, [row.guest for row in guests], packs, ground, user_of(request), now)
        except PacksChanged as changed:
            changes = str(changed)
        except ValidationError as refused:
            form = _refused(form, refused)
        else:
            log_access(request, "conference_invited", reference, ground if done.given else "")
            _say(request, done)
            return redirect("conference", reference)
        if changes:  # what is shown now is what can leave now
            rows = rows_for(found, scope, now, data, gives=gives)
    context = {
        **conference_context(found),
        "form": form,
        "changes": changes,
        "rows": [row for row in rows if row.why or row.invitation],
        "others": [row for row in rows if not row.why and not row.invitation],
        "single": sum(item.case is not None for item in items) <= 1,
        "gives": gives,
        "words": _words(rows) if gives else [],
    }
    return render(request, "conferences/invite.html", context)


def _refused(form: GroundForm, refused: ValidationError) -> GroundForm:
    """The form with what was wrong; a sentence about a field that it has not, stands above."""
    form.is_valid()
    if hasattr(refused, "error_dict"):
        for name, errors in refused.error_dict.items():
            form.add_error(name if name in form.fields else None, errors)
    else:
        form.add_error(None, refused)
    return form


def _say(request: HttpRequest, done: Invited) -> None:
    """What came of it, in sentences."""
    if done.mailed:
        messages.success(request, f"Uitgenodigd per mail: {joined(done.mailed)}.")
    if done.given:
        packs = counted(len(done.given), "pakket", "pakketten")
        messages.success(
            request, f"{packs[0].upper()}{packs[1:]} vastgelegd bij de verstrekkingen. Stuur ze per beveiligde e-mail."
        )
    if done.phone:
        messages.warning(request, f"Bel zelf: {joined(done.phone)}. Daar is geen e-mailadres van bekend.")
    if not (done.mailed or done.given or done.phone):
        messages.success(request, "Bewaard. Er is niets nieuws verstuurd.")


def _words(rows: list[Row]) -> list[tuple[str, list[Section]]]:
    """The exact words of every section that can leave, once per case."""
    found: dict[str, dict[str, Section]] = {}
    for row in rows:
        for pack in row.packs:
            for section in pack.offer.sections:
                found.setdefault(pack.name, {}).setdefault(section.key, section)
    return [(name, list(sections.values())) for name, sections in found.items()]
