"""Whatever comes in: a table or a sentence, a value or a remark; never an error of the program."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake.reading.cleaning import clean_row
from intake.reading.names import split_name
from intake.reading.pasted import read_pasted
from intake.reading.table import read_table
from intake.reading.wrong import Unreadable
from tests.reading_tools import DPAN, REGISTRATION, context, saved, workbook

LABELS = [column.label for column in (*DPAN.columns, *REGISTRATION.columns)]
PIECES = [
    "\n",
    "\r\n",
    "\t",
    ";",
    ",",
    '"',
    "'",
    ":",
    "  ",
    "14-05-1971",
    "instroom",
    "Ünal",
    "\ufeff",
    "#N/B",
    "0",
    "x",
]
ANY_TEXT = st.text(max_size=200)
TABLE_LIKE = st.lists(st.one_of(st.sampled_from(LABELS + PIECES), st.text(max_size=8)), max_size=60).map("".join)
CELL_LIKE = st.one_of(
    st.text(alphabet="0123456789-/.: xjanmeiT+Z,E", max_size=24), ANY_TEXT, st.sampled_from(["", *PIECES]), TABLE_LIKE
)
WORKBOOK = saved(workbook(("Soort", "Achternaam", "Geboortedatum"), ("in", "Bos", 1971)))
CALM = settings(deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


def reads_or_refuses(read, of):
    try:
        sheet = read()
    except Unreadable:
        return
    shared = context(of)
    rows = list(sheet.rows)
    assert len(rows) == sheet.total
    for _, row in rows:
        clean_row(row, of.columns, shared)


@CALM
@given(st.binary(max_size=400))
def test_any_bytes_are_a_table_or_a_sentence(content):
    reads_or_refuses(lambda: read_table(content, "x.csv", DPAN.columns, DPAN), DPAN)


@CALM
@given(TABLE_LIKE, st.sampled_from(["utf-8", "utf-16", "cp1252"]), st.sampled_from([DPAN, REGISTRATION]))
def test_any_text_with_headings_in_it_is_a_table_or_a_sentence(text, encoding, of):
    content = text.encode(encoding, "ignore")
    reads_or_refuses(lambda: read_table(content, "x.csv", of.columns, of), of)


@CALM
@given(TABLE_LIKE | ANY_TEXT, st.sampled_from([DPAN, REGISTRATION]))
def test_anything_pasted_is_a_table_or_a_sentence(text, of):
    reads_or_refuses(lambda: read_pasted(text, of.columns, of), of)


@CALM
@given(st.integers(4, len(WORKBOOK) - 1), st.binary(min_size=1, max_size=40))
def test_a_damaged_workbook_is_a_table_or_a_sentence(at, damage):
    content = WORKBOOK[:at] + damage + WORKBOOK[at + len(damage) :]
    reads_or_refuses(lambda: read_table(content, "x.xlsx", DPAN.columns, DPAN), DPAN)


@CALM
@given(st.data(), st.sampled_from([DPAN, REGISTRATION]))
def test_any_cells_are_values_or_remarks(data, of):
    raw = {column.name: data.draw(CELL_LIKE) for column in of.columns}
    cleaned = clean_row(raw, of.columns, context(of, year=2013))
    assert {column.name for column in of.columns} <= set(cleaned.values)
    assert all(remark.text.strip() for remark in cleaned.remarks)


@CALM
@given(st.data(), st.sampled_from([DPAN, REGISTRATION]))
def test_a_suggestion_can_be_put_in_the_cell(data, of):
    column = data.draw(st.sampled_from(of.columns))
    raw = {column.name: data.draw(CELL_LIKE)}
    for remark in clean_row(raw, of.columns, context(of)).remarks:
        for suggestion in remark.suggestions:
            mended = clean_row({remark.column: suggestion}, of.columns, context(of))
            said = [other.text for other in mended.remarks if other.column == remark.column]
            assert remark.text not in said


@CALM
@given(
    st.lists(st.one_of(st.sampled_from(["van", "der", "de", "'t", ",", "D.", "Bos"]), st.text(max_size=6)), max_size=7)
)
def test_no_word_of_a_name_gets_lost(parts):
    cell = " ".join(" ".join(parts).split())
    plain = str.maketrans("’‘`´,", "'''' ")
    kept = "".join(split_name(cell)).translate(plain).lower()
    lost = [word for word in cell.translate(plain).lower().split() if word not in kept]
    assert lost == []
