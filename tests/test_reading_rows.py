"""Whole rows: what is required, what cannot go together, and that every remark is made."""

from datetime import date

import pytest

from intake.reading.cleaning import clean_row
from intake.reading.registration import year_of
from tests.reading_tools import DPAN, clean, clean_case, context, remark_on


def test_a_complete_arrival_has_no_remarks():
    cleaned = clean({})
    assert cleaned.remarks == []
    assert cleaned.values["start_on"] == date(2013, 1, 3)
    assert set(cleaned.values) == {column.name for column in DPAN.columns}


def test_all_remarks_of_a_row_are_made_and_not_only_the_first():
    cleaned = clean({"kind": "iets", "family_name": "", "born": "2042", "bsn": "123", "registered": "Nergenshuizen"})
    assert {remark.column for remark in cleaned.remarks} == {"kind", "family_name", "born", "bsn", "registered"}


@pytest.mark.parametrize(
    ("kind", "needed"),
    [
        ("instroom", {"start_on"}),
        ("doorstroom", {"transfer_on", "new_institution"}),
        ("uitstroom", {"released_on"}),
    ],
)
def test_each_kind_asks_for_the_dates_that_go_with_it(kind, needed):
    cleaned = clean({"kind": kind, "start_on": ""})
    assert {remark.column for remark in cleaned.remarks if remark.code == "required"} == needed


def test_a_required_date_that_is_wrong_is_not_called_missing_too():
    assert len(clean({"start_on": "morgen"}).remarks) == 1


@pytest.mark.parametrize("column", ["kind", "family_name", "born"])
@pytest.mark.parametrize("empty", ["", "  "])
def test_kind_name_and_birth_date_are_always_required(column, empty):
    cleaned = clean({column: empty})
    assert remark_on(cleaned, column).startswith("Vul ")
    assert cleaned.wrong


def test_an_unknown_birth_date_is_asked_for():
    assert remark_on(clean({"born": "onbekend"}), "born") == "Vul Geboortedatum in."


def test_a_release_before_the_arrival_is_refused():
    cleaned = clean({"kind": "uitstroom", "released_on": "01-01-2013"})
    assert "voor de aanvang" in remark_on(cleaned, "released_on")


def test_a_transfer_before_the_arrival_is_refused():
    cleaned = clean({"kind": "doorstroom", "transfer_on": "01-01-2013", "new_institution": "PI Almere"})
    assert "voor de aanvang" in remark_on(cleaned, "transfer_on")


def test_an_expected_end_before_the_arrival_is_only_noted():
    cleaned = clean({"expected_end_on": "01-01-2013"})
    assert "verwachte einde" in remark_on(cleaned, "expected_end_on")
    assert not cleaned.wrong


def test_an_arrival_or_release_in_the_future_is_refused_but_tomorrow_s_is_not():
    assert "toekomst" in remark_on(clean({"start_on": "02-01-2014"}), "start_on")
    tomorrow = {"kind": "uitstroom", "released_on": "01-01-2014"}
    assert not clean(tomorrow).wrong


def test_a_birth_after_the_arrival_is_refused():
    assert "na de aanvang" in remark_on(clean({"born": "2013-05"}), "born")


@pytest.mark.parametrize(
    ("born", "code"),
    [
        ("04-01-1995", ["minor"]),
        ("03-01-1995", []),
        ("1996", ["minor"]),
        ("1995", ["minor"]),
        ("1994", []),
        ("00-02-1995", ["minor"]),
    ],
)
def test_under_18_on_arrival_is_for_a_person_to_decide(born, code):
    cleaned = clean({"born": born})
    assert [remark.code for remark in cleaned.remarks] == code
    assert not cleaned.wrong


def test_cells_beyond_the_headings_hold_the_row_back():
    assert "meer cellen" in remark_on(clean({"": "rest"}), "")


def test_a_whole_name_in_the_family_name_is_taken_apart():
    values = clean({"family_name": "Molen, Bas van der", "given_names": ""}).values
    assert (values["family_name"], values["prefix"], values["given_names"]) == ("Molen", "van der", "Bas")


def test_the_same_context_cleans_another_set_of_columns_as_well():
    shared = context()
    raw = {"kind": "instroom", "family_name": "Bos", "born": "1971", "start_on": "3-1-2013"}
    assert not clean_row(raw, DPAN.columns, shared).wrong
    assert not clean_row(raw, tuple(DPAN.columns), shared).wrong


def test_a_row_of_the_old_workbook_gives_name_interventions_and_conference():
    values = clean_case(
        {
            "name": " Molen,  Bas van der ",
            "actual": "hilversum ",
            "profile": "J, delictpatroon en soc. context; acties",
            "enrichment": "Netwerkronde",
            "housing": "x",
            "debts": "N",
            "care": "ja",
            "conference": "VP",
        }
    ).values
    assert (values["family_name"], values["prefix"], values["given_names"]) == ("Molen", "van der", "Bas")
    assert values["actual"].municipality_id == 1
    assert values["profile"].written
    assert values["profile"].aspects == ("delictpatroon", "sociale context", "acties")
    assert values["enrichment"] == ("netwerkronde",)
    assert [values[area] for area in ("housing", "income", "debts", "care")] == [True, False, False, True]
    assert values["conference"] == ("veelplegers",)


@pytest.mark.parametrize(
    ("text", "written"),
    [("nee", False), ("", False), ("J", True), ("ja", True), ("n.v.t.", False), ("Nee, niet nodig", False)],
)
def test_a_profile_is_written_or_not(text, written):
    assert clean_case({"profile": text}).values["profile"].written is written


def test_words_behind_a_flag_are_kept_in_a_note():
    cleaned = clean_case({"housing": "ja, kamer gevonden"})
    assert cleaned.values["housing"] is True
    assert "kamer gevonden" in remark_on(cleaned, "housing")


def test_an_unknown_enrichment_or_conference_is_refused_with_the_choices():
    cleaned = clean_case({"enrichment": "koffie", "conference": "taart"})
    assert [remark.suggestions for remark in cleaned.remarks] == [
        ("netwerkronde", "bilateraal"),
        ("veelplegers", "huiselijk geweld"),
    ]


def test_a_case_needs_a_name_and_a_start_but_no_birth_date():
    cleaned = clean_case({"name": "", "born": "", "start_on": ""})
    assert {remark.column for remark in cleaned.remarks} == {"name", "start_on"}


def test_a_start_without_a_year_takes_the_year_of_the_registration():
    cleaned = clean_case({"start_on": "15-2"}, year=2013)
    assert cleaned.values["start_on"] == date(2013, 2, 15)
    assert not cleaned.wrong


def test_the_year_comes_from_the_title_or_else_the_file_name():
    assert year_of(("Registratie nazorg 2013",), "oud.xlsx") == 2013
    assert year_of(("Registratie",), "registratie-2012.xlsx") == 2012
    assert year_of(("van 2012 tot 2013",), "registratie-2012.xlsx") is None
    assert year_of((), "") is None
