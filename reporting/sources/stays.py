"""How long somebody stayed who was released in the year, and whether he came back."""

from reporting.figures.counting import PERSONS_RELEASED, PLACES
from reporting.figures.source import Key, Line, Source, Unit

_CHAPTER = "Detentie en terugkeer"

_LENGTHS = f"""
    SELECT d.person_id, d.released_on AS day, place.number AS place, d.released_on - d.start_on AS days,
           CASE WHEN d.start_on IS NULL THEN 'unknown'
                WHEN d.released_on < d.start_on + 28 THEN 'weeks'
                WHEN d.released_on < d.start_on + interval '3 months' THEN 'to_3'
                WHEN d.released_on < d.start_on + interval '6 months' THEN 'to_6'
                WHEN d.released_on < d.start_on + interval '12 months' THEN 'to_12'
                ELSE 'longer' END AS length
    FROM cases_detention AS d
    LEFT JOIN {PLACES}
        ON place.municipality_id = d.registered_id AND d.released_on BETWEEN place.first AND place.last
    WHERE d.released_on BETWEEN %(first)s AND %(last)s
"""  # noqa: S608  only fixed text

_CLASSES = {
    "weeks": ("tot-4-weken", "Korter dan 4 weken"),
    "to_3": ("tot-3-maanden", "4 weken tot 3 maanden"),
    "to_6": ("tot-6-maanden", "3 tot 6 maanden"),
    "to_12": ("tot-12-maanden", "6 tot 12 maanden"),
    "longer": ("langer", "1 jaar of langer"),
}

LENGTHS = Source(
    slug="verblijfsduur",
    title="Verblijfsduur",
    chapter=_CHAPTER,
    date_rule="Een detentie telt in het jaar van de vrijlating. De duur is het aantal dagen van de dag van aankomst tot"
    " de dag van vrijlating.",
    place_rule="De gemeente waar de persoon op de dag van vrijlating stond ingeschreven. Wie geen adres in de regio"
    " had, telt bij Overig.",
    rows=_LENGTHS,
    key=Key.PERSON,
    by_municipality=("vrijlatingen", "mediaan", "tot-4-weken"),
    lines=(
        Line(
            "vrijlatingen", "Vrijlatingen",
            "Detenties die in het jaar eindigden met vrijlating. Wie twee keer vrijkwam, telt twee keer. Detenties die"
            " op elkaar aansluiten, zijn er één.",
            Unit.RELEASES,
        ),
        Line(
            "bekend", "Met bekende aankomst", "Vrijlatingen waarvan de dag van aankomst bekend is.",
            Unit.RELEASES, "days IS NOT NULL", of="vrijlatingen",
        ),
        Line(
            "onbekend", "Begin onbekend", "Vrijlatingen waarvan nooit een aankomst is gemeld.",
            Unit.RELEASES, "days IS NULL", of="vrijlatingen",
        ),
        Line(
            "mediaan", "Mediaan van de verblijfsduur",
            "De helft van de vrijlatingen met bekende aankomst kwam na een detentie van hoogstens zoveel dagen.",
            Unit.DAYS, "days IS NOT NULL", median_of="days",
        ),
        *(
            Line(
                code, name, f"Vrijlatingen na een detentie van deze duur: {name.lower()}.",
                Unit.RELEASES, f"length = '{held}'", of="bekend",
            )
            for held, (code, name) in _CLASSES.items()
        ),
    ),
)  # fmt: skip

_TERMS = (6, 12, 24)

# Somebody is followed as far as records go: up to today, or to the end of the last year before one without a release.
# A stay that goes on from the last one is no return; of a stay whose start was never told the release is the day.
_RETURNS = f"""
    SELECT person_id, place, day,
           until_6 <= till AS followed_6, back_on <= until_6 AS back_6,
           until_12 <= till AS followed_12, back_on <= until_12 AS back_12,
           until_24 <= till AS followed_24, back_on <= until_24 AS back_24
    FROM (
        SELECT released.person_id, released.place, released.released_on AS day,
               released.released_on + interval '6 months' AS until_6,
               released.released_on + interval '12 months' AS until_12,
               released.released_on + interval '24 months' AS until_24,
               min(coalesce(d.start_on, d.released_on)) FILTER (
                   WHERE coalesce(d.start_on, d.released_on) > released.released_on + 1
               ) AS back_on
        FROM ({PERSONS_RELEASED}) AS released
        JOIN cases_detention AS d ON d.person_id = released.person_id
        WHERE released.place IS NOT NULL
        GROUP BY 1, 2, 3
    ) AS followed
    CROSS JOIN (
        SELECT least(%(today)s::date, make_date(min(year), 1, 1) - 1) AS till
        FROM generate_series(date_part('year', %(first)s::date)::int, date_part('year', %(today)s::date)::int + 1)
            AS years (year)
        WHERE (
            SELECT true FROM cases_detention
            WHERE released_on BETWEEN make_date(year, 1, 1) AND make_date(year, 12, 31) LIMIT 1
        ) IS NULL
    ) AS records
"""  # noqa: S608  only fixed text

RETURNS = Source(
    slug="terugkeer",
    title="Terug in detentie",
    chapter=_CHAPTER,
    date_rule="Iemand telt in het jaar van zijn vrijlating, en wordt gevolgd vanaf de laatste vrijlating in dat jaar.",
    place_rule="De gemeente van inschrijving op die vrijlating, zoals in de uitstroom van tabel 1.",
    rows=_RETURNS,
    key=Key.PERSON,
    by_municipality=tuple(f"terug-{term}" for term in _TERMS),
    lines=(
        Line(
            "uitstroom", "Uitstroom",
            "Personen die in het jaar vrijkwamen met een adres in de regio, zoals in tabel 1. Ieder telt één keer.",
            Unit.PERSONS,
        ),
        *(
            line
            for term in _TERMS
            for line in (
                Line(
                    f"gevolgd-{term}", f"{term} maanden gevolgd",
                    f"Personen van wie na de vrijlating {term} hele maanden in de registratie staan. Alleen zij tellen"
                    " mee bij de terugkeer.",
                    Unit.PERSONS, f"followed_{term}", of="uitstroom",
                ),
                Line(
                    f"niet-gevolgd-{term}", f"Korter dan {term} maanden gevolgd",
                    "Personen over wie nog niets te zeggen is: de tijd is nog niet om, of van een jaar daarna"
                    " staat geen enkele vrijlating in de registratie.",
                    Unit.PERSONS, f"NOT followed_{term}", of="uitstroom",
                ),
                Line(
                    f"terug-{term}", f"Terug in detentie binnen {term} maanden",
                    f"Personen die binnen {term} maanden na de vrijlating weer in detentie kwamen, om welke reden ook."
                    " Een detentie die aansluit op de vorige, is geen terugkeer. Dit is geen recidive: het cijfer zegt"
                    " niet of iemand opnieuw een strafbaar feit pleegde.",
                    Unit.PERSONS, f"followed_{term} AND back_{term}", of=f"gevolgd-{term}",
                    known_if=f"followed_{term}",
                ),
            )
        ),
    ),
)  # fmt: skip
