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


# Pages of one subject stand together: the first is the tab, all of them show once one of them is open.
TABS: tuple[tuple[Tab, ...], ...] = (
    (Tab("Overzicht", "case", Act.SEE_CASES),),
    (Tab("Tijdlijn", "case_timeline", Act.SEE_CASES),),
    (
        Tab("Profiel", "profile", Act.COORDINATE),
        Tab("Doelgroepen", "targets", Act.SEE_CASES),
        Tab("Politie en zorg", "background", Act.COORDINATE),
    ),
    (
        Tab("Verrijking", "case_enrichment", Act.COORDINATE),
        Tab("Dringend", "case_urgent", Act.COORDINATE),
    ),
    (
        Tab("Plan", "case_plan", Act.SEE_PLAN),
        Tab("Loop", "case_course", Act.SEE_PLAN),
    ),
    (Tab("Overleg", "case_conferences", Act.SEE_CONFERENCES),),
    (
        Tab("Verstrekkingen", "case_disclosures", Act.SEE_CASES),
        Tab("Deelbare zinnen", "statements", Act.SEE_CASES),
        Tab("Wat ziet …?", "case_sees", Act.COORDINATE),
    ),
    (
        Tab("Betrokkenen", "case_involved", Act.COORDINATE),
        Tab("BIJ", "case_bij", Act.WORK_BIJ),
        Tab("Knelpunten", "case_bottlenecks", Act.COORDINATE),
    ),
)


@dataclass(frozen=True)
class Link:
    """A tab as the page shows it. `current` is "page" on the page itself, "true" below it or on its subject."""

    label: str
    url: str
    current: str = ""


@register.inclusion_tag("cases/_tabs.html", takes_context=True)
def case_tabs(context: dict[str, Any], case: Case) -> dict[str, object]:
    """The tabs of `case` that the user may open, and below them the other pages of the subject that is open."""
    request = context["request"]
    tabs, beside = [], list[Link]()
    urls = {
        tab.url_name: reverse(tab.url_name, args=[case.reference])
        for subject in TABS
        for tab in subject
        if may(request.user, tab.act)
    }
    # A page without a tab of its own belongs to the one above it: its address begins with that of the tab.
    above = max((url for url in urls.values() if request.path.startswith(url)), key=len, default="")
    for subject in TABS:
        pages = [
            Link(tab.label, url, "page" if request.path == url else "true" if url == above else "")
            for tab in subject
            if (url := urls.get(tab.url_name))
        ]
        if not pages:
            continue
        here = any(page.current for page in pages)
        tabs.append(Link(pages[0].label, pages[0].url, pages[0].current or ("true" if here else "")))
        if here and len(pages) > 1:
            beside = pages
    return {"tabs": tabs, "beside": beside}
