"""What municipalities look up in SUWINET, and how long that takes."""

from cases.requests.models import Request, Status
from reporting.figures.counting import PLACES
from reporting.figures.source import Line, Source, Split, Unit
from reporting.sources.needs import AREAS

# An area that was asked; it waited from the first time that this was said until the first answer after it.
_ROWS = f"""
    SELECT case_id, day, place, area, status, from_suwinet, waiting_on IS NOT NULL AS waited,
           CASE WHEN settled_on >= waiting_on THEN settled_on - waiting_on END AS days
    FROM (
        SELECT q.id, asked.case_id, asked.day, place.number AS place, q.area, q.status,
               coalesce(bool_or(said.from_suwinet AND said.current), false) AS from_suwinet,
               (min(said.at) FILTER (WHERE said.status = '{Status.WAITING}') AT TIME ZONE %(zone)s)::date AS waiting_on,
               (min(said.at) FILTER (WHERE said.status <> '{Status.WAITING}') AT TIME ZONE %(zone)s)::date AS settled_on
        FROM (
            SELECT id, case_id, municipality_id, (sent_at AT TIME ZONE %(zone)s)::date AS day
            FROM cases_request WHERE sent_at IS NOT NULL AND state <> '{Request.State.MOVED}'
        ) AS asked
        JOIN cases_question AS q ON q.request_id = asked.id
        LEFT JOIN cases_answer AS said ON said.question_id = q.id
        LEFT JOIN {PLACES}
            ON place.municipality_id = asked.municipality_id AND asked.day BETWEEN place.first AND place.last
        WHERE asked.day BETWEEN %(first)s AND %(last)s
        GROUP BY q.id, asked.case_id, asked.day, place.number, q.area, q.status
    ) AS areas
"""  # noqa: S608  only fixed text

_ANSWERED = f"status NOT IN ('{Status.OPEN}', '{Status.WAITING}')"

SUWINET = Source(
    slug="suwinet",
    title="SUWINET",
    chapter="De keten",
    date_rule="Alles telt in het jaar waarin de vraag is verstuurd, ook wat later gebeurde. Een vraag die naar een"
    " andere gemeente ging, telt alleen bij die andere.",
    place_rule="De gemeente die is gevraagd.",
    rows=_ROWS,
    by_municipality=("uit-suwinet", "gewacht", "mediaan"),
    splits=(Split("area", "leefgebied", ("uit-suwinet", "gevraagd", "beantwoord", "gewacht", "mediaan"), AREAS),),
    first_day="SELECT min((sent_at AT TIME ZONE %(zone)s)::date) FROM cases_request",
    lines=(
        Line(
            "gevraagd", "Gevraagde leefgebieden", "Leefgebieden in de vragen die in het jaar zijn verstuurd.",
            Unit.AREAS,
        ),
        Line(
            "beantwoord", "Beantwoord", "Leefgebieden waarop is geantwoord, ook met: niets bekend, niet van toepassing"
            " of al gegeven aan de MMD-er.",
            Unit.AREAS, _ANSWERED, of="gevraagd",
        ),
        Line(
            "uit-suwinet", "Beantwoord uit SUWINET", "Leefgebieden waarvan het antwoord uit SUWINET komt.",
            Unit.AREAS, f"{_ANSWERED} AND from_suwinet", of="beantwoord",
        ),
        Line(
            "gewacht", "Wachtte op SUWINET", "Leefgebieden waarbij de gemeente op enig moment liet weten dat zij op"
            " SUWINET wachtte.",
            Unit.AREAS, "waited", of="gevraagd",
        ),
        Line(
            "wacht-nog", "Wacht nog op SUWINET", "Leefgebieden die nu nog op SUWINET wachten.",
            Unit.AREAS, f"status = '{Status.WAITING}'", of="gewacht",
        ),
        Line(
            "mediaan", "Mediaan van de wachttijd",
            "De helft van de leefgebieden die wachtten en nu beantwoord zijn, wachtte hoogstens zoveel kalenderdagen.",
            Unit.DAYS, "days IS NOT NULL", median_of="days",
        ),
    ),
)  # fmt: skip
