"""Whether the actions of plans were done in time."""

from cases.plans.models import State
from nazorg.accounts.acts import Act
from reporting.figures.counting import PLACES
from reporting.figures.source import Line, Source, Split, Unit, Value

# A line whose day has passed. It was done on the first day since which it has stood as done without a break.
_ROWS = f"""
    SELECT line.case_id, line.due_on AS day, place.number AS place, line.state, finished.done_on,
           CASE WHEN line.municipality_id IS NOT NULL THEN 'municipality'
                WHEN line.unit_id IS NOT NULL THEN 'partner' ELSE 'other' END AS owner
    FROM cases_actionline AS line
    JOIN cases_case AS c ON c.id = line.case_id
    LEFT JOIN (
        SELECT line_id, min("on") AS done_on
        FROM (
            SELECT step.line_id, step.id, step."on", step.state,
                   max(step.id) FILTER (WHERE step.state <> '{State.DONE}') OVER (PARTITION BY step.line_id) AS undone
            FROM cases_actionstep AS step
            JOIN cases_actionline AS of_line ON of_line.id = step.line_id
            WHERE of_line.due_on BETWEEN %(first)s AND %(last)s
        ) AS steps
        WHERE state = '{State.DONE}' AND id > coalesce(undone, 0)
        GROUP BY line_id
    ) AS finished ON finished.line_id = line.id
    LEFT JOIN {PLACES}
        ON place.municipality_id = c.responsible_id AND line.due_on BETWEEN place.first AND place.last
    WHERE line.due_on BETWEEN %(first)s AND %(last)s AND line.due_on < %(today)s
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
    first_day="SELECT min((created_at AT TIME ZONE %(zone)s)::date) FROM cases_actionline",
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
