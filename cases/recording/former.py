"""What a batch changes of who and what was known already: kept beside its rows, and put back when it is withdrawn."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from cases.detentions.models import AskedForHelp, DetentionTitle
from cases.dossiers.models import Case
from cases.people.models import Bsn, Person
from nazorg.common.scope import system_scope

# What changed, of which row (primary key), its former and its new value. Of a BSN neither value: only that it came.
Change = tuple[str, int, Any, Any]

ADDRESS, SKN, BSN, TITLE, HELP = "address", "skn", "bsn", "title", "help"
RESPONSIBLE, DECIDE, MOVE_TO = "responsible", "to_decide", "move_to"
_COLUMNS: dict[str, tuple[type[models.Model], str]] = {
    ADDRESS: (Person, "address"),
    SKN: (Person, "skn"),
    TITLE: (DetentionTitle, "title"),
    HELP: (AskedForHelp, "asked"),
    RESPONSIBLE: (Case, "responsible_id"),
    DECIDE: (Case, "to_decide"),
    MOVE_TO: (Case, "move_to_id"),
}
# Rows that were not there before go again.
_OWN_ROW = (TITLE, HELP)


def values_of(what: str, keys: Iterable[int]) -> dict[int, Any]:
    """The values that stand now, by primary key; rows that are not there are left out."""
    model, column = _COLUMNS[what]
    return dict(model._default_manager.filter(pk__in=list(keys)).values_list("pk", column))


def put_back(changes: Iterable[Change]) -> None:
    """Restore former values, except where the new one has been replaced since."""
    changes = list(changes)
    Bsn.objects.filter(pk__in=[key for what, key, _, _ in changes if what == BSN]).delete()
    with system_scope("what followed from a withdrawn notification goes with it, also what its clerk may only read"):
        for what, (model, column) in _COLUMNS.items():
            ours = {key: (former, new) for kind, key, former, new in changes if kind == what}
            found = model._default_manager.filter(pk__in=ours)
            rows = [row for row in found if getattr(row, column) == ours[row.pk][1]]
            gone = [row.pk for row in rows if what in _OWN_ROW and ours[row.pk][0] is None]
            model._default_manager.filter(pk__in=gone).delete()
            stays = [row for row in rows if row.pk not in gone]
            for row in stays:
                setattr(row, column, ours[row.pk][0])
            model._default_manager.bulk_update(stays, [column], batch_size=2_000)
