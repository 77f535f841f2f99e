"""Reading the environment: every odd value stops the start with a sentence that says what is wrong."""

import base64
import binascii
import os
import re
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()


def read_local_files() -> None:
    """Take in what `make run` and `make services` wrote; the real environment goes first."""
    for name in ("services.env", "secrets.env"):
        path = BASE_DIR / "var" / name
        if path.exists():
            env.read_env(path, overwrite=False)


def text(name: str, default: str | None = None) -> str:
    """A text; without a default it must be there and not be empty."""
    value = os.environ.get(name, default)
    if not value and default is None:
        raise ImproperlyConfigured(
            f"De instelling {name} ontbreekt. Zet haar in de omgeving, of start met `make run` of `make services`."
        )
    return value or ""


def on_off(name: str, default: bool) -> bool:
    """A switch: on/off, true/false, 1/0, ja/nee."""
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value in {"on", "true", "1", "yes", "ja", "aan"}:
        return True
    if value in {"off", "false", "0", "no", "nee", "uit"}:
        return False
    raise ImproperlyConfigured(f"De instelling {name} is '{value}'. Gebruik 'on' of 'off'.")


def whole_number(name: str, default: int, lowest: int, highest: int) -> int:
    """A whole number between two bounds, both included."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not value.isdigit() or not lowest <= int(value) <= highest:
        raise ImproperlyConfigured(
            f"De instelling {name} is '{value}'. Gebruik een getal van {lowest} tot en met {highest}."
        )
    return int(value)


def key(name: str) -> bytes:
    """A key of 32 bytes, written in base64."""
    try:
        value = base64.b64decode(text(name), validate=True)
    except binascii.Error as error:
        raise ImproperlyConfigured(f"De instelling {name} is geen geldige base64-tekst.") from error
    if len(value) != 32:
        raise ImproperlyConfigured(f"De instelling {name} moet 32 bytes zijn (base64), maar is er {len(value)}.")
    return value


def municipality_code(name: str) -> str:
    """A CBS code of four digits, or empty."""
    value = os.environ.get(name, "").strip()
    if value and not (len(value) == 4 and value.isascii() and value.isdigit()):
        raise ImproperlyConfigured(
            f"De instelling {name} is '{value}'. Gebruik een CBS-code van vier cijfers, of niets."
        )
    return value


def folder(name: str) -> Path | None:
    """A folder that exists, or None where the setting is empty."""
    value = os.environ.get(name, "")
    if value and not Path(value).is_dir():
        raise ImproperlyConfigured(f"De instelling {name} wijst naar '{value}', maar die map bestaat niet.")
    return Path(value) if value else None


def site_url(default: str) -> str:
    """The address at which people open Nazorg, without the slash at its end: what links in mails begin with."""
    value = os.environ.get("SITE_URL", "").strip().rstrip("/") or default
    if not re.fullmatch(r"https?://[\w.:\[\]-]+(/[\w./-]*)?", value):
        raise ImproperlyConfigured(
            f"De instelling SITE_URL is '{value}'. Gebruik het adres van Nazorg, zoals https://nazorg.example.nl."
        )
    return value


def database() -> dict[str, Any]:
    """DATABASE_URL as Django wants it; only PostgreSQL."""
    url = text("DATABASE_URL")
    if not url.startswith(("postgres://", "postgresql://")):
        raise ImproperlyConfigured("DATABASE_URL moet met postgres:// beginnen: Nazorg werkt alleen met PostgreSQL.")
    return dict(env.db_url_config(url))


def redis_url() -> str:
    """REDIS_URL: redis://, rediss:// or unix://."""
    url = text("REDIS_URL")
    if not url.startswith(("redis://", "rediss://", "unix://")):
        raise ImproperlyConfigured("REDIS_URL moet met redis://, rediss:// of unix:// beginnen.")
    return url


def broker_url(url: str) -> str:
    """The same Redis in Celery's spelling: it calls a socket redis+socket and a database virtual_host."""
    if not url.startswith("unix://"):
        return url
    path, _, query = url.removeprefix("unix://").partition("?")
    number = query.removeprefix("db=") or "0"
    return f"redis+socket://{path}?virtual_host={number}"
