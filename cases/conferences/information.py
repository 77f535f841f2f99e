"""What guests told beforehand about the cases on an agenda: their answers to what they were asked."""

from datetime import timedelta

from django.urls import reverse

from cases.conferences.models import AgendaItem, Conference, Invitation
from cases.enrichment.models import Asking
from nazorg.common.scope import Scope
from nazorg.common.words import day_words

# What was asked so long before a conference is taken to be asked for it.
_FOR_IT = timedelta(days=90)

Item = dict[str, str]


def information_for(conference: Conference, scope: Scope) -> list[Item]:
    """A line per guest and case about which it was asked something, and per guest that informs and was not asked yet.

    Nothing for a role that may not read what partners answered.
    """
    guests = Invitation.objects.visible_to(scope).filter(conference=conference, unit__isnull=False)
    items = AgendaItem.objects.visible_to(scope).filter(conference=conference, case__isnull=False)
    askings = Asking.objects.visible_to(scope).filter(
        unit__in=guests.values("unit"),
        enquiry__case__in=items.values("case"),
        enquiry__asked_on__range=(conference.on - _FOR_IT, conference.on),
    )
    asked = list(askings.select_related("unit__organisation", "answer", "enquiry__case__person").order_by("pk"))
    lines = [_line(one, conference) for one in asked]
    if Asking.category.value not in scope.write:
        return lines
    known = {(one.unit_id, one.enquiry.case_id) for one in asked}
    informs = guests.filter(answer=Invitation.Answer.INFORMATION).select_related("unit__organisation")
    for invitation in informs.prefetch_related("items__case__person"):
        for item in invitation.items.all():
            if item.case is not None and (invitation.unit_id, item.case_id) not in known:
                url = reverse("enquiry_new", args=[item.case.reference])
                text = f"Vraag {invitation.guest} naar {item.case.person.full_name}"
                lines.append({"text": text, "url": url, "meta": "Geeft alleen informatie. Er is nog niets gevraagd."})
    return lines


def _line(asking: Asking, conference: Conference) -> Item:
    case, answer = asking.enquiry.case, asking.answer
    if answer is None:
        meta = f"Gevraagd op {day_words(asking.enquiry.asked_on, conference.on)}, nog geen antwoord."
    else:
        meta = f"{answer.text} ({day_words(answer.on, conference.on)})"
    return {
        "text": f"{asking.unit}, over {case.person.full_name}",
        "url": reverse("case_enrichment", args=[case.reference]),
        "meta": meta,
    }
