"""The workbook as a spreadsheet program opens it: every sheet, numbers as numbers, nothing computed out of text."""

import csv
import subprocess
from datetime import date
from pathlib import Path

from nazorg.accounts.models import User
from tests.cast import client_of
from tests.reporting_tools import released, worked_on

# CSV of every sheet: semicolons, UTF-8, cells as they are shown.
_EVERY_SHEET = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,-1"


def opened(content: bytes, folder: Path) -> dict[str, list[list[str]]]:
    """The sheets of a workbook by name, as LibreOffice shows them."""
    book = folder / "boek.xlsx"
    book.write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/profiel"
    command = ["soffice", profile, "--headless", "--convert-to", _EVERY_SHEET, "--outdir", str(folder), str(book)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    assert "Error" not in done.stderr
    return {
        path.stem.removeprefix("boek-"): list(csv.reader(path.open(encoding="utf-8"), delimiter=";"))
        for path in folder.glob("boek-*.csv")
    }


def test_the_workbook_of_all_tables_opens_clean_in_a_spreadsheet_program(coordinator: User, tmp_path: Path) -> None:
    for day in range(1, 4):
        worked_on("0402", date(2013, 4, day), kind="profile")
    released("0402", date(2013, 5, 1))
    sheets = opened(client_of(coordinator).get("/cijfers/werkboek.xlsx?jaar=2013&met=2012").content, tmp_path)
    assert ["Met een profiel", "casussen", "3", "3", "100%", "-", "-", "-"] in sheets["Inzet in de casussen"]
    hilversum = next(row for row in sheets["Caseload en uitstroom per gemee"] if row[0] == "Hilversum")
    assert hilversum[1:5] == ["3", "100%", "1", "100%"]
    assert "Toelichting" in sheets
    errors = ("Err:", "#NAME?", "#REF!", "#VALUE!", "#DIV/0!")
    cells = [cell for rows in sheets.values() for row in rows for cell in row]
    assert not [cell for cell in cells if cell.startswith(errors)]
