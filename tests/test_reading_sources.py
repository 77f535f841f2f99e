"""Sources are configuration: a successor of DPAN is a file, and a wrong file is named."""

import pytest

from intake.reading.source import SourceError, source, sources
from intake.reading.table import read_table


def test_the_two_sources_of_the_house_are_there():
    assert [(each.code, each.kind) for each in sources()] == [
        ("dpan", "notifications"),
        ("registratie", "registration"),
    ]


def test_a_region_adds_a_successor_without_code(tmp_path):
    (tmp_path / "opvolger.toml").write_text(
        'code = "opvolger"\nname = "Opvolger van DPAN"\nkind = "notifications"\ndelimiter = "|"\n'
        'date_formats = ["mdy"]\nskn_length = 10\n[aliases]\nkind = ["Gebeurtenis"]\n'
    )
    successor = source("opvolger", tmp_path)
    assert successor.skn_length == 10
    sheet = read_table(b"Gebeurtenis|Achternaam|Geboortedatum\nin|Bos|05/14/1971", "x", successor.columns, successor)
    assert next(sheet.rows)[1]["kind"] == "in"
    assert [each.code for each in sources(tmp_path)] == ["dpan", "opvolger", "registratie"]


def test_a_region_s_own_file_goes_before_ours(tmp_path):
    (tmp_path / "dpan.toml").write_text('code = "dpan"\nname = "DPAN 2"\nkind = "notifications"\n')
    assert source("dpan", tmp_path).name == "DPAN 2"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("code = ", "niet te lezen"),
        ('code = "x"', "het veld name ontbreekt"),
        ('code = "x"\nname = "X"\nkind = "iets"', "kind is 'iets'"),
        ('code = "x"\nname = "X"\nkind = "notifications"\nkleur = "rood"', "kleur is niet bekend"),
        ('code = "x"\nname = "X"\nkind = "notifications"\nskn_length = "8"', "skn_length"),
        ('code = "x"\nname = "X"\nkind = "notifications"\nskn_length = 0', "skn_length"),
        ('code = "x"\nname = "X"\nkind = "notifications"\ndelimiter = "ab"', "delimiter"),
        ('code = "x"\nname = "X"\nkind = "notifications"\ndate_formats = ["dmy", "mdy"]', "twee betekenissen"),
        ('code = "x"\nname = "X"\nkind = "notifications"\ndate_formats = ["soms"]', "date_formats"),
        ('code = "x"\nname = "X"\nkind = "notifications"\n[aliases]\nschoenmaat = ["Maat"]', "schoenmaat"),
        ('code = "x"\nname = "X"\nkind = "notifications"\n[aliases]\nborn = "Geb"', "aliases.born"),
    ],
)
def test_a_wrong_file_is_named_with_what_is_wrong(tmp_path, text, says):
    (tmp_path / "fout.toml").write_text(text)
    with pytest.raises(SourceError, match=says) as refused:
        sources(tmp_path)
    assert str(refused.value).startswith("fout.toml")


def test_an_unknown_source_is_refused_with_the_known_ones():
    with pytest.raises(SourceError, match="dpan, registratie"):
        source("gcos")
