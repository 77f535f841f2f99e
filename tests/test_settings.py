"""Odd settings refuse to start, with a Dutch sentence that says what is wrong."""

import base64
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
KEY = base64.b64encode(b"k" * 32).decode()
GOOD = {
    "SECRET_KEY": "x" * 50,
    "DATA_KEY": KEY,
    "DATABASE_URL": "postgres://app@localhost/nergens",
    "REDIS_URL": "redis://localhost:1/0",
    "DEMO": "on",
    "PRODUCTION": "",
    "DEBUG": "",
    "ALLOWED_HOSTS": "",
}
READ = "import nazorg.settings"


def start(**changes: str) -> subprocess.CompletedProcess[str]:
    """Read the settings in a process of its own. What the environment says goes before the files of `make run`."""
    environment = os.environ | GOOD | changes
    return subprocess.run(
        [sys.executable, "-c", READ], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )


def test_good_settings_start() -> None:
    result = start()
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"PRODUCTION": "on"}, "DEMO en PRODUCTION staan allebei aan"),
        ({"DEMO": "misschien"}, "De instelling DEMO is 'misschien'. Gebruik 'on' of 'off'."),
        ({"DEMO": "off", "DEBUG": "on"}, "DEBUG staat aan op productie"),
        ({"DEMO": "off", "ALLOWED_HOSTS": ""}, "De instelling ALLOWED_HOSTS ontbreekt"),
        ({"DEMO": "off", "SECRET_KEY": ""}, "De instelling SECRET_KEY ontbreekt"),
        ({"DATA_KEY": "geen base64!"}, "DATA_KEY is geen geldige base64-tekst"),
        ({"DATA_KEY": base64.b64encode(b"kort").decode()}, "DATA_KEY moet 32 bytes zijn (base64), maar is er 4"),
        ({"DATABASE_URL": "sqlite:///db.sqlite3"}, "DATABASE_URL moet met postgres:// beginnen"),
        ({"REDIS_URL": "http://localhost"}, "REDIS_URL moet met redis://"),
        ({"DB_POOL_SIZE": "veel"}, "DB_POOL_SIZE is 'veel'. Gebruik een getal van 1 tot en met 100."),
        ({"DB_POOL_SIZE": "0"}, "Gebruik een getal van 1 tot en met 100"),
        ({"NO_ABODE_CODE": "402"}, "Gebruik een CBS-code van vier cijfers, of niets."),
        ({"SITE_URL": "nazorg.example.nl"}, "SITE_URL is 'nazorg.example.nl'. Gebruik het adres van Nazorg"),
        ({"DEMO": "off", "ALLOWED_HOSTS": "*"}, "SITE_URL is 'https://*'. Gebruik het adres van Nazorg"),
        ({"SOURCES_FOLDER": "/bestaat/niet"}, "SOURCES_FOLDER wijst naar '/bestaat/niet', maar die map bestaat niet."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, dict) else "",
)
def test_an_odd_setting_refuses_to_start_and_says_why(changes: dict[str, str], said: str) -> None:
    result = start(**changes)
    assert result.returncode != 0
    assert said in result.stderr.splitlines()[-1]
