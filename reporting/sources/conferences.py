"""Conferences: cases discussed, meetings and discussions are three counts."""

from nazorg.accounts.acts import Act
from reporting.figures.counting import CASES_WORKED_ON
from reporting.figures.definitions import CASELOAD_FROM
from reporting.figures.source import Line, Source, Unit
from reporting.sources.efforts import PLACE_RULE

# The kind of a conference, by the kind of the act that a discussion leaves.
_KINDS = {
    "offenders": ("offender_meeting", "veelplegers", "het veelplegersoverleg"),
    "violence": ("violence_meeting", "huiselijk-geweld", "het overleg huiselijk geweld"),
    "tailored": ("tailored_meeting", "casus-op-maat", "een Casus op Maat"),
}
_ACTS = ", ".join(f"'{act}'" for act, _, _ in _KINDS.values())
_KIND_OF_ACT = " ".join(f"WHEN '{act}' THEN '{kind}'" for kind, (act, _, _) in _KINDS.items())

# A discussion is an act, so those of the old registration count; of a meeting only the conference itself tells.
_ROWS = f"""
    SELECT worked.case_id, worked.place, act."on" AS day, CASE act.kind {_KIND_OF_ACT} END AS kind,
           NOT earlier AS is_new, true AS discussed
    FROM ({CASES_WORKED_ON}) AS worked
    JOIN cases_act AS act ON act.case_id = worked.case_id
    JOIN (
        SELECT id, row_number() OVER (PARTITION BY person_id ORDER BY opened_on, id) > 1 AS earlier FROM cases_case
        WHERE person_id IN (
            SELECT person_id FROM cases_case JOIN cases_act ON cases_act.case_id = cases_case.id
            WHERE kind IN ({_ACTS}) AND "on" BETWEEN %(first)s AND %(last)s
        )
    ) AS cases ON cases.id = worked.case_id
    WHERE act.kind IN ({_ACTS}) AND act."on" BETWEEN %(first)s AND %(last)s
    UNION ALL
    SELECT NULL, NULL, "on", kind, false, false FROM cases_conference
    WHERE state = 'held' AND "on" BETWEEN %(first)s AND %(last)s
"""  # noqa: S608  only fixed text

CONFERENCES = Source(
    slug="overleg",
    title="Casusoverleg",
    chapter="Wat er is gedaan",
    date_rule="Een bespreking telt op de dag van het overleg.",
    place_rule=PLACE_RULE,
    rows=_ROWS,
    drill=Act.COORDINATE,
    by_municipality=("casussen", "nieuw"),
    lines=(
        Line(
            "casussen", "Besproken casussen",
            "Casussen die in het jaar in minstens één overleg zijn besproken. Een casus telt één keer.",
            Unit.CASES, "discussed", distinct="case_id", since=CASELOAD_FROM,
        ),
        Line(
            "nieuw", "Nieuwe klanten",
            "Besproken casussen van mensen die niet eerder een casus hadden.",
            Unit.CASES, "is_new", distinct="case_id", of="casussen", since=CASELOAD_FROM,
        ),
        Line(
            "besprekingen", "Besprekingen", "Elke keer dat een casus in een overleg is besproken.",
            Unit.DISCUSSIONS, "discussed", since=CASELOAD_FROM,
        ),
        Line(
            "overleggen", "Gehouden overleggen",
            "Overleggen die zijn gehouden. De oude registratie kende alleen de besprekingen, niet de overleggen.",
            Unit.MEETINGS, "NOT discussed", known_if="NOT discussed", since=CASELOAD_FROM,
        ),
        *(
            line
            for kind, (_, code, name) in _KINDS.items()
            for line in (
                Line(
                    code, f"Casussen in {name}", f"Casussen die in het jaar in {name} zijn besproken.",
                    Unit.CASES, f"discussed AND kind = '{kind}'", distinct="case_id", of="casussen",
                    since=CASELOAD_FROM,
                ),
                Line(
                    f"besprekingen-{code}", f"Besprekingen in {name}", f"Besprekingen van een casus in {name}.",
                    Unit.DISCUSSIONS, f"discussed AND kind = '{kind}'", of="besprekingen", since=CASELOAD_FROM,
                ),
            )
        ),
    ),
)  # fmt: skip
