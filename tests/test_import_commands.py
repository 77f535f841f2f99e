"""The two import commands: what they print, and with which code they end."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from cases.models import Case
from fixtures.notification import as_csv
from intake.models import Batch
from nazorg.common.scope import system_scope
from tests.cast import Cast
from tests.intake_tools import arrival, release, somebody

DATA = Path(__file__).parents[1] / "fixtures" / "data"


def run(command: str, *arguments: object) -> tuple[int, str]:
    """The exit code, and everything that was printed."""
    out = StringIO()
    try:
        call_command(command, *map(str, arguments), stdout=out, stderr=out)
    except SystemExit as end:
        return int(end.code or 0), out.getvalue()
    return 0, out.getvalue()


def written(folder: Path, *rows: dict[str, str]) -> Path:
    path = folder / "meldingen.csv"
    path.write_bytes(as_csv(rows))
    return path


def how_many(model: type[Batch] | type[Case]) -> int:
    with system_scope("the test counts"):
        return model._default_manager.count()


def test_all_accepted_ends_with_0_and_a_summary_by_kind(cast: Cast, tmp_path: Path) -> None:
    path = written(tmp_path, arrival(), arrival(), release(somebody(), date(2024, 11, 20)))
    code, printed = run("import_notifications", path)
    assert code == 0
    assert "instroom: 2 nieuw" in printed
    assert "uitstroom: 1 nieuw" in printed
    assert "Overgenomen: 3." in printed
    assert how_many(Case) == 2


def test_the_same_file_again_records_nothing_and_says_so(cast: Cast, tmp_path: Path) -> None:
    path = written(tmp_path, arrival(), arrival())
    run("import_notifications", path)
    code, printed = run("import_notifications", path)
    assert code == 0
    assert "Overgenomen: 0. Al bekend of dubbel: 2; dat verandert niets." in printed
    assert how_many(Case) == 2


def test_a_row_that_is_held_back_ends_with_1_and_is_named_without_its_content(cast: Cast, tmp_path: Path) -> None:
    code, printed = run("import_notifications", written(tmp_path, arrival(), arrival(born="14-05-2099")))
    assert code == 1
    assert "regel 3: fout Geboortedatum" in printed
    assert "2099" not in printed


def test_a_check_keeps_nothing(cast: Cast, tmp_path: Path) -> None:
    code, printed = run("import_notifications", written(tmp_path, arrival()), "--check")
    assert code == 0
    assert "er is niets overgenomen of bewaard" in printed
    assert how_many(Batch) == 0


def test_a_historical_file_opens_no_cases(cast: Cast, tmp_path: Path) -> None:
    assert run("import_notifications", written(tmp_path, arrival()), "--historical")[0] == 0
    assert how_many(Case) == 0


@pytest.mark.parametrize("name", ["bestaat-niet.csv", "."])
def test_what_is_no_file_ends_with_2_and_a_sentence(cast: Cast, tmp_path: Path, name: str) -> None:
    code, printed = run("import_notifications", tmp_path / name)
    assert code == 2
    assert "bestaat niet" in printed or "is een map" in printed


def test_an_unreadable_file_ends_with_2_and_keeps_nothing(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "brief.csv"
    path.write_bytes(b"%PDF-1.7")
    code, printed = run("import_notifications", path)
    assert (code, how_many(Batch)) == (2, 0)
    assert "een PDF" in printed


def test_an_unknown_source_is_refused_with_the_known_ones(cast: Cast, tmp_path: Path) -> None:
    code, printed = run("import_notifications", written(tmp_path, arrival()), "--source", "nergens")
    assert code == 2
    assert "Kies uit: dpan" in printed


def test_the_old_workbook_takes_its_year_from_the_file(cast: Cast) -> None:
    code, printed = run("import_registration", DATA / "registratie-2013.xlsx")
    assert code in (0, 1)
    assert "325 regels gelezen" in printed
    assert how_many(Case) > 250
