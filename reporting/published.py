"""The published figures of the evaluation. They come with the demo's records, not with the software itself."""

from importlib import import_module
from typing import Any

from django.core.management.base import CommandError


def published_figures() -> dict[str, Any]:
    """What the evaluation of 2014 published. Raises CommandError where its file was left out of the installation."""
    try:
        figures: dict[str, Any] = import_module("fixtures.published").published()
    except ModuleNotFoundError as missing:
        raise CommandError("De gepubliceerde cijfers ontbreken: de map fixtures staat hier niet.") from missing
    return figures
