"""How much work there was, by month."""

from cases.conferences.models import Conference
from cases.detentions.models import Notification
from cases.dossiers.models import Act as Done
from cases.dossiers.models import Case
from nazorg.accounts.acts import Act
from reporting.figures.source import MONTH, Line, Source, Split, Unit

_LINES = ("handelingen", "aankomsten", "casussen", "vragen", "overdrachten", "overleggen")

# What came in with old records was no work of that month. A notification is work on the day on which it came in.
_ROWS = f"""
    SELECT what, case_id, day, date_part('month', day)::int AS month
    FROM (
        SELECT CASE WHEN kind = '{Done.Kind.HANDOFF}' THEN 'handoff' ELSE 'act' END AS what, case_id, "on" AS day
        FROM cases_act WHERE batch_reference = ''
        UNION ALL
        SELECT 'arrival', NULL, (n.received_at AT TIME ZONE %(zone)s)::date
        FROM cases_notification AS n
        LEFT JOIN intake_batch AS b ON b.reference = n.batch_reference
        WHERE n.kind = '{Notification.Kind.ARRIVAL}' AND n.superseded_by_id IS NULL AND b.historical IS NOT TRUE
        UNION ALL
        SELECT 'case', id, opened_on FROM cases_case
        WHERE origin <> '{Case.Origin.REGISTRATION}'
        UNION ALL
        SELECT 'request', case_id, (sent_at AT TIME ZONE %(zone)s)::date FROM cases_request WHERE sent_at IS NOT NULL
        UNION ALL
        SELECT 'conference', NULL, "on" FROM cases_conference
        WHERE state = '{Conference.State.HELD}'
    ) AS work
    WHERE day BETWEEN %(first)s AND %(last)s
"""  # noqa: S608  only fixed text

WORKLOAD = Source(
    slug="werklast",
    title="Werklast",
    chapter="Werk en kosten",
    date_rule="Elk telt in de maand waarin het werk is gedaan. Wat uit een oude registratie is overgenomen, telt niet"
    " mee.",
    place_rule="Niet per gemeente.",
    rows=_ROWS,
    drill=Act.COORDINATE,
    splits=(Split(MONTH, "maand", _LINES),),
    first_day="SELECT min(\"on\") FROM cases_act WHERE batch_reference = ''",
    lines=(
        Line(
            "handelingen", "Handelingen",
            "Wat iemand van het Veiligheidshuis in een casus deed en met een dag is vastgelegd: een vraag versturen,"
            " overdragen, screenen, een profiel, verrijken, een interventie, een plan, een overleg, een notitie of een"
            " contact. Wat vanzelf gaat, telt niet mee.",
            Unit.ACTS, "what IN ('act', 'handoff')",
        ),
        Line(
            "aankomsten", "Aankomsten ingenomen",
            "Meldingen van instroom, op de dag waarop zij binnenkwamen. Een verbeterde melding telt één keer.",
            Unit.NOTIFICATIONS, "what = 'arrival'", listed=False,
        ),
        Line(
            "casussen", "Casussen geopend",
            "Casussen met deze dag van opening. Bij een melding is dat de dag van aankomst.",
            Unit.CASES, "what = 'case'",
        ),
        Line(
            "vragen", "Vragen verstuurd", "Informatievragen die naar een gemeente zijn verstuurd.",
            Unit.REQUESTS, "what = 'request'",
        ),
        Line(
            "overdrachten", "Overdrachten aan de MMD-er",
            "Overdrachten en aanvullingen die aan de MMD-er zijn gegeven. Zij staan ook onder handelingen.",
            Unit.ACTS, "what = 'handoff'",
        ),
        Line(
            "overleggen", "Overleggen gehouden",
            "Casusoverleggen die zijn gehouden. Een overleg over meer casussen telt één keer.",
            Unit.MEETINGS, "what = 'conference'", listed=False,
        ),
    ),
)  # fmt: skip
