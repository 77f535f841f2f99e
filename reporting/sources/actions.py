"""Whether the actions of plans were done in time."""

from cases.plans.models import State
from nazorg.accounts.acts import Act
from reporting.figures.counting import PLACES
from reporting.figures.source import Line, Source, Split, Unit, Value

# A line whose day has passed, with its steps. It was done on the first day since which it stands as done unbroken.
_ROWS = f"""
    SELECT case_id, day, place, state, owner,
           min(step_on) FILTER (WHERE step_state = '{State.DONE}' AND step_id > coalesce(undone, 0)) AS done_on
    FROM (
        SELECT line.id AS line_id, line.case_id, line.due_on AS day, place.number AS place, line.state,
               CASE WHEN line.municipality_id IS NOT NULL THEN 'municipality'
                    WHEN line.unit_id IS NOT NULL THEN 'partner' ELSE 'other' END AS owner,
               step.id AS step_id, step."on" AS step_on, step.state AS step_state,
               max(step.id) FILTER (WHERE step.state <> '{State.DONE}') OVER (PARTITION BY line.id) AS undone
        FROM cases_actionline AS line
        JOIN cases_case AS c ON c.id = line.case_id
        LEFT JOIN cases_actionstep AS step ON step.line_id = line.id
        LEFT JOIN {PLACES}
            ON place.municipality_id = c.responsible_id AND line.due_on BETWEEN place.first AND place.last
        WHERE line.due_on BETWEEN %(first)s AND %(last)s AND line.due_on < %(today)s
    ) AS steps
    GROUP BY line_id, case_id, day, place, state, owner
"""  # noqa: S608  only fixed text

_DONE = f"state = '{State.DONE}'"
_STANDS = "Zo staat de actie nu."

ACTIONS = Source(
    slug="acties",
    title="Acties uit de plannen",
    chapter="Wat het opleverde",
    date_rule="Een actie telt in het jaar van haar uiterste dag, zodra die dag voorbij is. Een actie die nog moet"
    " komen of vandaag klaar moet zijn, telt nog niet.",
    place_rule="De gemeente die nu verantwoordelijk is voor de casus.",
    rows=_ROWS,
    drill=Act.COORDINATE,
    by_municipality=("acties", "op-tijd"),
    splits=(
        Split(
            "owner", "eigenaar", ("acties", "op-tijd", "te-laat", "lukt-niet", "vervallen", "wacht"),
            (
                Value("municipality", "gemeente", "Gemeente"),
                Value("partner", "partner", "Ketenpartner"),
                Value("other", "ander", "Iemand anders"),
            ),
        ),
    ),
    first_day="SELECT (created_at AT TIME ZONE %(zone)s)::date FROM cases_actionline ORDER BY id LIMIT 1",
    lines=(
        Line("acties", "Acties", "Acties in een plan van aanpak waarvan de uiterste dag voorbij is.", Unit.ACTIONS),
        Line(
            "op-tijd", "Op tijd gedaan", "Acties die op of vóór de uiterste dag waren gedaan.",
            Unit.ACTIONS, f"{_DONE} AND done_on <= day", of="acties",
        ),
        Line(
            "te-laat", "Te laat gedaan", "Acties die na de uiterste dag zijn gedaan.",
            Unit.ACTIONS, f"{_DONE} AND done_on > day", of="acties",
        ),
        Line(
            "lukt-niet", "Lukt niet", f"Acties waarvan de eigenaar zei dat het niet lukt. {_STANDS}",
            Unit.ACTIONS, f"state = '{State.STUCK}'", of="acties",
        ),
        Line(
            "vervallen", "Vervallen", f"Acties die niet meer hoeven. {_STANDS}",
            Unit.ACTIONS, f"state = '{State.DROPPED}'", of="acties",
        ),
        Line(
            "wacht", "Wacht nog op de eigenaar", f"Acties die te doen of bezig zijn, na de uiterste dag. {_STANDS}",
            Unit.ACTIONS, f"state IN ('{State.TODO}', '{State.BUSY}')", of="acties",
        ),
    ),
)  # fmt: skip
