import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0014_protect_notes"),
        ("municipalities", "0005_terms"),
        ("partners", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ActionLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.CharField(max_length=300, verbose_name="actie")),
                ("name", models.CharField(blank=True, max_length=120, verbose_name="naam")),
                ("due_on", models.DateField(verbose_name="uiterlijk")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("todo", "te doen"),
                            ("busy", "bezig"),
                            ("done", "gedaan"),
                            ("stuck", "lukt niet"),
                            ("dropped", "vervallen"),
                        ],
                        default="todo",
                        max_length=8,
                        verbose_name="stand",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField(verbose_name="sinds")),
            ],
            options={
                "verbose_name": "actieregel",
                "verbose_name_plural": "actieregels",
                "ordering": ["due_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="ActionStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="datum")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("todo", "te doen"),
                            ("busy", "bezig"),
                            ("done", "gedaan"),
                            ("stuck", "lukt niet"),
                            ("dropped", "vervallen"),
                        ],
                        max_length=8,
                        verbose_name="stand",
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="opmerking")),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "stap in een actieregel",
                "verbose_name_plural": "stappen in actieregels",
                "ordering": ["-at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="CourseStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("running", "lopend"),
                            ("resting", "op rust"),
                            ("recalled", "teruggeroepen"),
                            ("closed", "gesloten"),
                        ],
                        max_length=8,
                        verbose_name="stand",
                    ),
                ),
                ("on", models.DateField(verbose_name="datum")),
                ("party", models.CharField(blank=True, max_length=120, verbose_name="wie")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("finished", "traject afgerond"),
                            ("passed_on", "een ander gaat ermee verder"),
                            ("refused", "de persoon wil geen hulp"),
                            ("moved_away", "vertrokken uit de regio"),
                            ("abroad", "vertrokken naar het buitenland"),
                            ("died", "overleden"),
                            ("someone_else", "blijkt iemand anders"),
                            ("other", "anders"),
                        ],
                        max_length=12,
                        verbose_name="uitkomst",
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="waarom")),
                ("at", models.DateTimeField()),
                ("current", models.BooleanField(default=True, verbose_name="geldt")),
            ],
            options={
                "verbose_name": "stap in de loop van een casus",
                "verbose_name_plural": "stappen in de loop van casussen",
                "ordering": ["-at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Goal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=300, verbose_name="doel")),
                (
                    "aims_at",
                    models.CharField(
                        choices=[("person", "de persoon"), ("family", "het gezin of de familie")],
                        default="person",
                        max_length=8,
                        verbose_name="voor wie",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField(verbose_name="sinds")),
            ],
            options={
                "verbose_name": "doel van een plan",
                "verbose_name_plural": "doelen van plannen",
                "ordering": ["created_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Intervention",
            fields=[
                (
                    "act",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="intervention",
                        serialize=False,
                        to="cases.act",
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("identity", "identiteit (naam, geboortedatum, adres, SKN)"),
                            ("bsn", "BSN"),
                            ("detention", "detentie (PI, data, soort einde)"),
                            ("title", "detentietitel"),
                            ("offence", "delict"),
                            ("raw_notification", "ruwe melding (zoals zij kwam)"),
                            ("area_papers", "leefgebied identiteitsbewijs"),
                            ("area_housing", "leefgebied huisvesting"),
                            ("area_income", "leefgebied arbeid en inkomen"),
                            ("area_debts", "leefgebied schulden"),
                            ("area_care", "leefgebied zorg"),
                            ("suwinet", "antwoorden uit SUWINET"),
                            ("needs", "hulpvragen en interventies"),
                            ("police", "politie-informatie"),
                            ("care", "zorginformatie"),
                            ("risk", "risicoprofiel (termen, niveau, gronden)"),
                            ("statement", "deelbare zin (afgesproken woorden, per ontvanger)"),
                            ("target_facts", "doelgroepen: vraagt hulp, jonger dan 27, frequente terugkeerder"),
                            ("target_findings", "doelgroepen: OGGZ, zorgen van een partner"),
                            ("involved", "betrokken anderen (familie, slachtoffer, melder)"),
                            ("plan", "plan van aanpak: doelen en acties"),
                            ("conference_logistics", "casusoverleg: datum, plaats, genodigden"),
                            ("conference_content", "casusoverleg: bespreking en besluiten"),
                            ("bij", "BIJ"),
                            ("log", "verstrekkingen en logboek"),
                            ("figures", "cijfers"),
                            ("covenant", "het convenant zelf"),
                        ],
                        max_length=24,
                        verbose_name="categorie",
                    ),
                ),
                ("party", models.CharField(max_length=120, verbose_name="door wie")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="klaar op")),
                ("result", models.TextField(blank=True, verbose_name="resultaat")),
            ],
            options={
                "verbose_name": "interventie",
                "verbose_name_plural": "interventies",
            },
        ),
        migrations.CreateModel(
            name="OutsideNumber",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("gcos", "GCOS"),
                            ("municipality", "gemeente"),
                            ("partner", "partner"),
                            ("other", "ander systeem"),
                        ],
                        default="gcos",
                        max_length=12,
                        verbose_name="soort",
                    ),
                ),
                ("number", models.CharField(max_length=40, verbose_name="nummer")),
                ("key", models.CharField(editable=False, max_length=40)),
                ("source", models.CharField(blank=True, max_length=120, verbose_name="van wie")),
                ("recorded_at", models.DateTimeField(verbose_name="sinds")),
            ],
            options={
                "verbose_name": "nummer elders",
                "verbose_name_plural": "nummers elders",
                "ordering": ["kind", "id"],
            },
        ),
        migrations.RemoveIndex(
            model_name="chain",
            name="chain_waiting",
        ),
        migrations.AlterField(
            model_name="chain",
            name="step",
            field=models.CharField(
                choices=[
                    ("decide", "te beslissen"),
                    ("send", "te versturen"),
                    ("answer", "wacht op de gemeente"),
                    ("own", "wacht op het Veiligheidshuis"),
                    ("handoff", "gereed voor overdracht"),
                    ("done", "overgedragen"),
                    ("released", "vrijgekomen vóór overdracht"),
                    ("outside", "buiten de regio"),
                    ("stopped", "geen nazorg"),
                    ("closed", "casus gesloten"),
                    ("none", "geen vraag"),
                ],
                max_length=10,
                verbose_name="stap",
            ),
        ),
        migrations.AlterField(
            model_name="request",
            name="ended_why",
            field=models.CharField(
                blank=True,
                choices=[
                    ("released", "vrijgekomen"),
                    ("no_aftercare", "geen nazorg"),
                    ("withdrawn", "melding ingetrokken"),
                    ("closed", "casus gesloten"),
                    ("died", "overleden"),
                ],
                db_default="",
                default="",
                max_length=14,
                verbose_name="waarom",
            ),
        ),
        migrations.AddIndex(
            model_name="chain",
            index=models.Index(
                condition=models.Q(
                    ("step__in", ["done", "released", "outside", "stopped", "closed", "none"]), _negated=True
                ),
                fields=["step", "due_on"],
                name="chain_waiting",
            ),
        ),
        migrations.AddField(
            model_name="actionline",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="action_lines",
                to="cases.case",
                verbose_name="casus",
            ),
        ),
        migrations.AddField(
            model_name="actionline",
            name="created_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="actionline",
            name="municipality",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="municipalities.municipality",
                verbose_name="gemeente",
            ),
        ),
        migrations.AddField(
            model_name="actionline",
            name="unit",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="partners.unit",
                verbose_name="onderdeel",
            ),
        ),
        migrations.AddField(
            model_name="actionstep",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="actionstep",
            name="line",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="cases.actionline"
            ),
        ),
        migrations.AddField(
            model_name="actionstep",
            name="municipality",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="municipalities.municipality",
            ),
        ),
        migrations.AddField(
            model_name="coursestep",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="coursestep",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="course_steps",
                to="cases.case",
                verbose_name="casus",
            ),
        ),
        migrations.AddField(
            model_name="goal",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="goals", to="cases.case", verbose_name="casus"
            ),
        ),
        migrations.AddField(
            model_name="goal",
            name="created_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="actionline",
            name="goal",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="lines",
                to="cases.goal",
                verbose_name="doel",
            ),
        ),
        migrations.AddField(
            model_name="intervention",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.case", verbose_name="casus"
            ),
        ),
        migrations.AddField(
            model_name="outsidenumber",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="outside_numbers",
                to="cases.case",
                verbose_name="casus",
            ),
        ),
        migrations.AddField(
            model_name="outsidenumber",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="actionstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["stuck", "dropped"]), _negated=True),
                    models.Q(("text", ""), _negated=True),
                    _connector="OR",
                ),
                name="step_says_why_not",
            ),
        ),
        migrations.AddIndex(
            model_name="coursestep",
            index=models.Index(condition=models.Q(("current", True)), fields=["state", "case"], name="course_state"),
        ),
        migrations.AddConstraint(
            model_name="coursestep",
            constraint=models.UniqueConstraint(
                condition=models.Q(("current", True)), fields=("case",), name="course_one_current"
            ),
        ),
        migrations.AddConstraint(
            model_name="coursestep",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "running"), _negated=True), name="course_step_goes_somewhere"
            ),
        ),
        migrations.AddConstraint(
            model_name="coursestep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("party", ""), ("state", "closed")),
                    models.Q(("state__in", ["resting", "recalled"]), models.Q(("party", ""), _negated=True)),
                    _connector="OR",
                ),
                name="course_step_has_party",
            ),
        ),
        migrations.AddConstraint(
            model_name="coursestep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "closed"), models.Q(("outcome", ""), _negated=True)),
                    models.Q(models.Q(("state", "closed"), _negated=True), ("outcome", "")),
                    _connector="OR",
                ),
                name="course_closed_has_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="coursestep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "recalled"), _negated=True),
                    models.Q(("text", ""), _negated=True),
                    _connector="OR",
                ),
                name="course_recalled_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="goal",
            constraint=models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="goal_has_text"),
        ),
        migrations.AddIndex(
            model_name="actionline",
            index=models.Index(condition=models.Q(("state__in", ("todo", "busy"))), fields=["due_on"], name="line_due"),
        ),
        migrations.AddIndex(
            model_name="actionline",
            index=models.Index(
                condition=models.Q(("municipality", None), _negated=True),
                fields=["municipality", "due_on"],
                name="line_municipality",
            ),
        ),
        migrations.AddConstraint(
            model_name="actionline",
            constraint=models.CheckConstraint(condition=models.Q(("what", ""), _negated=True), name="line_has_text"),
        ),
        migrations.AddConstraint(
            model_name="actionline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("municipality", None), ("name", ""), ("unit__isnull", False)),
                    models.Q(("municipality__isnull", False), ("name", ""), ("unit", None)),
                    models.Q(("municipality", None), ("unit", None), models.Q(("name", ""), _negated=True)),
                    _connector="OR",
                ),
                name="line_one_owner",
            ),
        ),
        migrations.AddConstraint(
            model_name="intervention",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_on", None), ("result", "")),
                    models.Q(("ended_on__isnull", False), models.Q(("result", ""), _negated=True)),
                    _connector="OR",
                ),
                name="intervention_ended_whole",
            ),
        ),
        migrations.AddIndex(
            model_name="outsidenumber",
            index=models.Index(fields=["key"], name="outside_number_key"),
        ),
        migrations.AddConstraint(
            model_name="outsidenumber",
            constraint=models.CheckConstraint(
                condition=models.Q(("key", ""), _negated=True), name="outside_number_has_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="outsidenumber",
            constraint=models.UniqueConstraint(
                fields=("case", "kind", "key"),
                name="outside_number_once",
                violation_error_message="Dit nummer staat al bij deze casus.",
            ),
        ),
    ]
