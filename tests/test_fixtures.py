"""The invented files: the same every time, nobody real, and the figures of the evaluation in them."""

from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from fixtures.counting import Record, check, count_outflow, count_registration, read_csv, read_registration
from fixtures.errors import error_cases
from fixtures.generate import DATA, files
from fixtures.history import Life, lives
from fixtures.invented import bsn_of, passes_eleven_test, skn_of
from fixtures.notification import COLUMNS
from fixtures.notification import from_dutch_date as on
from fixtures.published import figure_count, published, published_total
from fixtures.today import six_rows, today_rows, write_today

TODAY = date(2026, 11, 23)
TODAYS_MUNICIPALITIES = {"Hilversum", "Huizen", "Gooise Meren", "Wijdemeren", "Laren", "Blaricum", "Eemnes"}


@pytest.fixture(scope="module")
def everyone() -> list[Life]:
    return lives()


@pytest.fixture(scope="module")
def notifications() -> list[Record]:
    return read_csv(DATA / "dpan-2012.csv") + read_csv(DATA / "dpan-2013.csv")


@pytest.fixture(scope="module")
def cases() -> list[Record]:
    return read_registration(DATA / "registratie-2013.xlsx")


def iso(text: str) -> str:
    """Return a date of the workbook as ISO text, however it was typed."""
    text = text.split(" ")[0]
    if text.isdigit():
        return (date(1899, 12, 30) + timedelta(days=int(text))).isoformat()
    parts = [int(part) for part in text.split("-")]
    return date(*parts).isoformat() if parts[0] > 31 else date(*parts[::-1]).isoformat()


def test_the_files_in_the_repository_are_what_the_generator_writes() -> None:
    for name, content in files().items():
        assert (DATA / name).read_bytes() == content, f"{name} differs: run python fixtures/generate.py"


def test_generating_twice_gives_the_same_bytes() -> None:
    assert files() == files()


def test_the_files_give_the_published_figures() -> None:
    check(DATA)


def test_leaving_one_release_out_changes_the_table(notifications: list[Record]) -> None:
    whole = count_outflow(notifications, 2013)
    twice = {skn for skn, count in Counter(row["SKN"] for row in notifications).items() if count > 2}
    gone = next(
        row
        for row in reversed(notifications)
        if row["Soort"] == "uitstroom" and row["SKN"] not in twice and row["Gemeente van inschrijving"] == "Hilversum"
    )
    rest = [row for row in notifications if row["Meldingnummer"] != gone["Meldingnummer"]]
    assert count_outflow(rest, 2013).inside["Hilversum"] == whole.inside["Hilversum"] - 1


def test_a_person_released_twice_counts_once(notifications: list[Record]) -> None:
    outflow = count_outflow(notifications, 2013)
    persons = outflow.inside.total() + outflow.below.total()
    assert outflow.inside.total() == published_total("outflow_2013")
    assert outflow.releases > persons


def test_a_dpan_file_has_exactly_the_agreed_headings() -> None:
    for name in ("dpan-2012.csv", "dpan-2013.csv", "fouten.csv"):
        content = (DATA / name).read_bytes()
        assert content.startswith(b"\xef\xbb\xbf")
        assert list(read_csv(DATA / name)[0]) == list(COLUMNS.values())


def test_every_bsn_is_a_test_number_that_passes_the_eleven_test(notifications: list[Record]) -> None:
    numbers = {row["BSN"] for row in notifications} - {""}
    assert len(numbers) > 500
    assert all(number.startswith("9999") and passes_eleven_test(number) for number in numbers)


def test_serial_numbers_never_share_a_bsn_or_skn() -> None:
    assert len({bsn_of(serial) for serial in range(1, 9000)}) == 8999
    assert len({skn_of(serial) for serial in range(1, 9000)}) == 8999
    assert {len(skn_of(serial)) for serial in range(1, 9000)} == {8}


def test_nobody_shares_a_birth_date_so_matching_is_certain(everyone: list[Life]) -> None:
    full = [life.person.born for life in everyone if len(life.person.born) == 10]
    assert len(full) == len(set(full))


def test_every_release_carries_an_skn(notifications: list[Record]) -> None:
    assert all(len(row["SKN"]) == 8 for row in notifications if row["Soort"] == "uitstroom")


def test_who_has_no_skn_has_a_bsn(notifications: list[Record]) -> None:
    without = [row for row in notifications if not row["SKN"]]
    assert without
    assert all(row["BSN"] for row in without)


def test_everyone_is_an_adult_on_arrival_and_dates_are_in_order(notifications: list[Record]) -> None:
    for row in notifications:
        start = on(row["Aanvang detentie"])
        assert start.year - int(row["Geboortedatum"][-4:]) > 18
        later = [row["Datum vrijlating"], row["Datum overplaatsing"], row["Verwacht einde"]]
        assert all(on(day) >= start for day in later if day)
        told = on(row["Datum en tijd"][:10])
        assert told >= on(row["Datum vrijlating"] or row["Datum overplaatsing"] or row["Aanvang detentie"])


def test_the_files_hold_what_real_files_hold(notifications: list[Record], everyone: list[Life]) -> None:
    assert {row["Soort"] for row in notifications} == {"instroom", "doorstroom", "uitstroom"}
    by_number: dict[str, list[Record]] = {}
    for row in notifications:
        by_number.setdefault(row["Meldingnummer"], []).append(row)
    again = [rows for rows in by_number.values() if len(rows) > 1]
    assert sum(first == last for first, last in again) == 7  # three in each file, one in both
    corrections = [(first, last) for first, last in again if first != last]
    assert len(corrections) == 6
    assert all(first["Datum vrijlating"] != last["Datum vrijlating"] for first, last in corrections)
    arrived: set[str] = set()
    early: set[str] = set()
    for row in notifications:
        if row["Soort"] == "instroom":
            arrived.add(row["SKN"])
        elif row["Soort"] == "uitstroom" and row["SKN"] not in arrived:
            early.add(row["SKN"])
    assert len(early & arrived) == 9  # the arrival was told after the release
    assert len(early - arrived) == 7  # the arrival was never told
    assert sum(not row["BSN"] for row in notifications) > 50
    assert any("\n" in row["Opmerkingen"] for row in notifications)
    assert any(row["Gemeente van inschrijving"].lower().startswith("gemeente ") for row in notifications)
    assert any(row["Geboortedatum"].startswith("00-") for row in notifications)
    kinds = {life.course.kind for life in everyone}
    assert {"consecutive", "twice, abode then none", "twice, none then abode", "both years, same"} <= kinds


def test_the_workbook_looks_like_a_workbook_of_people() -> None:
    book = load_workbook(DATA / "registratie-2013.xlsx")
    sheet = book.worksheets[0]
    assert len(book.worksheets) == 2
    assert sheet["A1"].value == "Registratie nazorg 2013"
    assert [str(each) for each in sheet.merged_cells.ranges] == ["A1:N1"]
    assert sheet.cell(sheet.max_row, 1).value == "Totaal 325"
    kinds = {type(row[2].value) for row in sheet.iter_rows(min_row=5) if row[2].value}
    assert kinds == {datetime, str}


def test_blaricum_and_muiden_have_fewer_cases_than_releases(cases: list[Record], notifications: list[Record]) -> None:
    actual = count_registration(cases)["actual"]
    outflow = count_outflow(notifications, 2013).inside
    assert {name for name in outflow if actual[name] < outflow[name]} == {"Muiden", "Blaricum"}


def test_nineteen_people_make_up_the_cases_of_the_repeatedly_detained(cases: list[Record]) -> None:
    rows = Counter(iso(case["Geboortedatum"]) for case in cases)
    assert Counter(rows.values()) == {1: 286, 2: 18, 3: 1}
    assert sum(count for count in rows.values() if count > 1) == figure_count("repeat_cases")


def test_every_case_has_its_own_detention_and_only_repeaters_have_more(
    cases: list[Record], everyone: list[Life]
) -> None:
    known = {life.person.born: life for life in everyone}
    rows = Counter(iso(case["Geboortedatum"]) for case in cases)
    held: Counter[str] = Counter()
    taken: set[tuple[str, date]] = set()
    for case in cases:
        born, start = iso(case["Geboortedatum"]), date.fromisoformat(iso(case["Start"]))
        inside = [each for each in known[born].detentions if each.overlaps(2013)] if born in known else []
        holding = [each for each in inside if each.start <= start <= (each.release or date.max)]
        assert len(inside) == (rows[born] if holding else 0)
        held["yes" if holding else "known" if born in known else "stranger"] += 1
        taken.add((born, holding[0].start if holding else start))
    assert len(taken) == len(cases)
    assert held == {"yes": 299, "known": 12, "stranger": 14}


def test_names_in_the_workbook_are_those_of_the_notifications(cases: list[Record], everyone: list[Life]) -> None:
    known = {life.person.born: life.person for life in everyone}
    for case in cases:
        person = known.get(iso(case["Geboortedatum"]))
        if person:
            assert sorted(case["Naam"].replace(",", "").split()) == sorted(person.full_name.split())


def test_the_error_file_has_every_error_once_and_correct_rows_between(everyone: list[Life]) -> None:
    rows = error_cases(everyone)
    assert len({case.name for case in rows}) == len(rows) == 26
    assert Counter(case.outcome for case in rows) == {
        "wrong": 16, "ok": 7, "decide": 1, "duplicate": 1, "likely": 1,
    }  # fmt: skip
    assert [case.row["number"] for case in rows] == [row["Meldingnummer"] for row in read_csv(DATA / "fouten.csv")]


def test_todays_file_is_about_the_last_weeks_and_todays_municipalities() -> None:
    rows = today_rows(TODAY)
    told = [(on(row["notified_at"][:10]), row["notified_at"][11:]) for row in rows]
    assert 30 <= len(rows) <= 42
    assert told == sorted(told)
    assert told[0][0] >= TODAY - timedelta(days=28)
    assert told[-1][0] == TODAY
    assert told[-1][1] < "01:00"  # never later than the clock on the wall
    others = {"zonder vaste woon- of verblijfplaats", "buitenland", "onbekend", "Nederhorst"}
    written = {row["registered"].removeprefix("gemeente ") for row in rows}
    assert written == TODAYS_MUNICIPALITIES | others
    assert {row["kind"] for row in rows} == {"instroom", "doorstroom", "uitstroom"}
    assert len({row["number"] for row in rows}) == len(rows)


@pytest.mark.parametrize("today", [TODAY, TODAY + timedelta(days=1), date(2028, 2, 29)])
def test_files_of_a_day_are_the_same_every_time(tmp_path: Path, today: date) -> None:
    first, second = write_today(tmp_path / "a", today), write_today(tmp_path / "b", today)
    assert [path.name for path in first] == ["dpan-vandaag.csv", "six-rows.txt"]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_the_paste_text_is_six_rows_under_the_headings() -> None:
    lines = six_rows(TODAY).rstrip("\n").split("\n")
    assert lines[0].split("\t") == list(COLUMNS.values())
    assert [line.split("\t")[1] for line in lines[1:]].count("instroom") == 4
    assert len(lines) == 7


def test_totals_of_the_published_table_are_the_sum_of_its_rows() -> None:
    rows = published()["table_1"]["rows"]
    for column in ("caseload_2013", "outflow_2013", "outflow_2012"):
        assert sum(row[column].get("count", 0) for row in rows) == published_total(column)


def test_what_was_not_published_as_a_count_is_marked_as_an_assumption() -> None:
    assumed = [figure["key"] for figure in published()["figures"] if figure["assumption"]]
    assert assumed == ["repeat_cases", "network_rounds"]
    assert [figure_count(key) for key in assumed] == [39, 65]
