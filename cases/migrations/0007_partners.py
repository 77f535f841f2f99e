import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from nazorg.common.rls import Protect


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0006_handoff"),
        ("partners", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Participation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("enrichment", "bevraagd"),
                            ("conference", "uitgenodigd voor een overleg"),
                            ("plan", "heeft een actie in het plan"),
                            ("task", "voert een taak uit"),
                            ("bij", "geïnformeerd over een terugkeer (BIJ)"),
                        ],
                        max_length=12,
                        verbose_name="waarom",
                    ),
                ),
                ("since", models.DateField(verbose_name="sinds")),
            ],
            options={
                "verbose_name": "deelname van een partner",
                "verbose_name_plural": "deelnames van partners",
                "ordering": ["since", "id"],
            },
        ),
        migrations.AddField(
            model_name="disclosedpart",
            name="party",
            field=models.CharField(
                choices=[
                    ("coordinator", "coördinator nazorg"),
                    ("clerk", "administratief medewerker"),
                    ("contact", "contactpersoon gemeente"),
                    ("chain_manager", "ketenmanager"),
                    ("administrator", "functioneel beheerder"),
                    ("privacy_officer", "privacyfunctionaris"),
                    ("mmd", "MMD-er (PI)"),
                    ("police", "politie"),
                    ("prosecution", "Openbaar Ministerie"),
                    ("probation", "reclassering"),
                    ("care", "zorg (GGZ, GGD, verslavingszorg)"),
                    ("welfare", "welzijn en opvang"),
                    ("housing", "woningcorporatie"),
                    ("mayor", "burgemeester"),
                ],
                default="mmd",
                max_length=20,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="disclosure",
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
                ],
                max_length=20,
                verbose_name="soort",
            ),
        ),
        migrations.AlterField(
            model_name="disclosure",
            name="channel",
            field=models.CharField(
                choices=[
                    ("dpan", "DPAN"),
                    ("pdf", "pdf"),
                    ("phone", "telefoon"),
                    ("mail", "beveiligde e-mail"),
                    ("direct", "door de gemeente zelf"),
                    ("talk", "gesprek"),
                    ("meeting", "in het overleg"),
                ],
                max_length=8,
                verbose_name="hoe",
            ),
        ),
        migrations.AlterField(
            model_name="disclosure",
            name="kind",
            field=models.CharField(
                choices=[
                    ("pack", "overdracht"),
                    ("supplement", "aanvulling"),
                    ("direct", "rechtstreeks door de gemeente"),
                    ("partner", "verstrekking"),
                    ("oral", "mondeling"),
                    ("question", "bij een vraag"),
                    ("conference", "voor een overleg"),
                    ("urgent", "dringend"),
                ],
                max_length=12,
                verbose_name="soort",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosedpart",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("category", "offence"), ("party__in", ("care", "welfare", "housing")), _negated=True
                ),
                name="part_never_offence",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosedpart",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("category", "police"), ("party__in", ("care", "welfare", "housing")), _negated=True
                ),
                name="part_never_police",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosedpart",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("category", "suwinet"),
                    ("party__in", ("police", "prosecution", "probation", "care", "welfare", "housing", "mayor")),
                    _negated=True,
                ),
                name="part_never_suwinet",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosedpart",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("category", "care"), ("party__in", ("police", "prosecution", "housing")), _negated=True
                ),
                name="part_never_care",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosedpart",
            constraint=models.CheckConstraint(
                condition=models.Q(("category", "area_care"), ("party__in", ("welfare", "housing")), _negated=True),
                name="part_never_area_care",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosedpart",
            constraint=models.CheckConstraint(
                condition=models.Q(("category", "area_debts"), ("party__in", ("housing",)), _negated=True),
                name="part_never_area_debts",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("party", "mmd"), ("unit", None)),
                    models.Q(models.Q(("party", "mmd"), _negated=True), ("unit__isnull", False)),
                    _connector="OR",
                ),
                name="disclosure_to_unit_or_mmd",
            ),
        ),
        migrations.AddField(
            model_name="participation",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="participations",
                to="cases.case",
                verbose_name="casus",
            ),
        ),
        migrations.AddField(
            model_name="participation",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="partners.unit",
                verbose_name="onderdeel",
            ),
        ),
        migrations.AddConstraint(
            model_name="participation",
            constraint=models.UniqueConstraint(fields=("case", "unit", "why"), name="participation_once"),
        ),
        Protect("Participation", "conference_logistics"),
    ]
