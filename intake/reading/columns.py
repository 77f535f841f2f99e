"""The agreed columns. One list drives reader, paste, form, help page, correction and example file alike.

No public specification of DPAN's export exists: these columns are ours, and shown on the help page.
"""

from collections.abc import Callable
from dataclasses import dataclass

from . import numbers, registration, words
from .births import read_birth
from .context import Context
from .dates import read_date, read_moment
from .places import UNKNOWN, read_place
from .text import read_name, read_text

Clean = Callable[[str, Context], object]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: how it is called, and what a cell in it means.

    `clean` gets a non-empty text and returns a value or Noted, or raises Wrong. `required_for` names the kinds of
    notification that need it. `repeats`: texts come back in many rows, so what they mean is remembered. `dated`: the
    meaning depends on the date of the row as well. `example` holds the cells of the two rows of the example file.
    """

    name: str
    label: str
    clean: Clean
    help: str
    example: tuple[str, str] = ("", "")
    aliases: tuple[str, ...] = ()
    required: bool = False
    required_for: tuple[str, ...] = ()
    empty: object = ""
    repeats: bool = True
    dated: bool = False
    multiline: bool = False


def _short(limit: int) -> Clean:
    return lambda text, context: read_name(text, limit)


def _word(read: Callable[[str], object]) -> Clean:
    return lambda text, context: read(text)


def _skn(text: str, context: Context) -> object:
    return numbers.read_skn(text, context.skn_length)


def _bsn(text: str, context: Context) -> object:
    return numbers.without_bsn() if context.bsn_off else numbers.read_bsn(text)


def _birth(text: str, context: Context) -> object:
    return read_birth(text, context.today, context.date_formats)


def _date(text: str, context: Context) -> object:
    return read_date(text, context.date_formats)


def _date_of_year(text: str, context: Context) -> object:
    return read_date(text, context.date_formats, context.year)


def _moment(text: str, context: Context) -> object:
    return read_moment(text, context.date_formats)


def _place(text: str, context: Context) -> object:
    return read_place(text, context.on, context.find_place)


def _remarks(text: str, context: Context) -> object:
    return read_text(text, 2_000)


_DATE_HELP = "Als dag-maand-jaar, bijvoorbeeld 03-01-2013. Ook 2013-01-03 en 3 januari 2013 worden gelezen."
_BIRTH_HELP = "Als dag-maand-jaar. Is een deel niet bekend, schrijf dan 00-05-1971 of alleen 1971."
_PLACE_HELP = "De naam van de gemeente, of “zonder vaste woon- of verblijfplaats”, “buitenland” of “onbekend”."

NOTIFICATION_COLUMNS: tuple[Column, ...] = (
    Column(
        "number", "Meldingnummer", _word(numbers.read_number),
        "Het nummer van de melding. Wij herkennen daaraan dat een melding er al is.",
        ("2013-000017", "2013-000204"),
        ("Melding nr", "Meldingsnummer", "Nummer melding", "Melding", "Nummer", "Nr"),
        repeats=False,
    ),
    Column(
        "kind", "Soort", _word(words.read_kind), "Instroom, doorstroom of uitstroom.", ("instroom", "uitstroom"),
        ("Soort melding", "Type", "Type melding", "Meldingsoort", "Meldingtype", "Mutatie"),
        required=True,
    ),
    Column(
        "notified_at", "Datum en tijd", _moment,
        "Wanneer de melding kwam, bijvoorbeeld 03-01-2013 14:20. Zonder tijd mag ook.",
        ("03-01-2013 14:20", "28-02-2013 09:05"),
        ("Datum melding", "Meldingsdatum", "Datum/tijd", "Datum tijd melding", "Meldingdatum", "Tijdstip"),
        empty=None, repeats=False,
    ),
    Column(
        "skn", "SKN", _skn, "Het strafrechtsketennummer, met nullen vooraan. Mag leeg zijn.", ("01234567", "07654321"),
        ("SKN nummer", "SKN-nr", "Strafrechtsketennummer"),
        repeats=False,
    ),
    Column(
        "bsn", "BSN", _bsn, "Negen cijfers. Laat leeg als het BSN niet bekend is; vul geen nullen in.",
        ("999900006", "999900018"), ("Burgerservicenummer", "BSN-nummer", "BSN-nr", "Sofinummer"),
        repeats=False,
    ),
    Column(
        "family_name", "Achternaam", _short(120), "De achternaam, zonder voorvoegsel. Met voorvoegsel mag ook.",
        ("Kortenaer", "Molen"), ("Geslachtsnaam", "Familienaam", "Naam"),
        required=True, repeats=False,
    ),
    Column(
        "prefix", "Voorvoegsel", _short(20), "Bijvoorbeeld van der.", ("", "van der"),
        ("Voorvoegsels", "Tussenvoegsel", "Tussenvoegsels", "Tussenv", "Voorv"),
    ),
    Column(
        "given_names", "Voornamen", _short(120), "De voornamen of voorletters.", ("Dennis", "Bas"),
        ("Voornaam", "Voorletters", "Roepnaam"),
    ),
    Column(
        "born", "Geboortedatum", _birth,
        _BIRTH_HELP, ("14-05-1971", "00-00-1988"),
        ("Geb datum", "Geboren", "Geboren op", "Geb.dat.", "Geb.", "Gebdatum"),
        required=True,
    ),
    Column("sex", "Geslacht", _word(words.read_sex), "Man, vrouw of onbekend.", ("man", "man"),
           ("M/V", "Sekse", "Gesl"), empty="onbekend"),
    Column(
        "address", "Adres", _short(200), "Straat, huisnummer, postcode en plaats.",
        ("Dorpsstraat 1, 1211 AA Hilversum", ""),
        ("Woonadres", "BRP-adres", "GBA-adres", "Adres van inschrijving", "Inschrijfadres"), repeats=False,
    ),
    Column(
        "registered", "Gemeente van inschrijving", _place, _PLACE_HELP,
        ("Hilversum", "zonder vaste woon- of verblijfplaats"),
        ("Gemeente", "Gemeente inschrijving", "Woongemeente", "BRP-gemeente", "GBA-gemeente", "Woonplaats"),
        empty=UNKNOWN, dated=True,
    ),
    Column(
        "return_to", "Gemeente van terugkeer", _place, _PLACE_HELP, ("Hilversum", "Huizen"),
        ("Gemeente terugkeer", "Terugkeergemeente", "Gemeente van vestiging", "Vestigingsgemeente"),
        empty=UNKNOWN, dated=True,
    ),
    Column("institution", "PI", _short(120), "De penitentiaire inrichting.", ("PI Nieuwegein", "PI Almere"),
           ("Inrichting", "Penitentiaire inrichting", "Huidige PI", "Naam PI")),
    Column("unit", "Unit", _short(60), "De unit of afdeling in de PI.", ("B2", "A1"), ("Afdeling", "Unit/afdeling")),
    Column(
        "start_on", "Aanvang detentie", _date, _DATE_HELP, ("02-01-2013", "15-10-2012"),
        ("Start detentie", "Begin detentie", "Datum aanvang", "Datum instroom", "Begindatum", "Startdatum",
         "Aanvangsdatum", "Datum aanvang detentie", "Insluitdatum", "Instroomdatum"),
        required_for=("instroom",), empty=None,
    ),
    Column(
        "title", "Titel", _word(words.read_title),
        "Preventief, gestraft, vervangend, lijfsdwang, vreemdelingenbewaring of overig.", ("preventief", "gestraft"),
        ("Detentietitel", "Titel detentie", "Verblijfstitel", "Executietitel", "Status"),
    ),
    Column("expected_end_on", "Verwacht einde", _date, _DATE_HELP, ("02-04-2013", ""),
           ("Verwachte einddatum", "Einddatum", "Verwachte datum einde", "Fictieve einddatum", "Einde detentie",
            "Verwachte invrijheidstelling", "Verwachte einddatum detentie"), empty=None),
    Column(
        "expected_end_kind", "Soort einde", _word(words.read_end_kind),
        "Einde straf, voorwaardelijke invrijheidstelling, einde voorlopige hechtenis of overig.",
        ("einde voorlopige hechtenis", ""), ("Wijze einde", "Reden einde", "Soort einddatum"),
    ),
    Column("transfer_on", "Datum overplaatsing", _date, f"Alleen bij doorstroom. {_DATE_HELP}", ("", ""),
           ("Overplaatsing", "Overplaatsingsdatum", "Datum doorstroom", "Doorstroomdatum", "Overgeplaatst op"),
           required_for=("doorstroom",), empty=None),
    Column("new_institution", "Nieuwe PI", _short(120), "Alleen bij doorstroom: de PI waar iemand heen gaat.", ("", ""),
           ("Naar PI", "Nieuwe inrichting", "PI van bestemming", "Bestemming"), required_for=("doorstroom",)),
    Column("released_on", "Datum vrijlating", _date, f"Alleen bij uitstroom. {_DATE_HELP}", ("", "28-02-2013"),
           ("Vrijlating", "Datum uitstroom", "Uitstroomdatum", "Datum ontslag", "Ontslagdatum", "Vrijgelaten op",
            "Datum invrijheidstelling", "Invrijheidstelling"), required_for=("uitstroom",), empty=None),
    Column("mmd_worker", "MMD-er", _short(120), "De medewerker maatschappelijke dienstverlening in de PI.",
           ("J. de Wit", "J. de Wit"), ("MMD", "MMD medewerker", "Medewerker MMD", "Casemanager")),
    Column("asks_help", "Hulpvraag", _word(words.read_yes_no), "Ja of nee.", ("ja", "nee"),
           ("Hulpvraag ja/nee", "Vraagt hulp", "Heeft hulpvraag"), empty=None),
    Column("remarks", "Opmerkingen", _remarks, "Wat verder van belang is, hooguit 2.000 tekens.",
           ("Heeft geen geldig identiteitsbewijs.", ""), ("Opmerking", "Bijzonderheden", "Toelichting", "Notitie"),
           repeats=False, multiline=True),
)  # fmt: skip

_FLAG = _word(registration.read_flag)
_FLAG_HELP = "Ja of een kruisje als de coördinator hierop iets deed; anders leeg."

REGISTRATION_COLUMNS: tuple[Column, ...] = (
    Column("number", "Nr", _word(numbers.read_number), "Het volgnummer in het oude bestand.", ("1", "2"),
           ("Nummer", "Volgnr", "Volgnummer", "Casusnummer", "Nr."), repeats=False),
    Column("name", "Naam", _short(200), "“Kortenaer, Dennis” of “Dennis van der Molen”.",
           ("Kortenaer, Dennis", "Bas van der Molen"),
           ("Naam cliënt", "Cliënt", "Naam ex-gedetineerde", "Naam betrokkene"),
           required=True, repeats=False),
    Column("born", "Geboortedatum", _birth, _BIRTH_HELP,
           ("14-05-1971", "1988"), ("Geb datum", "Geboren", "Geb.dat.", "Geb.", "Gebdatum")),
    Column("actual", "Gemeente feitelijk verblijf", _place, _PLACE_HELP, ("Hilversum", "Huizen"),
           ("Gemeente", "Feitelijk verblijf", "Gemeente verblijf", "Woonplaats", "Verblijf", "Verblijfplaats"),
           empty=UNKNOWN, dated=True),
    Column("start_on", "Start", _date_of_year, f"De dag waarop de casus begon. {_DATE_HELP}",
           ("03-01-2013", "15-02-2013"),
           ("Startdatum", "Begin", "Begindatum", "Datum start", "Datum", "Start casus", "Aanmelding"),
           required=True, empty=None),
    Column("profile", "Profiel", _word(registration.read_profile), "Leeg of nee, of de onderdelen in woorden.",
           ("delictpatroon, sociale context", "nee"), ("Risicoprofiel", "Profiel opgesteld", "Profiel geschreven"),
           empty=registration.NO_PROFILE),
    Column("enrichment", "Verrijking", _word(registration.read_enrichment), "Netwerkronde, bilateraal of leeg.",
           ("netwerkronde", ""), ("Verrijken", "Verrijkt"), empty=()),
    Column("housing", "Huisvesting", _FLAG, _FLAG_HELP, ("x", ""), ("Wonen", "Woning", "Onderdak"), empty=False),
    Column("income", "Werk/inkomen", _FLAG, _FLAG_HELP, ("", ""),
           ("Werk en inkomen", "Inkomen", "Werk", "Arbeid/inkomen", "Arbeid", "Arbeid en inkomen"), empty=False),
    Column("debts", "Schulden", _FLAG, _FLAG_HELP, ("x", ""),
           ("Schuld", "Schuldhulp", "Schuldhulpverlening"), empty=False),
    Column("care", "Zorg", _FLAG, _FLAG_HELP, ("", ""), ("Zorg/hulpverlening", "Hulpverlening", "GGZ"), empty=False),
    Column("identity_papers", "ID", _FLAG, _FLAG_HELP, ("", ""),
           ("Identiteitsbewijs", "ID-bewijs", "Legitimatie", "ID bewijs"), empty=False),
    Column("conference", "Casusoverleg", _word(registration.read_conference), "Veelplegers, huiselijk geweld of leeg.",
           ("", "veelplegers"), ("Overleg", "Casusoverleggen", "Soort overleg"), empty=()),
    Column("remarks", "Opmerkingen", _remarks, "Wat verder van belang is, hooguit 2.000 tekens.", ("", ""),
           ("Opmerking", "Bijzonderheden", "Toelichting", "Notities"), repeats=False, multiline=True),
)  # fmt: skip
