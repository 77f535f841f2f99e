"""Sources are configuration: a TOML file says how a source's tables look, so that a successor needs no code."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal, cast

from .columns import NOTIFICATION_COLUMNS, REGISTRATION_COLUMNS, Column
from .context import Context
from .days import FORMS, DateForm
from .places import Places

Kind = Literal["notifications", "registration"]
OWN_FOLDER = Path(__file__).parents[1] / "sources"
_COLUMNS: dict[str, tuple[Column, ...]] = {
    "notifications": NOTIFICATION_COLUMNS,
    "registration": REGISTRATION_COLUMNS,
}
_FIELDS: dict[str, type] = {
    "code": str, "name": str, "kind": str, "delimiter": str, "date_formats": list, "skn_length": int, "aliases": dict,
}  # fmt: skip


class SourceError(ValueError):
    """A source's file is wrong, or there is no source by that code; the message names file and field."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where notifications or the old registration come from. `columns` are the agreed ones with its own aliases."""

    code: str
    name: str
    kind: Kind
    columns: tuple[Column, ...]
    delimiter: str = ";"
    date_formats: tuple[DateForm, ...] = FORMS
    skn_length: int = 8

    def context(self, today: date, find_place: Places, *, bsn_off: bool = False, year: int | None = None) -> Context:
        """A new context to clean a batch of this source in."""
        return Context(
            today=today,
            find_place=find_place,
            skn_length=self.skn_length,
            date_formats=self.date_formats,
            bsn_off=bsn_off,
            year=year,
        )


def source(code: str, folder: Path | None = None) -> Source:
    """The source with this code; raises SourceError where there is none."""
    known = {each.code: each for each in sources(folder)}
    if code not in known:
        raise SourceError(f"Er is geen bron “{code}”. Bekend zijn: {', '.join(known)}.")
    return known[code]


@lru_cache(maxsize=8)
def sources(folder: Path | None = None) -> tuple[Source, ...]:
    """All sources by code; one of the region's own `folder` goes before ours of the same code."""
    if folder is not None and not folder.is_dir():
        raise SourceError(f"De map met bronnen bestaat niet: {folder}")
    folders = [OWN_FOLDER] if folder is None else [OWN_FOLDER, folder]
    found = [_load(path) for each in folders for path in sorted(each.glob("*.toml"))]
    by_code = {each.code: each for each in found}
    return tuple(by_code[code] for code in sorted(by_code))


def _load(path: Path) -> Source:
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise SourceError(f"{path.name}: dit bestand is niet te lezen als TOML ({error}).") from error
    try:
        return _parse(data)
    except SourceError as error:
        raise SourceError(f"{path.name}: {error}") from None


def _parse(data: Mapping[str, object]) -> Source:
    for field in ("code", "name", "kind"):
        if not data.get(field):
            raise SourceError(f"het veld {field} ontbreekt.")
    for field, value in data.items():
        if field not in _FIELDS:
            raise SourceError(f"het veld {field} is niet bekend; bekend zijn {', '.join(_FIELDS)}.")
        if type(value) is not _FIELDS[field]:
            raise SourceError(f"het veld {field} heeft een waarde van het verkeerde soort.")
    if data["kind"] not in _COLUMNS:
        raise SourceError(f"kind is {data['kind']!r}; het moet notifications of registration zijn.")
    kind = cast(Kind, data["kind"])
    delimiter = cast(str, data.get("delimiter", ";"))
    if len(delimiter) != 1 or delimiter.isalnum() or delimiter in "\"'\r\n ":
        raise SourceError("delimiter moet één teken zijn, zoals ; of , of een tab.")
    length = cast(int, data.get("skn_length", 8))
    if not 1 <= length <= 20:
        raise SourceError("skn_length moet tussen 1 en 20 liggen.")
    return Source(
        code=cast(str, data["code"]),
        name=cast(str, data["name"]),
        kind=kind,
        columns=_with_aliases(_COLUMNS[kind], cast(Mapping[str, object], data.get("aliases", {}))),
        delimiter=delimiter,
        date_formats=_date_formats(cast(list[object], data.get("date_formats", list(FORMS)))),
        skn_length=length,
    )


def _date_formats(forms: list[object]) -> tuple[DateForm, ...]:
    allowed = {*FORMS, "mdy"}
    if not forms or not allowed.issuperset(map(str, forms)):
        raise SourceError(f"date_formats bestaat uit {', '.join(sorted(allowed))}.")
    if "dmy" in forms and "mdy" in forms:
        raise SourceError("date_formats kan niet dmy en mdy tegelijk bevatten: 03-04-2013 heeft dan twee betekenissen.")
    return cast(tuple[DateForm, ...], tuple(forms))


def _with_aliases(columns: tuple[Column, ...], aliases: Mapping[str, object]) -> tuple[Column, ...]:
    """The columns, with the source's own names for them before the usual aliases."""
    names = {column.name for column in columns}
    for name, values in aliases.items():
        if name not in names:
            raise SourceError(
                f"aliases noemt de kolom {name}, maar die is er niet; er zijn {', '.join(sorted(names))}."
            )
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            raise SourceError(f"aliases.{name} moet een lijst van kopjes zijn.")
    return tuple(
        replace(column, aliases=(*cast(list[str], aliases.get(column.name, [])), *column.aliases)) for column in columns
    )
