"""What the page of components shows: every component in every state, on invented people."""

from typing import Any

from django import forms
from django.core.paginator import Page, Paginator

from nazorg.common.tables import Cell, Column, Empty, Note, Row, Table, Tag


class SpecimenForm(forms.Form):
    """One field of each kind, two of them with an error."""

    name = forms.CharField(label="Achternaam", initial="Kortenaer")
    born = forms.CharField(
        label="Geboortedatum",
        help_text="Dag, maand, jaar. Alleen het jaar mag ook.",
        widget=forms.TextInput(attrs={"class": "w-date", "inputmode": "numeric"}),
    )
    partner = forms.ChoiceField(
        label="Ingebracht door",
        choices=[("", "Kies"), ("inforsa", "Inforsa Reclassering")],
        error_messages={"required": "Kies een partner."},
    )
    case = forms.CharField(
        label="Casus", required=False, help_text="Staat vast.", widget=forms.TextInput(attrs={"readonly": True})
    )
    talk_on = forms.CharField(
        label="Datum gesprek", required=False, disabled=True, help_text="Kan pas na de overdracht."
    )
    kind = forms.ChoiceField(
        label="Soort",
        choices=[("in", "instroom"), ("door", "doorstroom"), ("uit", "uitstroom")],
        widget=forms.RadioSelect,
    )
    parties = forms.MultipleChoiceField(
        label="Wie komen er?",
        required=False,
        choices=[("inforsa", "Inforsa Reclassering"), ("ggd", "GGD Vangnet en Advies")],
        widget=forms.CheckboxSelectMultiple,
    )
    remarks = forms.CharField(label="Opmerkingen", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    file = forms.FileField(
        label="Bestand", required=False, help_text="Sleep het hierheen of kies het. CSV of Excel, tot 20 MB."
    )
    help_asked = forms.BooleanField(label="Vraagt hulp", required=False)

    def clean_born(self) -> str:
        """Refuse whatever was typed: the page shows an error."""
        raise forms.ValidationError("Kies een datum in het verleden.")


class SpecimenFilter(forms.Form):
    """A filter bar with two choices."""

    municipality = forms.ChoiceField(label="Gemeente", required=False, choices=[("", "alle"), ("0402", "Hilversum")])
    institution = forms.ChoiceField(label="PI", required=False, choices=[("", "alle"), ("almere", "PI Almere")])


def clocks() -> list[dict[str, str]]:
    """The eight states of the clock sentence, each with what it is called."""
    rows = [
        ("late", "2 werkdagen te laat", "do 28 nov", "wacht op Laren: schulden", "te laat"),
        ("today", "vandaag", "ma 2 dec", "wacht op Veiligheidshuis: overdracht", "vandaag"),
        ("soon", "nog 2 dagen", "wo 4 dec", "wacht op Huizen: inkomen", "morgen of overmorgen"),
        ("far", "nog 4 dagen", "vr 6 dec", "wacht op Hilversum: alles", "later"),
        ("pause", "gestopt", "was di 3 dec", "wacht op PI Lelystad: overplaatsing", "gestopt"),
        ("done", "overgedragen", "ma 2 dec", "2 dagen voor de termijn", "klaar, op tijd"),
        ("gone", "vrijgekomen vóór overdracht", "zo 1 dec", "termijn was di 3 dec", "eerlijk einde"),
        ("none", "geen termijn", "", "historische melding", "geen klok"),
    ]
    return [{"state": s, "when": when, "day": day, "rest": rest, "name": name} for s, when, day, rest, name in rows]


def row_table() -> Table:
    """Rows of a batch: every outcome, remarks, an act, a chosen row."""

    def row(line: str, tag: Tag, name: str, born: str, *remarks: Note, act: str = "", state: str = "") -> Row:
        cells = [
            Cell(line),
            Cell("", tag=tag),
            Cell(name, header=True, href="#tabel"),
            Cell(born),
            Cell("", remarks=remarks),
            Cell(act, href="#tabel" if act else "", for_whom=f"regel {line}, {name}"),
        ]
        return Row(cells, state=state)

    return Table(
        caption="Regels van een partij",
        dense=True,
        columns=[
            Column("Regel", "num"),
            Column("Uitkomst"),
            Column("Persoon", sort_url="?op=naam", sorted="ascending"),
            Column("Geboren", "date", sort_url="?op=geboren"),
            Column("Opmerkingen"),
            Column("Wat te doen", "action", hidden=True),
        ],
        rows=[
            row(
                "9",
                Tag("fout", "late", "i-cross"),
                "Bas van der Molen",
                "14-05-2042",
                Note("bad", "Geboortedatum ligt in de toekomst."),
                Note("note", "PI-unit is leeg. Dat mag."),
                act="Herstel",
            ),
            row(
                "12",
                Tag("kies persoon", "warn", "i-ask"),
                "Gijs Ravestein",
                "23-02-1991",
                Note("note", "Lijkt op Gijs Ravenstein."),
                act="Kies",
                state="selected",
            ),
            row("1", Tag("nieuw", "good", "i-plus"), "Dennis Kortenaer", "14-05-2000"),
            row(
                "4",
                Tag("gewijzigd", "accent", "i-change"),
                "Daan Spoelstra",
                "07-06-1993",
                Note("note", "PI was Lelystad, wordt Zwaag."),
            ),
            row("5", Tag("bekend", "", "i-check"), "Esther Bloemendaal", "19-09-1990"),
            row("7", Tag("dubbel", "", "i-minus"), "Fleur Noordermeer", "1971", Note("note", "Gelijk aan regel 6.")),
        ],
    )


def figure_table() -> Table:
    """Counts and percentages in groups, with a note and a total."""

    def row(name: str, cases: str, share: str, persons: str, of: str, note: str = "") -> Row:
        return Row([Cell(name, header=True), Cell(cases), Cell(share, noteref=note), Cell(persons), Cell(of)])

    return Table(
        caption="Caseload en uitstroom 2013",
        caption_hidden=False,
        groups=[("", 1), ("Caseload 2013", 2), ("Uitstroom 2013", 2)],
        columns=[
            Column("Gemeente"),
            Column("casussen", "num", edge=True),
            Column("% van 325", "pct"),
            Column("personen", "num", edge=True),
            Column("% van 261", "pct"),
        ],
        rows=[
            row("Hilversum", "177", "54", "159", "61", note="1"),
            row("Blaricum", "1", "<1", "2", "1"),
            row("Overig", "11", "3", "-", "-"),
        ],
        footer=row("Totaal", "325", "100", "261", "100"),
    )


def empty_table() -> Table:
    """A table without rows says why, and what now."""
    text = "Lees een bestand in of plak de regels. U ziet eerst een voorbeeld; er gebeurt niets vanzelf."
    return Table(caption="Meldingen", columns=[], rows=[], empty=Empty("Nog geen meldingen", text))


def specimens() -> dict[str, Any]:
    """The context of the page of components."""
    page: Page[int] = Paginator(range(212), 25).page(4)
    lines = [
        {
            "clock": clocks()[0],
            "subject": "Esther Bloemendaal",
            "url": "#regel",
            "meta": "PI Nieuwersluis",
            "action": "Bel en leg vast",
            "action_url": "#regel",
            "primary": True,
        },
        {
            "clock": clocks()[1],
            "subject": "Joost Wittebrood",
            "url": "#regel",
            "meta": "JC Zaanstad",
            "tags": [Tag("spoed", "late", "i-alert"), Tag("kort", "plain")],
            "action": "Draag over",
            "action_url": "#regel",
        },
        {
            "clock": clocks()[3],
            "subject": "Fleur Noordermeer",
            "url": "#regel",
            "meta": "Hilversum, PI Utrecht",
            "tick": "K7MW3QXP",
            "ticked": True,
            "action": "Bekijk casus",
            "action_url": "#regel",
        },
        {
            "text": "2 regels fout, 1 te kiezen",
            "subject": "Partij P4TX 9WRM",
            "url": "#regel",
            "meta": "27 regels, 08.32",
            "action": "Bekijk partij",
            "action_url": "#regel",
        },
    ]
    return {
        "specimen_form": SpecimenForm({"name": "Kortenaer", "born": "14-05-2042", "case": "K7MW 3QXP", "kind": "in"}),
        "specimen_filter": SpecimenFilter(),
        "clocks": clocks(),
        "lines": lines,
        "row_table": row_table(),
        "figure_table": figure_table(),
        "empty_table": empty_table(),
        "counts": [
            {"n": 27, "label": "alle regels", "url": "#tellen", "current": True},
            {"n": 14, "label": "nieuw", "icon": "i-plus", "note": "opent 12 casussen", "url": "#tellen"},
            {"n": 1, "label": "kies persoon", "icon": "i-ask", "note": "blijft staan tot u kiest", "url": "#tellen"},
            {"n": 2, "label": "fout", "icon": "i-cross", "note": "blijft staan tot herstel", "url": "#tellen"},
        ],
        "chips": [{"label": "PI Almere", "url": "#filter"}, {"label": "te laat of vandaag", "url": "#filter"}],
        "page": page,
        "facts": [
            {"label": "Geboren", "value": "14-05-2000", "note": "24 jaar"},
            {"label": "Verblijft in", "value": "PI Almere, unit 3B", "note": "sinds vr 29 nov"},
            {"label": "Gemeente", "value": "Huizen", "note": "ingeschreven: Hilversum"},
        ],
        "events": [
            {
                "when": "ma 2 dec 08.40",
                "icon": "i-ask",
                "title": "Vraag verzonden",
                "text": "aan Huizen, 5 leefgebieden",
                "meta": "Vanzelf, na overnemen van partij P4TX 9WRM.",
            },
            {
                "when": "ma 2 dec 08.32",
                "icon": "i-down",
                "title": "Melding instroom",
                "text": "gelezen uit DPAN",
                "meta": "Aankomst vr 29 nov, PI Almere, unit 3B.",
            },
            {
                "when": "2 feb 2024",
                "icon": "i-out",
                "title": "Vrijgekomen",
                "text": "uit PI Lelystad",
                "meta": "Derde detentie.",
            },
        ],
        "feed": [
            {"text": "27 meldingen ingelezen", "url": "#lijst", "meta": "24 overgenomen, 3 blijven staan, 08.32"},
            {"text": "Daan Spoelstra is overgeplaatst", "url": "", "meta": "naar PI Zwaag, za 30 nov"},
        ],
    }
