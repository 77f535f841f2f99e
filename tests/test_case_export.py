"""A whole case as PDF and spreadsheet: what the user may see of it and no more, logged, and safe to open."""

from io import BytesIO

import pikepdf
import pytest
from openpyxl import load_workbook

from cases.access import scope_for
from cases.export.sections import sections_of
from cases.models import Case
from cases.plans.services import Owner
from cases.selectors import find_case
from nazorg.accounts.models import AccessLog, User
from nazorg.common.scope import open_scope, system_scope
from nazorg.covenant.categories import Category
from tests.cast import Cast, client_of
from tests.conftest import NOW
from tests.factories import ActFactory, case_in
from tests.plan_factories import given_line

SUBJECTS = [
    "Persoon en casus", "Nummers elders", "Detenties", "Leefgebieden", "Hulpvragen", "Toestemming", "Interventies",
    "Plan van aanpak", "Loop van de casus", "Tijdlijn", "Verstrekkingen",
]  # fmt: skip


@pytest.fixture
def case(cast: Cast) -> Case:
    with system_scope("the test makes a case"):
        found = case_in("0402", detention__person__family_name="Vermeer")
        for category in (Category.RISK, Category.POLICE, Category.CARE, Category.CONFERENCE_CONTENT):
            ActFactory(case=found, category=category, text=f"Geheim {category}")
    given_line(found, cast.coordinator, Owner(name="zijn moeder"), what="=HYPERLINK(1)")
    return found


def export(case: Case, rest: str = "") -> str:
    return f"/casussen/{case.reference}/export/{rest}"


def words(case: Case, user: User) -> str:
    scope = scope_for(user)
    with open_scope(scope):
        tables = sections_of(find_case(case.reference, scope), scope, NOW.date())
    return " ".join(cell.text for table in tables for row in table.rows for cell in row.cells)


def test_the_spreadsheet_has_a_sheet_a_subject_and_no_formula(coordinator: User, case: Case) -> None:
    answer = client_of(coordinator).get(export(case, "excel/"))
    book = load_workbook(BytesIO(answer.content))
    assert book.sheetnames == SUBJECTS
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    assert "=HYPERLINK(1)" in {cell.value for cell in cells}
    assert answer["Content-Disposition"] == f'attachment; filename="casus-{case.reference}.xlsx"'


def test_the_pdf_is_tagged_and_names_nobody_outside_its_pages(coordinator: User, case: Case) -> None:
    answer = client_of(coordinator).get(export(case, "pdf/"))
    assert answer["Content-Type"] == "application/pdf"
    with pikepdf.open(BytesIO(answer.content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "nl"
        assert "Vermeer" not in str(pdf.docinfo.get("/Title", ""))


def test_an_export_holds_what_the_role_reads_and_no_more(cast: Cast, case: Case) -> None:
    for_coordinator, for_clerk = words(case, cast.coordinator), words(case, cast.clerk)
    assert "Vermeer" in for_clerk
    assert "zijn moeder" in for_clerk
    for category in (Category.RISK, Category.POLICE, Category.CARE, Category.CONFERENCE_CONTENT):
        assert f"Geheim {category}" in for_coordinator
        assert f"Geheim {category}" not in for_clerk


def test_an_export_is_logged_without_content(coordinator: User, case: Case) -> None:
    client = client_of(coordinator)
    for rest in ("", "pdf/", "excel/"):
        client.get(export(case, rest))
    with system_scope("the test reads the log"):
        assert list(AccessLog.objects.order_by("pk").values_list("act", "reference", "ground")) == [
            ("case_export", case.reference, ""),
            ("case_export_pdf", case.reference, ""),
            ("case_export_xlsx", case.reference, ""),
        ]


@pytest.mark.parametrize("rest", ["", "pdf/", "excel/"])
def test_only_the_dossiers_staff_exports(cast: Cast, case: Case, rest: str) -> None:
    for user in (cast.chain_manager, cast.administrator, cast.privacy_officer):
        assert client_of(user).get(export(case, rest)).status_code == 403
    assert client_of(cast.hilversum).get(export(case, rest)).status_code == 404
    assert client_of(cast.clerk).get(f"/casussen/23456789/export/{rest}").status_code == 404
