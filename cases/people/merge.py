"""Two persons who turn out to be one, and taking that back."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from cases.detentions.models import Detention
from cases.differences.models import Explanation
from cases.dossiers.models import Case
from cases.people.models import MergeRecord, NameKey, Person
from cases.turn import only_one_at_a_time
from nazorg.accounts.models import User

_MOVES = {"detentions": Detention, "cases": Case, "name_keys": NameKey, "explanations": Explanation}


@transaction.atomic
def merge(kept: Person, double: Person, reason: str, by: User, now: datetime) -> MergeRecord:
    """Let everything of `double` be `kept`'s. The double stays, with its numbers, and leads to whom was kept.

    Raises ValidationError for one and the same person, for one whom the open scope does not show, for a double that
    was merged already, or without a reason.
    """
    # A batch that is being accepted meanwhile would still record something with the double.
    only_one_at_a_time()
    people = {person.pk: person for person in Person.objects.select_for_update().filter(pk__in=[kept.pk, double.pk])}
    if kept == double:
        raise ValidationError("Dit is dezelfde persoon. Kies iemand anders.")
    if len(people) < 2:
        raise ValidationError("Een van beiden is er niet meer. Zoek opnieuw.")
    kept, double = people[kept.pk], people[double.pk]
    if kept.merged_into_id or double.merged_into_id:
        raise ValidationError("Een van beiden is al samengevoegd. Open de persoon die bleef.")
    if double.doubles.exists():
        raise ValidationError("Met deze persoon is al iemand samengevoegd. Kies andersom.")
    if not reason.strip():
        raise ValidationError("Zeg waaraan u ziet dat het dezelfde persoon is.")
    moved = {}
    for name, model in _MOVES.items():
        rows = model._default_manager.filter(person=double)
        if model is Explanation:
            rows = rows.exclude(pk__in=_said_of_both(kept, double))
        moved[name] = list(rows.values_list("pk", flat=True))
        model._default_manager.filter(pk__in=moved[name]).update(person=kept)
    double.merged_into = kept
    double.save()
    return MergeRecord.objects.create(
        kept=kept, double=double, reason=reason[:200], moved=moved, merged_by=by, merged_at=now
    )


@transaction.atomic
def undo(record: MergeRecord, by: User, now: datetime) -> None:
    """Give the double back what was moved. What came afterwards stays with whom was kept.

    Raises ValidationError when it was undone before.
    """
    only_one_at_a_time()
    record = MergeRecord.objects.select_for_update().get(pk=record.pk)
    if record.undone_at is not None:
        raise ValidationError("Deze samenvoeging is al ongedaan gemaakt.")
    for name, model in _MOVES.items():
        model._default_manager.filter(pk__in=record.moved.get(name, []), person=record.kept).update(
            person=record.double
        )
    record.double.merged_into = None
    record.double.save()
    record.undone_by, record.undone_at = by, now
    record.save()


def _said_of_both(kept: Person, double: Person) -> QuerySet[Explanation, int]:
    """What explains a difference of the double that is explained of `kept` too: one of the two can hold."""
    same = Explanation.objects.filter(person=kept, current=True, kind=OuterRef("kind"), year=OuterRef("year"))
    return Explanation.objects.filter(Exists(same), person=double, current=True).values_list("pk", flat=True)
