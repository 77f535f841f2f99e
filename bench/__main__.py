"""Make a scratch database, run every measure in a process of its own, print the ratios, and drop the database."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parents[1]
DATABASE = "nazorg_bench"


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nazorg.settings")
    from django.conf import settings

    own = settings.DATABASES["default"]
    host, user = own["HOST"] or own["OPTIONS"].get("host", ""), own["USER"]
    server = psycopg.connect(
        host=host, user=user, port=own["PORT"] or None, password=own["PASSWORD"] or None, dbname=own["NAME"],
        autocommit=True,
    )  # fmt: skip
    name = sql.Identifier(DATABASE)
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
    server.execute(sql.SQL("CREATE DATABASE {}").format(name))
    try:
        os.environ["BENCH_DATABASE"] = DATABASE
        os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
        _django("migrate", "--verbosity", "0")
        _imports()
        _table_one()
        _portal()
        _figures()
    finally:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
        server.close()
    return 0


def _django(*words: str) -> None:
    subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, check=True)  # noqa: S603  our own command


def _measure(name: str) -> dict[str, Any]:
    """Run one measure in a fresh process; what it printed last is its result."""
    command = [sys.executable, "-m", "bench.measure", name]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603  our own
    result: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return result


def _imports() -> None:
    print("Inlezen van 100.000 meldingen (een landelijk jaar)")
    bare, ours = _measure("bare"), _measure("ours")
    _line("kale COPY en merge", bare)
    _line("Nazorg", ours)
    for part, seconds in ours["parts"].items():
        print(f"    waarvan {part:<20}{seconds:6.1f} s")
    print(f"  Nazorg : kaal = {ours['seconds'] / bare['seconds']:.1f} (doel: hoogstens 5)")
    print(f"  geheugen van Nazorg {ours['peak_mb']:.0f} MB (doel: onder 500)")
    print("Inlezen van 20.000 meldingen")
    fifth, library = _measure("ours_fifth"), _measure("library")
    _line("Nazorg", fifth)
    _line("django-import-export", library)
    print(f"  django-import-export : Nazorg = {library['seconds'] / fifth['seconds']:.1f} (doel: minstens 5)")


def _line(label: str, found: dict[str, Any]) -> None:
    print(f"  {label:<30}{found['seconds']:6.1f} s  {found['peak_mb']:5.0f} MB", flush=True)


def _table_one() -> None:
    print("Tabel 1 over 1.000.000 casussen")
    found = _measure("table_one")
    print(f"  Tabel 1            {found['ours']:6.3f} s")
    print(f"  kale SQL, zelfde rol en sloten   {found['bare']:6.3f} s")
    print(f"  kale SQL, zonder sloten          {found['unlocked']:6.3f} s")
    print(f"  Tabel 1 : kaal = {found['ours'] / found['bare']:.2f} (doel: hoogstens 1,2)")
    print(f"  de prijs van de sloten = {found['bare'] / found['unlocked']:.2f}")


def _portal() -> None:
    print("Eerste scherm van het portaal: 1.000 en 1.000.000 casussen")
    found = _measure("portal")
    print(f"  1.000 casussen      {found['few'] * 1000:6.1f} ms, {found['few_queries']} vragen aan de database")
    print(f"  1.000.000 casussen  {found['many'] * 1000:6.1f} ms, {found['many_queries']} vragen aan de database")
    print(f"  veel : weinig = {found['many'] / found['few']:.2f} (doel: hoogstens 1,5, en evenveel vragen)")


def _figures() -> None:
    print("Alle tabellen van een jaar met 1.000.000 casussen, en dezelfde vragen met de hand geschreven")
    ours = bare = 0.0
    for slug, times in _measure("figures")["tables"].items():
        ours, bare = ours + times["ours"], bare + times["bare"]
        print(f"  {slug:<16}{times['ours']:7.2f} s  met de hand {times['bare']:7.2f} s")
    print(f"  samen : met de hand = {ours / bare:.2f} (doel: hoogstens 1,2)")
    print("Schermen van één jaar: 1.000 casussen, en 1.000.000 in dertig jaar")
    found = _measure("pages")
    for page, label in (("first", "eerste scherm van de cijfers"), ("list", "lijst achter een getal")):
        few, many = found[f"few_{page}"], found[f"many_{page}"]
        print(f"  {label:<30}{few * 1000:7.0f} ms en {many * 1000:7.0f} ms: {many / few:.2f} (doel: hoogstens 1,5)")
    files = _measure("files")
    print(f"Werkboek : dezelfde cellen kaal = {files['book'] / files['bare_book']:.2f} (doel: hoogstens 2)")
    print(f"Jaarverslag : alleen opmaken = {files['report'] / files['bare_report']:.2f} (doel: hoogstens 1,2)")


if __name__ == "__main__":
    sys.exit(main())
