"""What was given to parties that do not log in: to whom, and on which ground. Never what, and never about whom."""

from nazorg.accounts.acts import Act
from nazorg.covenant.parties import Party
from reporting.figures.counting import PLACES
from reporting.figures.source import Line, Source, Split, Unit, Value

# The words of the addresses, of who receives.
_PARTY_CODES = {
    Party.MMD: "mmd",
    Party.CONTACT: "gemeente",
    Party.POLICE: "politie",
    Party.PROSECUTION: "om",
    Party.PROBATION: "reclassering",
    Party.CARE: "zorg",
    Party.WELFARE: "welzijn",
    Party.HOUSING: "woningcorporatie",
    Party.MAYOR: "burgemeester",
}

_ROWS = f"""
    SELECT given.case_id, given."on" AS day, place.number AS place, given.party, given.ground_name
    FROM cases_disclosure AS given
    JOIN cases_case AS c ON c.id = given.case_id
    LEFT JOIN {PLACES}
        ON place.municipality_id = c.responsible_id AND given."on" BETWEEN place.first AND place.last
    WHERE given."on" BETWEEN %(first)s AND %(last)s
"""  # noqa: S608  only fixed text

DISCLOSURES = Source(
    slug="verstrekkingen",
    title="Verstrekkingen",
    chapter="De keten",
    date_rule="Een verstrekking telt in het jaar waarin iets is gegeven. De grond heet zoals hij op die dag heette.",
    place_rule="De gemeente die nu verantwoordelijk is voor de casus. Wat een burgemeester kreeg, staat alleen in het"
    " totaal van de regio: in een kleine gemeente zou het getal al zeggen om wie het gaat.",
    rows=_ROWS,
    drill=Act.COORDINATE,
    by_municipality=("niet-burgemeester", "aan-mmd", "aan-gemeenten", "aan-partners"),
    splits=(
        Split(
            "party", "ontvanger", ("verstrekkingen", "casussen"),
            tuple(
                Value(party, code, "gemeente" if party == Party.CONTACT else party.label)
                for party, code in _PARTY_CODES.items()
            ),
        ),
        Split("ground_name", "grond", ("verstrekkingen", "casussen")),
    ),
    first_day='SELECT "on" FROM cases_disclosure ORDER BY id LIMIT 1',
    lines=(
        Line(
            "verstrekkingen", "Verstrekkingen",
            "Alles wat over iemand is gegeven aan een partij die niet inlogt, op papier of mondeling. Elke ontvanger"
            " telt apart.",
            Unit.DISCLOSURES,
        ),
        Line(
            "casussen", "Casussen met een verstrekking",
            "Casussen waaruit minstens één keer iets is gegeven. In een casus kan dat vaker zijn, aan meer ontvangers.",
            Unit.CASES, distinct="case_id",
        ),
        Line(
            "niet-burgemeester", "MMD-er, gemeenten en ketenpartners samen",
            "Alle verstrekkingen, zonder wat een burgemeester kreeg.",
            Unit.DISCLOSURES, f"party <> '{Party.MAYOR}'",
        ),
        Line(
            "aan-mmd", "Aan de MMD-er", "Overdrachten en aanvullingen voor de MMD-er in de PI, ook rechtstreeks door de"
            " gemeente.",
            Unit.DISCLOSURES, f"party = '{Party.MMD}'", of="niet-burgemeester",
        ),
        Line(
            "aan-gemeenten", "Aan gemeenten", "Verslagen van overleggen, van de delen waar de gemeente bij was. Wat een"
            " gemeente in het portaal leest, telt hier niet.",
            Unit.DISCLOSURES, f"party = '{Party.CONTACT}'", of="niet-burgemeester",
        ),
        Line(
            "aan-partners", "Aan ketenpartners", "Verstrekkingen aan politie, OM, reclassering, zorg, welzijn en"
            " woningcorporaties.",
            Unit.DISCLOSURES, f"party NOT IN ('{Party.MMD}', '{Party.CONTACT}', '{Party.MAYOR}')",
            of="niet-burgemeester",
        ),
    ),
)  # fmt: skip
