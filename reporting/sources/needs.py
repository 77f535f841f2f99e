"""How the needs stood, by life area, on the day of release."""

from cases.needs.models import Need
from nazorg.covenant.areas import Area
from reporting.figures.counting import PLACES
from reporting.figures.source import Line, Source, Split, Unit, Value
from reporting.sources.efforts import AREA_CODES

# The rows of a table by area.
AREAS = tuple(Value(area, code, Area(area).label) for area, code in AREA_CODES.items())

# A release with a case, once for each need that was recorded by then; the last step by that day says how it stood.
_ROWS = f"""
    SELECT case_id, day, place, need_id, area, coalesce(status, '{Need.Status.OPEN}') AS status,
           row_number() OVER (PARTITION BY case_id ORDER BY need_id) = 1 AS first
    FROM (
        SELECT DISTINCT ON (c.id, n.id) c.id AS case_id, d.released_on AS day, place.number AS place,
               n.id AS need_id, n.area, step.status
        FROM cases_detention AS d
        JOIN cases_case AS c ON c.detention_id = d.id
        LEFT JOIN cases_need AS n
            ON n.case_id = c.id AND (n.created_at AT TIME ZONE %(zone)s)::date <= d.released_on
        LEFT JOIN cases_needupdate AS step ON step.need_id = n.id AND step."on" <= d.released_on
        LEFT JOIN {PLACES}
            ON place.municipality_id = d.registered_id AND d.released_on BETWEEN place.first AND place.last
        WHERE d.released_on BETWEEN %(first)s AND %(last)s
        ORDER BY c.id, n.id, step."on" DESC NULLS LAST, step.id DESC
    ) AS released
"""  # noqa: S608  only fixed text

_RECORDED = "need_id IS NOT NULL"
_WANTED = f"{_RECORDED} AND status NOT IN ('{Need.Status.DECLINED}', '{Need.Status.NOT_NEEDED}')"

NEEDS = Source(
    slug="hulpvragen",
    title="Hulpvragen bij vrijlating",
    chapter="Wat het opleverde",
    date_rule="Een hulpvraag telt in het jaar van de vrijlating, zoals zij op die dag stond. Wat later is vastgelegd,"
    " telt niet mee.",
    place_rule="De gemeente waar de persoon op de dag van vrijlating stond ingeschreven. Wie geen adres in de regio"
    " had, telt bij Overig.",
    rows=_ROWS,
    by_municipality=("hulpvragen", "gewenst", "vervuld"),
    splits=(
        Split(
            "area", "leefgebied",
            ("hulpvragen", "gewenst", "vervuld", "in-behandeling", "open", "geweigerd", "niet-nodig"), AREAS,
        ),
    ),
    first_day="SELECT (created_at AT TIME ZONE %(zone)s)::date FROM cases_need ORDER BY id LIMIT 1",
    lines=(
        Line(
            "vrijlatingen", "Vrijlatingen met een casus",
            "Vrijlatingen in het jaar uit een detentie waarvoor een casus is geopend. Wie twee keer vrijkwam, telt"
            " twee keer.",
            Unit.RELEASES, "first",
        ),
        Line(
            "met-hulpvraag", "Vrijlatingen met een hulpvraag",
            "Vrijlatingen waarbij op die dag minstens één hulpvraag in de casus stond.",
            Unit.RELEASES, f"first AND {_RECORDED}", of="vrijlatingen",
        ),
        Line(
            "hulpvragen", "Hulpvragen",
            "Hulpvragen die op de dag van vrijlating in de casus stonden. In een casus kunnen er meer zijn, ook op"
            " hetzelfde leefgebied.",
            Unit.NEEDS, _RECORDED,
        ),
        Line(
            "gewenst", "Hulp gewenst",
            "Hulpvragen zonder de hulpvragen die de persoon niet wilde en die niet nodig bleken.",
            Unit.NEEDS, _WANTED, of="hulpvragen",
        ),
        Line(
            "vervuld", "Vervuld", "Hulpvragen die op de dag van vrijlating waren vervuld.",
            Unit.NEEDS, f"{_RECORDED} AND status = '{Need.Status.MET}'", of="gewenst",
        ),
        Line(
            "in-behandeling", "In behandeling", "Hulpvragen waaraan op de dag van vrijlating werd gewerkt.",
            Unit.NEEDS, f"{_RECORDED} AND status = '{Need.Status.IN_PROGRESS}'", of="gewenst",
        ),
        Line(
            "open", "Nog open", "Hulpvragen waaraan op de dag van vrijlating nog niets was gedaan.",
            Unit.NEEDS, f"{_RECORDED} AND status = '{Need.Status.OPEN}'", of="gewenst",
        ),
        Line(
            "geweigerd", "Wil de persoon niet", "Hulpvragen waarbij de persoon op die dag geen hulp wilde.",
            Unit.NEEDS, f"{_RECORDED} AND status = '{Need.Status.DECLINED}'",
        ),
        Line(
            "niet-nodig", "Niet nodig", "Hulpvragen waarbij op die dag geen hulp nodig bleek.",
            Unit.NEEDS, f"{_RECORDED} AND status = '{Need.Status.NOT_NEEDED}'",
        ),
    ),
)  # fmt: skip
