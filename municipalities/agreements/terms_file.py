"""The data file of the first terms, and writing it into the table (by a migration, and again in tests)."""

import tomllib
from pathlib import Path
from typing import Any

TERMS = Path(__file__).parents[1] / "data" / "terms.toml"


def write_terms(term: Any) -> None:
    """Add the terms of the file that lack. Takes the model, since a migration works with the models of its own time."""
    for entry in tomllib.loads(TERMS.read_text("utf-8"))["term"]:
        key = {"kind": entry["kind"], "municipality": None, "from_on": entry["from_on"]}
        rest = {name: entry[name] for name in ("amount", "unit", "source")}
        term.objects.get_or_create(**key, defaults=rest)
