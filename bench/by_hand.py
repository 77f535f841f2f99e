"""The questions of the catalogue as one would write them by hand, for one year: the measure of our own SQL."""

# The cases worked on in the year and where somebody stayed; the others use it as {worked}.
WORKED = """
    SELECT DISTINCT ON (a.case_id) a.case_id, s.municipality_id
    FROM (SELECT case_id, max("on") AS last_on FROM cases_act WHERE "on" BETWEEN '2013-01-01' AND '2013-12-31'
          GROUP BY case_id) a
    LEFT JOIN cases_stay s ON s.case_id = a.case_id AND s.from_on <= a.last_on
    ORDER BY a.case_id, s.from_on DESC
"""

# The same questions as one would write them by hand, knowing that nobody moved and no municipality ended.
BY_HAND: dict[str, str] = {
    "doelgroepen": """
        SELECT w.municipality_id, count(*), count(*) FILTER (WHERE length(p.born) < 10),
               count(*) FILTER (WHERE length(p.born) = 10 AND age(coalesce(d.released_on, d.expected_end_on,
                                                                           date '2013-12-31'),
                                                                  nullif(p.born, '')::date) < interval '27 years'),
               count(*) FILTER (WHERE stays.number >= 4), count(*) FILTER (WHERE h.asked),
               count(*) FILTER (WHERE f.oggz), count(*) FILTER (WHERE c.brought_in_by <> '' OR k.case_id IS NOT NULL)
        FROM ({worked}) w
        JOIN cases_case c ON c.id = w.case_id JOIN cases_person p ON p.id = c.person_id
        JOIN cases_detention d ON d.id = c.detention_id
        JOIN (SELECT id, count(*) OVER (PARTITION BY person_id ORDER BY start_on) AS number FROM (
                  SELECT id, person_id, start_on, start_on <= max(released_on) OVER (
                      PARTITION BY person_id ORDER BY start_on, id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
                  ) + 1 AS goes_on FROM cases_detention) s WHERE goes_on IS NOT TRUE) stays ON stays.id = d.id
        LEFT JOIN cases_askedforhelp h ON h.detention_id = d.id
        LEFT JOIN (SELECT case_id, bool_or("group" = 'oggz') AS oggz FROM cases_finding WHERE ended_at IS NULL
                   GROUP BY 1) f ON f.case_id = c.id
        LEFT JOIN (SELECT DISTINCT case_id FROM cases_concern WHERE ended_at IS NULL) k ON k.case_id = c.id
        GROUP BY GROUPING SETS ((1), ())
    """,
    "herhaling": """
        SELECT municipality_id, count(*), count(*) FILTER (WHERE cases > 1), count(DISTINCT person_id),
               count(DISTINCT person_id) FILTER (WHERE cases > 1)
        FROM (SELECT w.municipality_id, c.person_id, count(c.detention_id) OVER (PARTITION BY c.person_id) AS cases
              FROM ({worked}) w JOIN cases_case c ON c.id = w.case_id) q GROUP BY GROUPING SETS ((1), ())
    """,
    "inzet": """
        SELECT w.municipality_id, count(*), count(*) FILTER (WHERE profile), count(*) FILTER (WHERE enriched),
               count(*) FILTER (WHERE round), count(*) FILTER (WHERE helped)
        FROM ({worked}) w JOIN (
            SELECT case_id, bool_or(kind = 'profile') AS profile, bool_or(kind IN ('network_round', 'bilateral')) AS
                   enriched, bool_or(kind = 'network_round') AS round, bool_or(kind = 'intervention') AS helped
            FROM cases_act WHERE "on" BETWEEN '2013-01-01' AND '2013-12-31' GROUP BY 1) a ON a.case_id = w.case_id
        GROUP BY GROUPING SETS ((1), ())
    """,
    "interventies": """
        SELECT w.municipality_id, a.area, count(*), count(DISTINCT a.case_id)
        FROM ({worked}) w JOIN cases_act a ON a.case_id = w.case_id
        WHERE a.kind = 'intervention' AND a."on" BETWEEN '2013-01-01' AND '2013-12-31'
        GROUP BY GROUPING SETS ((1), (2), ())
    """,
    "overleg": """
        SELECT w.municipality_id, a.kind, count(*), count(DISTINCT a.case_id),
               count(DISTINCT a.case_id) FILTER (WHERE c.number = 1)
        FROM ({worked}) w JOIN cases_act a ON a.case_id = w.case_id
        JOIN (SELECT id, row_number() OVER (PARTITION BY person_id ORDER BY opened_on, id) AS number FROM cases_case) c
            ON c.id = w.case_id
        WHERE a.kind IN ('offender_meeting', 'violence_meeting', 'tailored_meeting')
          AND a."on" BETWEEN '2013-01-01' AND '2013-12-31' GROUP BY GROUPING SETS ((1), (2), ())
    """,
    "verblijfsduur": """
        SELECT registered_id, count(*), percentile_disc(0.5) WITHIN GROUP (ORDER BY released_on - start_on),
               count(*) FILTER (WHERE released_on - start_on < 28), count(*) FILTER (WHERE start_on IS NULL),
               count(*) FILTER (WHERE released_on < start_on + interval '3 months'),
               count(*) FILTER (WHERE released_on < start_on + interval '6 months'),
               count(*) FILTER (WHERE released_on < start_on + interval '12 months')
        FROM cases_detention WHERE released_on BETWEEN '2013-01-01' AND '2013-12-31' GROUP BY GROUPING SETS ((1), ())
    """,
    "terugkeer": """
        SELECT registered_id, count(*), count(*) FILTER (WHERE back_on <= day + interval '6 months'),
               count(*) FILTER (WHERE back_on <= day + interval '12 months'),
               count(*) FILTER (WHERE back_on <= day + interval '24 months')
        FROM (SELECT r.person_id, r.registered_id, r.released_on AS day,
                     min(d.start_on) FILTER (WHERE d.start_on > r.released_on + 1) AS back_on
              FROM (SELECT DISTINCT ON (person_id) person_id, registered_id, released_on FROM cases_detention
                    WHERE released_on BETWEEN '2013-01-01' AND '2013-12-31' ORDER BY person_id, released_on DESC) r
              JOIN cases_detention d ON d.person_id = r.person_id GROUP BY 1, 2, 3) q GROUP BY GROUPING SETS ((1), ())
    """,
    "hulpvragen": """
        SELECT registered_id, area, count(*), count(*) FILTER (WHERE status = 'met')
        FROM (SELECT DISTINCT ON (n.id) d.registered_id, n.area, coalesce(u.status, 'open') AS status
              FROM cases_detention d JOIN cases_case c ON c.detention_id = d.id JOIN cases_need n ON n.case_id = c.id
              LEFT JOIN cases_needupdate u ON u.need_id = n.id AND u."on" <= d.released_on
              WHERE d.released_on BETWEEN '2013-01-01' AND '2013-12-31' ORDER BY n.id, u."on" DESC, u.id DESC) q
        GROUP BY GROUPING SETS ((1), (2), ())
    """,
    "acties": """
        SELECT c.responsible_id, l.state, count(*), count(*) FILTER (WHERE done_on <= l.due_on)
        FROM cases_actionline l JOIN cases_case c ON c.id = l.case_id
        LEFT JOIN (SELECT line_id, min("on") AS done_on FROM cases_actionstep WHERE state = 'done' GROUP BY 1) s
            ON s.line_id = l.id
        WHERE l.due_on BETWEEN '2013-01-01' AND '2013-12-31' GROUP BY GROUPING SETS ((1), (2), ())
    """,
    "verstrekkingen": """
        SELECT c.responsible_id, g.party, g.ground_name, count(*), count(DISTINCT g.case_id)
        FROM cases_disclosure g JOIN cases_case c ON c.id = g.case_id
        WHERE g."on" BETWEEN '2013-01-01' AND '2013-12-31' GROUP BY GROUPING SETS ((1), (2), (3), ())
    """,
    "werklast": """
        SELECT what, date_part('month', day), count(*) FROM (
            SELECT kind AS what, "on" AS day FROM cases_act WHERE "on" BETWEEN '2013-01-01' AND '2013-12-31'
            UNION ALL SELECT 'case', opened_on FROM cases_case WHERE opened_on BETWEEN '2013-01-01' AND '2013-12-31'
            UNION ALL SELECT 'request', sent_at::date FROM cases_request WHERE sent_at IS NOT NULL
            UNION ALL SELECT 'arrival', received_at::date FROM cases_notification WHERE kind = 'instroom'
            UNION ALL SELECT 'conference', "on" FROM cases_conference WHERE state = 'held'
        ) q WHERE day BETWEEN '2013-01-01' AND '2013-12-31' GROUP BY GROUPING SETS ((1, 2), (1))
    """,
}
