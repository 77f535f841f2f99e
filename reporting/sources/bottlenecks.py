"""What went wrong: bottlenecks in cases, and those that come back and go to the board."""

from cases.bottlenecks.models import Bottleneck, Theme
from nazorg.accounts.acts import Act
from reporting.figures.counting import PLACES
from reporting.figures.source import Line, Source, Split, Unit, Value

_THEME_CODES = {
    Theme.HOUSING: "huisvesting",
    Theme.INCOME: "inkomen",
    Theme.DEBTS: "schulden",
    Theme.CARE: "zorg",
    Theme.PAPERS: "identiteitsbewijs",
    Theme.COOPERATION: "samenwerking",
    Theme.INFORMATION: "informatie",
    Theme.OTHER: "anders",
}

_ROWS = f"""
    SELECT found.case_id, found.day, place.number AS place, found.theme, found.state
    FROM (
        SELECT case_id, "on" AS day, municipality_id, theme, NULL AS state FROM cases_casebottleneck
        WHERE "on" BETWEEN %(first)s AND %(last)s
        UNION ALL
        SELECT NULL, "on", municipality_id, theme, state FROM cases_bottleneck
        WHERE "on" BETWEEN %(first)s AND %(last)s
    ) AS found
    LEFT JOIN {PLACES}
        ON place.municipality_id = found.municipality_id AND found.day BETWEEN place.first AND place.last
"""  # noqa: S608  only fixed text

_STATES = {
    Bottleneck.State.SIGNALLED: ("gesignaleerd", "Alleen gesignaleerd", "die nog niet naar het bestuur zijn gebracht"),
    Bottleneck.State.BOARD: ("bestuur", "Bij het bestuur", "die bij het bestuur liggen"),
    Bottleneck.State.TAKEN_UP: ("opgepakt", "Opgepakt", "die zijn opgepakt"),
    Bottleneck.State.SOLVED: ("opgelost", "Opgelost", "die zijn opgelost"),
}

BOTTLENECKS = Source(
    slug="knelpunten",
    title="Knelpunten",
    chapter="Wat het opleverde",
    date_rule="Een knelpunt telt in het jaar waarin het is gesignaleerd. De stand is die van nu.",
    place_rule="In een casus: de gemeente die op die dag verantwoordelijk was. Structureel: de gemeente die"
    " erbij staat; wat de hele regio aangaat, telt bij Overig.",
    rows=_ROWS,
    drill=Act.COORDINATE,
    by_municipality=("signalen", "casussen", "structureel"),
    splits=(
        Split(
            "theme", "thema", ("signalen", "casussen", "structureel"),
            tuple(Value(theme, code, Theme(theme).label) for theme, code in _THEME_CODES.items()),
        ),
    ),
    first_day='SELECT least((SELECT min("on") FROM cases_casebottleneck), (SELECT min("on") FROM cases_bottleneck))',
    lines=(
        Line(
            "signalen", "Signalen in casussen", "Knelpunten die in een casus zijn vastgelegd.",
            Unit.BOTTLENECKS, "case_id IS NOT NULL",
        ),
        Line(
            "casussen", "Casussen met een signaal",
            "Casussen waarin minstens één knelpunt is vastgelegd. In een casus kunnen er meer zijn.",
            Unit.CASES, "case_id IS NOT NULL", distinct="case_id",
        ),
        Line(
            "structureel", "Structurele knelpunten", "Wat steeds misgaat, zonder namen vastgelegd voor het bestuur.",
            Unit.BOTTLENECKS, "case_id IS NULL", listed=False,
        ),
        *(
            Line(
                code, f"Structureel: {name.lower()}", f"Structurele knelpunten {which}.",
                Unit.BOTTLENECKS, f"state = '{state}'", of="structureel", listed=False,
            )
            for state, (code, name, which) in _STATES.items()
        ),
    ),
)  # fmt: skip
