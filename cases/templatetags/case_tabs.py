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
    Tab("Plan", "case_plan", Act.SEE_PLAN),
    Tab("Loop", "case_course", Act.SEE_PLAN),
    Tab("Verstrekkingen", "case_disclosures", Act.SEE_CASES),
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
