"""The tabs of a case: its pages, for whoever may open them."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.urls import reverse

from cases.dossiers.models import Case
from nazorg.accounts.acts import Act, may

register = template.Library()


@dataclass(frozen=True)
class Tab:
    """A page of a case, as it is linked to from its other pages."""

    label: str
    url_name: str
    act: Act


TABS = (
    Tab("Overzicht", "case", Act.SEE_CASES),
    Tab("Tijdlijn", "case_timeline", Act.SEE_CASES),
    Tab("Doelgroepen", "targets", Act.SEE_CASES),
    Tab("Profiel", "profile", Act.COORDINATE),
    Tab("Politie en zorg", "background", Act.COORDINATE),
    Tab("Plan", "case_plan", Act.SEE_PLAN),
    Tab("Loop", "case_course", Act.SEE_PLAN),
    Tab("Verstrekkingen", "case_disclosures", Act.SEE_CASES),
    Tab("Overleg", "case_conferences", Act.SEE_CONFERENCES),
    Tab("Deelbare zinnen", "statements", Act.SEE_CASES),
    Tab("Wat ziet …?", "case_sees", Act.COORDINATE),
    Tab("Verrijking", "case_enrichment", Act.COORDINATE),
    Tab("Dringend", "case_urgent", Act.COORDINATE),
    Tab("Betrokkenen", "case_involved", Act.COORDINATE),
    Tab("BIJ", "case_bij", Act.WORK_BIJ),
    Tab("Knelpunten", "case_bottlenecks", Act.COORDINATE),
)


@register.inclusion_tag("cases/_tabs.html", takes_context=True)
def case_tabs(context: dict[str, Any], case: Case) -> dict[str, object]:
    """The tabs of `case` that the user may open; the one whose page this is, is marked."""
    request = context["request"]
    tabs = [
        {"label": tab.label, "url": reverse(tab.url_name, args=[case.reference])}
        for tab in TABS
        if may(request.user, tab.act)
    ]
    return {"tabs": tabs, "here": request.path}
