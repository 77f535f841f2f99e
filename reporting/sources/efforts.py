"""What was done in the cases of a year."""

from nazorg.accounts.acts import Act
from nazorg.covenant.areas import Area
from reporting.figures.counting import CASES_WORKED_ON
from reporting.figures.definitions import CASELOAD_FROM
from reporting.figures.source import Line, Source, Unit

DATE_RULE = "Een casus telt mee in elk jaar waarin iemand van het Veiligheidshuis er iets in deed."
PLACE_RULE = "De gemeente waar de persoon echt verbleef op de dag van de laatste handeling in het jaar."

# The words of the addresses, of the areas.
AREA_CODES: dict[str, str] = {
    Area.HOUSING: "huisvesting",
    Area.INCOME: "inkomen",
    Area.DEBTS: "schulden",
    Area.CARE: "zorg",
    Area.PAPERS: "identiteitsbewijs",
}

_CASES = f"""
    SELECT worked.case_id, worked.place, worked.last_on AS day, act.*
    FROM ({CASES_WORKED_ON}) AS worked
    JOIN (
        SELECT case_id AS act_case_id,
               bool_or(kind = 'profile') AS profile,
               bool_or(kind IN ('network_round', 'bilateral')) AS enriched,
               bool_or(kind = 'network_round') AS network_round,
               bool_or(kind = 'intervention') AS helped,
               bool_or(kind = 'plan') AS planned,
               bool_or(kind = 'handoff') AS handed_over,
               bool_or(kind = 'disclosed') AS disclosed
        FROM cases_act WHERE "on" BETWEEN %(first)s AND %(last)s GROUP BY case_id
    ) AS act ON act.act_case_id = worked.case_id
"""  # noqa: S608  only fixed text

EFFORTS = Source(
    slug="inzet",
    title="Inzet in de casussen",
    chapter="Wat er is gedaan",
    date_rule=DATE_RULE,
    place_rule=PLACE_RULE,
    rows=_CASES,
    drill=Act.COORDINATE,
    by_municipality=("profiel", "verrijkt", "geholpen"),
    lines=(
        Line(
            "caseload", "Caseload", "Casussen waaraan in het jaar is gewerkt.", Unit.CASES, since=CASELOAD_FROM,
        ),
        Line(
            "profiel", "Met een profiel", "Casussen waarin in het jaar een profiel is geschreven of vernieuwd.",
            Unit.CASES, "profile", of="caseload", since=CASELOAD_FROM,
        ),
        Line(
            "verrijkt", "Verrijkt",
            "Casussen waarin in het jaar een partner is gevraagd, alleen of in een netwerkronde.",
            Unit.CASES, "enriched", of="caseload", since=CASELOAD_FROM,
        ),
        Line(
            "netwerkronde", "Met een netwerkronde", "Casussen waarin in het jaar een netwerkronde is gehouden.",
            Unit.CASES, "network_round", of="caseload", since=CASELOAD_FROM,
        ),
        Line(
            "geholpen", "Met een interventie", "Casussen met minstens één interventie op een leefgebied in het jaar.",
            Unit.CASES, "helped", of="caseload", since=CASELOAD_FROM,
        ),
    ),
)  # fmt: skip

_INTERVENTIONS = f"""
    SELECT worked.case_id, worked.place, act."on" AS day, act.area
    FROM ({CASES_WORKED_ON}) AS worked
    JOIN cases_act AS act ON act.case_id = worked.case_id
    WHERE act.kind = 'intervention' AND act."on" BETWEEN %(first)s AND %(last)s
"""  # noqa: S608  only fixed text

INTERVENTIONS = Source(
    slug="interventies",
    title="Interventies op leefgebieden",
    chapter="Wat er is gedaan",
    date_rule="Een interventie telt in het jaar waarin zij begon.",
    place_rule=PLACE_RULE,
    rows=_INTERVENTIONS,
    drill=Act.COORDINATE,
    by_municipality=("interventies", "casussen"),
    lines=(
        Line(
            "interventies", "Interventies", "Wat er op een leefgebied is gedaan naast wat de MMD-er kan.",
            Unit.INTERVENTIONS, since=CASELOAD_FROM,
        ),
        Line(
            "casussen", "Casussen met een interventie",
            "Casussen met minstens één interventie in het jaar. In een casus kunnen er meer zijn.",
            Unit.CASES, distinct="case_id", since=CASELOAD_FROM,
        ),
        *(
            line
            for area, code in AREA_CODES.items()
            for line in (
                Line(
                    code, f"Interventies op {Area(area).label}", f"Interventies op het leefgebied {Area(area).label}.",
                    Unit.INTERVENTIONS, f"area = '{area}'", of="interventies", since=CASELOAD_FROM,
                ),
                Line(
                    f"casussen-{code}", f"Casussen met een interventie op {Area(area).label}",
                    f"Casussen met minstens één interventie op {Area(area).label} in het jaar.",
                    Unit.CASES, f"area = '{area}'", distinct="case_id", of="casussen", since=CASELOAD_FROM,
                ),
            )
        ),
    ),
)  # fmt: skip
