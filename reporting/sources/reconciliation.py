"""Aansluiting: where DPAN and the own registration tell different things about somebody."""

from cases.detentions.models import Abode
from cases.differences.models import Kind, Why
from nazorg.accounts.acts import Act
from reporting.figures.counting import CASES_WORKED_ON, PERSONS_RELEASED, PLACES, ROWS
from reporting.figures.definitions import CASELOAD_FROM
from reporting.figures.source import Key, Line, Source, Unit

# Whoever is counted in the year stands beside each likely double: with the same birth date, and the same family name
# and initial or two parts of the name that sound the same. Two numbers of one kind are two people.
_DOUBLES = """
    SELECT DISTINCT ON (one.id) one.id AS person_id, active.place, active.day
    FROM (
        SELECT DISTINCT ON (person_id) person_id, place, day
        FROM (
            SELECT person_id, place, last_on AS day FROM worked
            UNION ALL SELECT person_id, place, released_on FROM released
        ) AS seen ORDER BY person_id, day DESC, place
    ) AS active
    JOIN cases_person AS one ON one.id = active.person_id AND one.merged_into_id IS NULL AND length(one.born) = 10
    JOIN cases_person AS other
        ON other.born = one.born AND other.id <> one.id AND other.merged_into_id IS NULL
        AND (one.skn IS NULL OR other.skn IS NULL)
    WHERE (SELECT count(*) FROM cases_bsn WHERE person_id IN (one.id, other.id)) < 2
    AND (
        lower(one.family_name) = lower(other.family_name)
        AND lower(left(one.given_names, 1)) = lower(left(other.given_names, 1))
        OR (
            SELECT count(*) FROM cases_namekey AS ours JOIN cases_namekey AS theirs USING (key)
            WHERE ours.person_id = one.id AND theirs.person_id = other.id AND left(key, 1) = '~'
        ) > 1
    )
"""

# Without a caseload of the year nothing of cases can differ.
_DIFFERENCES = f"""
    WITH worked AS (
        SELECT w.case_id, w.last_on, w.place, c.person_id, c.detention_id
        FROM ({CASES_WORKED_ON}) AS w JOIN cases_case AS c ON c.id = w.case_id
        WHERE %(first)s >= DATE '{CASELOAD_FROM}'
    ), released AS ({PERSONS_RELEASED})
    SELECT '{Kind.NO_CASE}' AS kind, released.person_id, released.place, released.released_on AS day
    FROM released
    WHERE released.place IS NOT NULL AND %(first)s >= DATE '{CASELOAD_FROM}'
    AND NOT EXISTS (SELECT FROM worked WHERE worked.person_id = released.person_id)
    UNION ALL
    SELECT '{Kind.NO_NOTIFICATION}', worked.person_id, worked.place, worked.last_on
    FROM worked
    WHERE NOT EXISTS (SELECT FROM cases_notification AS n WHERE n.detention_id = worked.detention_id)
    UNION ALL
    SELECT '{Kind.ELSEWHERE}', worked.person_id, worked.place, worked.last_on
    FROM worked
    JOIN cases_detention AS d ON d.id = worked.detention_id AND d.registered_abode <> '{Abode.UNKNOWN}'
    LEFT JOIN {PLACES}
        ON place.municipality_id = d.registered_id
        AND coalesce(d.released_on, worked.last_on) BETWEEN place.first AND place.last
    -- Two places can be one row of the table after a merger.
    LEFT JOIN {ROWS} AS registered (number, row) ON registered.number = place.number
    LEFT JOIN {ROWS} AS actual (number, row) ON actual.number = worked.place
    WHERE registered.row IS DISTINCT FROM actual.row
    UNION ALL
    SELECT '{Kind.OVERDUE}', d.person_id, place.number, d.expected_end_on
    FROM cases_detention AS d
    LEFT JOIN {PLACES}
        ON place.municipality_id = d.registered_id AND d.expected_end_on BETWEEN place.first AND place.last
    WHERE d.released_on IS NULL AND d.expected_end_on BETWEEN %(first)s AND %(last)s AND d.expected_end_on < %(today)s
    UNION ALL
    SELECT '{Kind.NO_PLACE}', d.person_id, NULL, coalesce(d.released_on, d.start_on)
    FROM cases_detention AS d
    WHERE d.registered_abode = '{Abode.UNKNOWN}'
    AND coalesce(d.released_on, d.start_on) BETWEEN %(first)s AND %(last)s
    AND EXISTS (SELECT FROM cases_notification AS n WHERE n.detention_id = d.id)
    UNION ALL
    SELECT '{Kind.TWICE}', person_id, place, day FROM ({_DOUBLES}) AS doubles
"""  # noqa: S608  only fixed text

_ROWS = f"""
    SELECT found.kind, found.person_id, found.place, found.day,
           said.why IS NOT NULL AND said.why <> '{Why.TASK}' AS explained, said.why = '{Why.TASK}' AS task
    FROM ({_DIFFERENCES}) AS found
    LEFT JOIN cases_explanation AS said
        ON said.person_id = found.person_id AND said.kind = found.kind AND said.current
        AND said.year = date_part('year', %(first)s::date)
"""  # noqa: S608  only fixed text

# The word of each kind in addresses, and what it says.
KINDS: dict[str, tuple[str, str]] = {
    Kind.NO_CASE: (
        "zonder-casus",
        "Mensen uit de uitstroom van het jaar, zonder casus waaraan in dat jaar is gewerkt.",
    ),
    Kind.NO_NOTIFICATION: (
        "zonder-melding",
        "Casussen waaraan in het jaar is gewerkt, terwijl over de detentie geen melding van DPAN binnenkwam of er geen"
        " detentie is.",
    ),
    Kind.ELSEWHERE: (
        "elders",
        "Casussen van wie volgens DPAN in een andere gemeente staat ingeschreven, of zonder adres, dan waar de persoon"
        " echt verbleef.",
    ),
    Kind.OVERDUE: (
        "einde-voorbij",
        "Detenties waarvan het verwachte einde in het jaar lag en voorbij is, zonder melding van vrijlating.",
    ),
    Kind.NO_PLACE: (
        "zonder-gemeente", "Detenties die in het jaar eindigden of begonnen, met meldingen die geen gemeente noemen.",
    ),
    Kind.TWICE: (
        "dubbel",
        "Mensen uit de caseload of de uitstroom van het jaar die erg lijken op iemand anders in de registratie:"
        " dezelfde geboortedatum, en dezelfde achternaam en voorletter of een naam die hetzelfde klinkt.",
    ),
}  # fmt: skip

_OF_CASES = (Kind.NO_CASE, Kind.NO_NOTIFICATION, Kind.ELSEWHERE)

RECONCILIATION = Source(
    slug="aansluiting",
    title="Aansluiting met DPAN",
    chapter="Aansluiting met DPAN",
    date_rule="Kalenderjaar: de eerste en de laatste dag tellen mee.",
    place_rule="Bij een casus het echte verblijf, bij een vrijlating of detentie de inschrijving in DPAN.",
    rows=_ROWS,
    key=Key.PERSON,
    drill=Act.SEE_CASES,
    by_municipality=("verschillen", "uitgelegd", *(code for code, _ in KINDS.values())),
    lines=(
        Line(
            "verschillen", "Verschillen",
            "Alles wat hieronder staat, samen. Iemand kan op meer manieren verschillen en telt dan vaker.",
            Unit.DIFFERENCES, listed=False,
        ),
        Line(
            "uitgelegd", "Uitgelegd", "Verschillen waarvan is vastgelegd hoe het komt.", Unit.DIFFERENCES, "explained",
            of="verschillen", listed=False,
        ),
        Line(
            "uitzoeken", "Wordt uitgezocht", "Verschillen waarvoor iemand een taak heeft.", Unit.DIFFERENCES, "task",
            of="verschillen", listed=False,
        ),
        *(
            Line(
                code, str(kind.label).capitalize(), text, Unit.DIFFERENCES, f"kind = '{kind}'",
                since=CASELOAD_FROM if kind in _OF_CASES else None,
            )
            for kind, (code, text) in ((Kind(each), told) for each, told in KINDS.items())
        ),
    ),
)  # fmt: skip


def kind_of(code: str) -> Kind | None:
    """The kind of this word in addresses."""
    return next((Kind(kind) for kind, (word, _) in KINDS.items() if word == code), None)
