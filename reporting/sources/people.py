"""Of whom the cases are: the target groups, and who was detained more than once in a year."""

from cases.detentions.history import CONSECUTIVE
from cases.targets.derived import RETURNER_FROM, YOUNGER_THAN
from nazorg.accounts.acts import Act
from reporting.figures.counting import CASES_WORKED_ON
from reporting.figures.definitions import CASELOAD_FROM
from reporting.figures.source import Line, Source, Unit
from reporting.sources.efforts import DATE_RULE, PLACE_RULE

# The cases of the year with whom they are of, and the day until which earlier detentions count: its own beginning.
_CASES = f"""
    SELECT worked.case_id, worked.place, worked.last_on, cases.person_id, cases.detention_id, cases.brought_in_by,
           coalesce(own.start_on, own.released_on, cases.opened_on) AS until,
           coalesce(own.released_on, own.expected_end_on, %(last)s) AS age_on
    FROM ({CASES_WORKED_ON}) AS worked
    JOIN cases_case AS cases ON cases.id = worked.case_id
    LEFT JOIN cases_detention AS own ON own.id = cases.detention_id
"""  # noqa: S608  only fixed text

# Every detention with the number of them up to it. One that goes on where an earlier one ended is one with it.
_DETENTIONS = f"""
    SELECT id, person_id, begun, count(*) FILTER (WHERE NOT goes_on) OVER (PARTITION BY person_id ORDER BY begun)
           AS number
    FROM (
        SELECT id, person_id, begun, coalesce(
            start_on <= max(released_on) OVER (
                PARTITION BY person_id ORDER BY begun, id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
            ) + {CONSECUTIVE.days}, false) AS goes_on
        FROM (SELECT id, person_id, start_on, released_on, coalesce(start_on, released_on) AS begun
              FROM cases_detention) AS stays
    ) AS placed
"""  # noqa: S608  only fixed text

_ROWS = f"""
    WITH cases AS ({_CASES}), stays AS ({_DETENTIONS})
    SELECT cases.case_id, cases.person_id, cases.place, cases.last_on AS day,
           length(coalesce(person.born, '')) < 10 AS age_unknown,
           coalesce(said.young, CASE WHEN length(person.born) = 10
               THEN person.born::date + interval '{YOUNGER_THAN} years' > cases.age_on END, false) AS young,
           coalesce(
               said.returner,
               coalesce(stay.number, without.number, 0) + coalesce(before.number, 0) >= {RETURNER_FROM}
           ) AS returner,
           coalesce(said.help, asked.asked, false) AS help,
           coalesce(said.oggz, elsewhere.oggz, false) AS oggz,
           cases.brought_in_by <> '' OR concern.case_id IS NOT NULL AS concern
    FROM cases
    JOIN cases_person AS person ON person.id = cases.person_id
    LEFT JOIN cases_askedforhelp AS asked ON asked.detention_id = cases.detention_id
    LEFT JOIN stays AS stay ON stay.id = cases.detention_id
    LEFT JOIN (
        SELECT case_id, max(number) AS number FROM cases JOIN stays USING (person_id)
        WHERE cases.detention_id IS NULL AND stays.begun <= cases.until GROUP BY case_id
    ) AS without ON without.case_id = cases.case_id
    LEFT JOIN (
        SELECT DISTINCT ON (person_id) person_id, number
        FROM cases_knownbefore JOIN cases_case ON cases_case.id = case_id
        ORDER BY person_id, cases_knownbefore.at DESC, cases_knownbefore.id DESC
    ) AS before ON before.person_id = cases.person_id
    LEFT JOIN (
        SELECT case_id, bool_or(belongs) FILTER (WHERE "group" = 'help') AS help,
               bool_or(belongs) FILTER (WHERE "group" = 'young') AS young,
               bool_or(belongs) FILTER (WHERE "group" = 'returner') AS returner,
               bool_or(belongs) FILTER (WHERE "group" = 'oggz') AS oggz
        FROM cases_finding WHERE ended_at IS NULL GROUP BY case_id
    ) AS said ON said.case_id = cases.case_id
    LEFT JOIN (
        SELECT person_id, bool_or(belongs) AS oggz
        FROM cases_finding JOIN cases_case ON cases_case.id = case_id
        WHERE ended_at IS NULL AND "group" = 'oggz' GROUP BY person_id
    ) AS elsewhere ON elsewhere.person_id = cases.person_id
    LEFT JOIN (SELECT DISTINCT case_id FROM cases_concern WHERE ended_at IS NULL) AS concern
        ON concern.case_id = cases.case_id
"""  # noqa: S608  only fixed text


def _group(code: str, name: str, text: str, fact: str, asked: bool = False) -> Line:
    return Line(code, name, text, Unit.CASES, fact, of="caseload", since=CASELOAD_FROM, known_if=fact if asked else "")


TARGET_GROUPS = Source(
    slug="doelgroepen",
    title="Doelgroepen",
    chapter="Om wie het gaat",
    date_rule=f"{DATE_RULE} De doelgroep is zoals nu bekend.",
    place_rule=PLACE_RULE,
    rows=_ROWS,
    drill=Act.COORDINATE,
    by_municipality=("caseload", "jong", "terugkeerder"),
    lines=(
        Line("caseload", "Caseload", "Casussen waaraan in het jaar is gewerkt.", Unit.CASES, since=CASELOAD_FROM),
        _group(
            "hulp", "Vraagt hulp",
            "Volgens de melding van de aankomst, of vastgesteld door de coördinator.", "help", asked=True,
        ),
        _group(
            "jong", f"Jonger dan {YOUNGER_THAN}",
            "Leeftijd op de dag van vrijlating; daarvóór op de verwachte dag, en zonder beide op de laatste dag van de"
            " periode. Het oordeel van de coördinator gaat voor.", "young",
        ),
        _group(
            "leeftijd-onbekend", "Leeftijd onbekend", "De geboortedatum is niet of niet helemaal bekend.",
            "age_unknown",
        ),
        _group(
            "terugkeerder", "Frequente terugkeerder",
            f"Minstens {RETURNER_FROM} detenties met deze erbij: hier geregistreerd of eerder bekend. Detenties die op"
            " elkaar aansluiten, zijn er één. Het oordeel van de coördinator gaat voor.", "returner",
        ),
        _group(
            "oggz", "OGGZ-verleden", "Vastgesteld door de coördinator, in deze of een eerdere casus.", "oggz",
            asked=True,
        ),
        _group(
            "partner", "Ingebracht door een partner", "Een partner bracht de casus in, met zorgen.", "concern",
            asked=True,
        ),
    ),
)  # fmt: skip

_REPEATS = f"""
    SELECT case_id, person_id, place, last_on AS day,
           detention_id IS NOT NULL AND count(detention_id) OVER (PARTITION BY person_id) > 1 AS again
    FROM ({_CASES}) AS cases
"""  # noqa: S608  only fixed text

REPEATS = Source(
    slug="herhaling",
    title="Meer dan één detentie in een jaar",
    chapter="Om wie het gaat",
    date_rule=DATE_RULE,
    place_rule=PLACE_RULE,
    rows=_REPEATS,
    by_municipality=("casussen",),
    lines=(
        Line("caseload", "Caseload", "Casussen waaraan in het jaar is gewerkt.", Unit.CASES, since=CASELOAD_FROM),
        Line(
            "casussen", "Casussen van wie vaker vastzat",
            "Casussen van mensen met twee of meer casussen in het jaar, elk om een eigen detentie.",
            Unit.CASES, "again", of="caseload", since=CASELOAD_FROM,
        ),
        Line("mensen", "Mensen in de caseload", "Mensen met een casus in het jaar, ieder één keer.", Unit.PERSONS,
             distinct="person_id", since=CASELOAD_FROM),
        Line(
            "personen", "Mensen die vaker vastzaten",
            "Mensen met twee of meer casussen in het jaar, elk om een eigen detentie. Ieder telt één keer.",
            Unit.PERSONS, "again", distinct="person_id", of="mensen", since=CASELOAD_FROM,
        ),
    ),
)  # fmt: skip
