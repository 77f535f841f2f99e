import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from nazorg.common.rls import STAFF_ONLY, Protect

MINE = "(SELECT scope_municipalities())::bigint[]"
STATEMENT = f"{STAFF_ONLY} OR case_id = ANY((SELECT scope_cases())::bigint[])"
# A contact reads what is addressed to the own municipality, while it holds and while the case is the contact's to see.
ADDRESSED = f"""
    (SELECT scope_reads('statement:addressed')) AND category = 'statement' AND municipality_id = ANY({MINE})
    AND (SELECT scope_today()) BETWEEN from_on AND until_on
    AND (withdrawn_on IS NULL OR withdrawn_on > (SELECT scope_today()))
    AND EXISTS (SELECT 1 FROM cases_case c WHERE c.id = case_id)
"""
OF_STATEMENT = f"{STAFF_ONLY} OR EXISTS (SELECT 1 FROM cases_statement s WHERE s.id = statement_id)"

# Of a statement only two things change: the police release it, and it is withdrawn. What a unit gets is what was agreed.
GUARDS = """
CREATE FUNCTION guard_statement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF ROW(NEW.case_id, NEW.unit_id, NEW.municipality_id, NEW.text, NEW.from_on, NEW.until_on)
        IS DISTINCT FROM ROW(OLD.case_id, OLD.unit_id, OLD.municipality_id, OLD.text, OLD.from_on, OLD.until_on)
        OR (OLD.withdrawn_on IS NOT NULL AND NEW.withdrawn_on IS DISTINCT FROM OLD.withdrawn_on)
    THEN
        RAISE EXCEPTION 'what was agreed does not change' USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.category = 'police' AND NEW.category <> 'police'
        AND NOT EXISTS (SELECT 1 FROM cases_policerelease WHERE statement_id = NEW.id)
    THEN
        RAISE EXCEPTION 'the police did not release these words' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION refuse_unagreed_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.category = 'statement' AND NOT EXISTS (
        SELECT 1 FROM cases_statement s JOIN cases_disclosure d ON d.id = NEW.disclosure_id
        WHERE s.case_id = NEW.case_id AND s.unit_id = d.unit_id AND s.text = NEW.text AND s.category = 'statement'
            AND d."on" BETWEEN s.from_on AND s.until_on AND (s.withdrawn_on IS NULL OR s.withdrawn_on > d."on")
    ) THEN
        RAISE EXCEPTION 'these words were not agreed for this recipient' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guarded BEFORE UPDATE ON cases_statement FOR EACH ROW EXECUTE FUNCTION guard_statement();
CREATE TRIGGER agreed BEFORE INSERT ON cases_disclosedpart FOR EACH ROW EXECUTE FUNCTION refuse_unagreed_words();
"""
BACK = """
DROP TRIGGER agreed ON cases_disclosedpart;
DROP TRIGGER guarded ON cases_statement;
DROP FUNCTION refuse_unagreed_words();
DROP FUNCTION guard_statement();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0011_protect_conferences"),
        ("common", "0005_scope_today"),
        ("municipalities", "0005_terms"),
        ("partners", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="act",
            name="kind",
            field=models.CharField(
                choices=[
                    ("registration", "rij van de oude registratie"),
                    ("profile", "profiel"),
                    ("network_round", "netwerkronde"),
                    ("bilateral", "bilaterale verrijking"),
                    ("intervention", "interventie"),
                    ("offender_meeting", "veelplegersoverleg"),
                    ("violence_meeting", "overleg huiselijk geweld"),
                    ("note", "notitie"),
                    ("judged", "beslissing"),
                    ("sent", "vraag verstuurd"),
                    ("contact", "contact"),
                    ("handoff", "overdracht"),
                    ("screening", "screening"),
                    ("disclosed", "verstrekking aan een partner"),
                    ("tailored_meeting", "casus op maat"),
                    ("plan", "plan van aanpak"),
                    ("course", "loop van de casus"),
                    ("statement", "deelbare zin"),
                ],
                max_length=20,
                verbose_name="soort",
            ),
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("statement", "deelbare zin (afgesproken woorden, per ontvanger)"),
                            ("police", "politie-informatie"),
                        ],
                        max_length=24,
                        verbose_name="categorie",
                    ),
                ),
                ("text", models.TextField(verbose_name="woorden")),
                ("from_on", models.DateField(verbose_name="vanaf")),
                ("until_on", models.DateField(verbose_name="tot en met")),
                ("written_at", models.DateTimeField()),
                ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="ingetrokken op")),
                ("withdrawn_why", models.CharField(blank=True, max_length=200, verbose_name="waarom ingetrokken")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="statements",
                        to="cases.case",
                        verbose_name="casus",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.municipality",
                        verbose_name="gemeente",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.unit",
                        verbose_name="onderdeel",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "deelbare zin",
                "verbose_name_plural": "deelbare zinnen",
                "ordering": ["-written_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="PoliceRelease",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("released_by", models.CharField(max_length=120, verbose_name="wie van de politie")),
                ("on", models.DateField(verbose_name="vrijgegeven op")),
                ("ground", models.CharField(max_length=20, verbose_name="grond")),
                ("ground_name", models.CharField(max_length=120)),
                ("recorded_at", models.DateTimeField()),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "statement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="release",
                        to="cases.statement",
                        verbose_name="deelbare zin",
                    ),
                ),
            ],
            options={
                "verbose_name": "vrijgave door de politie",
                "verbose_name_plural": "vrijgaven door de politie",
            },
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("municipality__isnull", False), ("unit", None)),
                    models.Q(("municipality", None), ("unit__isnull", False)),
                    _connector="OR",
                ),
                name="statement_one_recipient",
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(("category__in", ["statement", "police"])), name="statement_category"
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="statement_has_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(("from_on__lte", models.F("until_on"))), name="statement_dates_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_by", None), ("withdrawn_on", None), ("withdrawn_why", "")),
                    models.Q(
                        ("withdrawn_by__isnull", False),
                        ("withdrawn_on__isnull", False),
                        models.Q(("withdrawn_why", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="statement_withdrawn_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="policerelease",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("released_by", ""), _negated=True), models.Q(("ground", ""), _negated=True)
                ),
                name="policerelease_whole",
            ),
        ),
        Protect("Statement", None, STATEMENT, also_reads=ADDRESSED),
        Protect("PoliceRelease", "police", OF_STATEMENT),
        migrations.RunSQL(GUARDS, BACK),
    ]
