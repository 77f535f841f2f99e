"""The registry's data file, and writing it into the tables (by a migration, and again in tests)."""

import tomllib
from pathlib import Path
from typing import Any

from municipalities.names import name_key

REGISTRY = Path(__file__).parent / "data" / "registry.toml"
_FIELDS = ("name", "valid_from", "valid_to", "region_since")


def write_registry(municipality: Any, alias: Any) -> int:
    """Bring the tables in line with the file; rows that are not in it stay. How many it names.

    Takes the two models, since a migration works with the models of its own time.
    """
    entries: list[dict[str, Any]] = tomllib.loads(REGISTRY.read_text("utf-8"))["municipality"]
    made = {}
    for entry in entries:
        defaults = {field: entry.get(field) for field in _FIELDS}
        defaults["in_region"] = entry.get("in_region", False)
        defaults["position"] = entry.get("position", 100)
        made[entry["code"]] = municipality.objects.update_or_create(code=entry["code"], defaults=defaults)[0]
    for entry in entries:
        if "successor" in entry:
            made[entry["code"]].successor = made[entry["successor"]]
            made[entry["code"]].save(update_fields=["successor"])
        for name in entry.get("aliases", []):
            alias.objects.update_or_create(
                key=name_key(name), defaults={"name": name, "municipality": made[entry["code"]]}
            )
    return len(entries)
