import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from nazorg.common.rls import STAFF_ONLY, Protect

# Staff, and whoever reads one whole file by exception. A contact may read of target groups only whether somebody asked
# for help, which is a table of its own.
FILE = f"{STAFF_ONLY} OR (case_id = ANY((SELECT scope_cases())::bigint[]) AND (SELECT scope_reads('log')))"


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0008_found_in"),
        ("partners", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CareInformation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(blank=True, verbose_name="informatie")),
                ("on", models.DateField(verbose_name="ontvangen op")),
                ("at", models.DateTimeField()),
                ("removed_why", models.CharField(blank=True, max_length=200, verbose_name="waarom weggehaald")),
                ("removed_at", models.DateTimeField(blank=True, null=True, verbose_name="weggehaald")),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("supplied", "de zorgeenheid gaf het zelf voor dit doel"),
                            ("agreed", "de persoon stemde ermee in"),
                        ],
                        max_length=8,
                        verbose_name="waarom mag dit",
                    ),
                ),
                ("agreed_on", models.DateField(blank=True, null=True, verbose_name="ingestemd op")),
                ("agreed_how", models.CharField(blank=True, max_length=200, verbose_name="wie stemde in, en hoe")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="cases.case",
                        verbose_name="casus",
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                        verbose_name="zorgeenheid",
                    ),
                ),
            ],
            options={
                "verbose_name": "zorginformatie",
                "verbose_name_plural": "zorginformatie",
                "ordering": ["-on", "-id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("removed_at", None),
                                ("removed_by", None),
                                ("removed_why", ""),
                                models.Q(("text", ""), _negated=True),
                            ),
                            models.Q(
                                ("removed_at__isnull", False),
                                ("removed_by__isnull", False),
                                ("text", ""),
                                models.Q(("removed_why", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="careinformation_removed_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("agreed_how", ""), ("agreed_on", None), ("basis", "supplied"), ("unit__isnull", False)
                            ),
                            models.Q(
                                ("agreed_on__isnull", False),
                                ("basis", "agreed"),
                                models.Q(("agreed_how", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="care_has_basis",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Concern",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("who", models.CharField(max_length=120, verbose_name="wie")),
                ("on", models.DateField(verbose_name="wanneer")),
                ("why", models.TextField(max_length=2000, verbose_name="waarom")),
                ("at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="teruggenomen")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="concerns",
                        to="cases.case",
                        verbose_name="casus",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                        verbose_name="onderdeel van een partner",
                    ),
                ),
            ],
            options={
                "verbose_name": "zorg van een partner",
                "verbose_name_plural": "zorgen van partners",
                "ordering": ["-on", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("who", ""), _negated=True), models.Q(("why", ""), _negated=True)),
                        name="concern_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("ended_by", None)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="concern_ended_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "group",
                    models.CharField(
                        choices=[
                            ("help", "vraagt hulp"),
                            ("young", "jonger dan 27"),
                            ("returner", "frequente terugkeerder"),
                            ("oggz", "OGGZ-verleden"),
                            ("concern", "ingebracht door een partner"),
                        ],
                        max_length=8,
                        verbose_name="doelgroep",
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
                ("belongs", models.BooleanField(verbose_name="hoort erbij")),
                ("why", models.CharField(max_length=300, verbose_name="waarom")),
                ("at", models.DateTimeField(verbose_name="wanneer")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="teruggenomen")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="findings",
                        to="cases.case",
                        verbose_name="casus",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "oordeel over een doelgroep",
                "verbose_name_plural": "oordelen over doelgroepen",
                "ordering": ["-at", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)), fields=("case", "group"), name="finding_one_holds"
                    ),
                    models.CheckConstraint(condition=models.Q(("why", ""), _negated=True), name="finding_has_reason"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("category", "target_facts"), ("group__in", ("help", "young", "returner"))),
                            models.Q(("category", "target_findings"), ("group", "oggz")),
                            _connector="OR",
                        ),
                        name="finding_category_of_group",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("ended_by", None)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="finding_ended_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="KnownBefore",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="aantal")),
                ("source", models.CharField(max_length=200, verbose_name="bron")),
                ("at", models.DateTimeField(verbose_name="wanneer")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="known_before",
                        to="cases.case",
                        verbose_name="casus",
                    ),
                ),
            ],
            options={
                "verbose_name": "eerder bekende detenties",
                "verbose_name_plural": "eerder bekende detenties",
                "ordering": ["-at", "-id"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("number__lte", 100)), name="known_before_possible"),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True), name="known_before_has_source"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PoliceInformation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(blank=True, verbose_name="informatie")),
                ("on", models.DateField(verbose_name="ontvangen op")),
                ("at", models.DateTimeField()),
                ("removed_why", models.CharField(blank=True, max_length=200, verbose_name="waarom weggehaald")),
                ("removed_at", models.DateTimeField(blank=True, null=True, verbose_name="weggehaald")),
                ("supplied_by", models.CharField(max_length=120, verbose_name="wie van de politie")),
                ("request", models.CharField(max_length=200, verbose_name="op welk verzoek")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="cases.case",
                        verbose_name="casus",
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "politie-informatie",
                "verbose_name_plural": "politie-informatie",
                "ordering": ["-on", "-id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("removed_at", None),
                                ("removed_by", None),
                                ("removed_why", ""),
                                models.Q(("text", ""), _negated=True),
                            ),
                            models.Q(
                                ("removed_at__isnull", False),
                                ("removed_by__isnull", False),
                                ("text", ""),
                                models.Q(("removed_why", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="policeinformation_removed_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("supplied_by", ""), _negated=True), models.Q(("request", ""), _negated=True)
                        ),
                        name="police_has_source",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Profile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveSmallIntegerField(verbose_name="versie")),
                (
                    "level",
                    models.CharField(
                        choices=[("low", "laag"), ("raised", "verhoogd"), ("high", "hoog"), ("unclear", "onduidelijk")],
                        max_length=8,
                        verbose_name="risico",
                    ),
                ),
                ("grounds", models.CharField(max_length=300, verbose_name="gronden")),
                ("crime", models.JSONField(default=list, verbose_name="delictpatroon")),
                ("social", models.JSONField(default=list, verbose_name="sociale context")),
                ("history", models.JSONField(default=list, verbose_name="eerdere interventies")),
                ("text", models.TextField(blank=True, verbose_name="toelichting")),
                ("actions", models.TextField(blank=True, verbose_name="wat er moet gebeuren")),
                ("valid_until", models.DateField(verbose_name="geldig tot en met")),
                ("on", models.DateField(verbose_name="geschreven op")),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="profiles",
                        to="cases.case",
                        verbose_name="casus",
                    ),
                ),
                (
                    "taken_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="cases.profile",
                    ),
                ),
            ],
            options={
                "verbose_name": "profiel",
                "verbose_name_plural": "profielen",
                "ordering": ["case", "-version"],
                "indexes": [models.Index(fields=["-at"], name="profile_at")],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "version"), name="profile_version_once"),
                    models.CheckConstraint(
                        condition=models.Q(("grounds", ""), _negated=True), name="profile_has_grounds"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__in", ["low", "raised", "high", "unclear"])),
                        name="profile_has_level",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_until__gte", models.F("on"))), name="profile_dates_in_order"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Screening",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("nothing", "geen actie"),
                            ("follow", "volgen"),
                            ("profile", "profiel"),
                            ("urgent", "urgent"),
                        ],
                        max_length=8,
                        verbose_name="uitkomst",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="waarom")),
                ("at", models.DateTimeField(verbose_name="wanneer")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="screenings",
                        to="cases.case",
                        verbose_name="casus",
                    ),
                ),
            ],
            options={
                "verbose_name": "screening",
                "verbose_name_plural": "screeningen",
                "ordering": ["-at", "-id"],
                "indexes": [models.Index(fields=["case", "-at"], name="screening_case")],
            },
        ),
        Protect("Screening", "risk", FILE),
        Protect("Profile", "risk", FILE),
        Protect("Finding", None, FILE),
        Protect("KnownBefore", "target_facts", FILE),
        Protect("Concern", "target_findings", FILE),
        Protect("PoliceInformation", "police", FILE),
        Protect("CareInformation", "care", FILE),
    ]
