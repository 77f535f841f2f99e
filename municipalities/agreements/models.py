"""What was agreed with a municipality: who delivers what, within which term, and whom to turn to.

Names of officials at work, and numbers of days: nothing about the people whom Nazorg is for.
"""

from datetime import timedelta

from auditlog.registry import auditlog
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from municipalities.models import Municipality
from nazorg.common.deadlines import Length, Unit
from nazorg.covenant.areas import Area
from nazorg.covenant.parties import DOSSIER_STAFF


class Term(models.Model):
    """How long something may take, from a day on until a later row says otherwise; for one municipality, or for all."""

    class Kind(models.TextChoices):
        INTERVIEW = "interview", "eerste gesprek in de PI, na aankomst"
        ANSWER = "answer", "antwoord van de gemeente, na verzending"
        ANSWER_URGENT = "answer_urgent", "antwoord van de gemeente bij spoed, na verzending"
        URGENT_WITHIN = "urgent_within", "spoed: vrijlating binnen"
        SHORT_STAY = "short_stay", "kort verblijf: detentie korter dan"
        ESCALATE = "escalate", "opschalen, na de termijn van de gemeente"

    kind = models.CharField("soort", max_length=16, choices=Kind)
    municipality = models.ForeignKey(
        Municipality, models.CASCADE, null=True, blank=True, related_name="terms", verbose_name="gemeente",
        help_text="Leeg: voor alle gemeenten.",
    )  # fmt: skip
    from_on = models.DateField("geldt vanaf")
    amount = models.PositiveSmallIntegerField("aantal", validators=[MinValueValidator(1), MaxValueValidator(365)])
    unit = models.CharField("eenheid", max_length=8, choices=Unit)
    source = models.CharField("bron", max_length=200, blank=True)
    confirmed = models.BooleanField("bevestigd", default=False)

    class Meta:
        verbose_name = "termijn"
        verbose_name_plural = "termijnen"
        ordering = ["kind", "municipality", "from_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "municipality", "from_on"], name="term_one_a_day", nulls_distinct=False,
                violation_error_message="Voor deze dag is deze termijn al ingevuld. Wijzig die.",
            ),
            models.CheckConstraint(condition=Q(amount__gte=1, amount__lte=365), name="term_amount_sensible"),
            models.CheckConstraint(
                condition=Q(municipality=None) | Q(kind__in=["answer", "answer_urgent", "escalate"]),
                name="term_of_municipality",
                violation_error_message="Per gemeente kunt u alleen de termijn voor antwoord en opschalen afspreken.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.length}"

    @property
    def length(self) -> Length:
        return Length(self.amount, Unit(self.unit))


class Agreement(models.Model):
    """Who delivers one life area for one municipality, from a day on until a later row says otherwise.

    Without a row the municipality answers in the portal.
    """

    class Delivers(models.TextChoices):
        PORTAL = "portal", "gemeente, in het portaal"
        DIRECT = "direct", "gemeente, rechtstreeks aan de MMD-er"
        SAFETY_HOUSE = "safety_house", "Veiligheidshuis zelf"

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="agreements", verbose_name="gemeente")
    area = models.CharField("leefgebied", max_length=10, choices=Area)
    delivers = models.CharField("wie levert", max_length=12, choices=Delivers)
    from_on = models.DateField("geldt vanaf")
    note = models.CharField("toelichting", max_length=200, blank=True)

    class Meta:
        verbose_name = "afspraak"
        verbose_name_plural = "afspraken"
        ordering = ["municipality", "area", "from_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "area", "from_on"], name="agreement_one_a_day",
                violation_error_message="Voor deze dag is over dit leefgebied al iets afgesproken. Wijzig dat.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_area_display()}: {self.get_delivers_display()}"


class Duty(models.Model):
    """Somebody at a municipality with a duty in this work, between two dates (inclusive); with or without a log-in."""

    class Kind(models.TextChoices):
        ESCALATION = "escalation", "aanspreekpunt bij te laat"
        SUWINET = "suwinet", "bevoegd voor SUWINET"

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="duties", verbose_name="gemeente")
    kind = models.CharField("taak", max_length=12, choices=Kind)
    name = models.CharField("naam", max_length=120)
    email = models.EmailField("e-mailadres", blank=True)
    phone = models.CharField("telefoon", max_length=30, blank=True)
    from_on = models.DateField("vanaf")
    to_on = models.DateField("tot en met", null=True, blank=True)

    class Meta:
        verbose_name = "taak bij een gemeente"
        verbose_name_plural = "taken bij gemeenten"
        ordering = ["municipality", "kind", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(from_on__lte=F("to_on")), name="duty_dates_in_order",
                violation_error_message="De einddatum ligt vóór de begindatum.",
            ),
            models.CheckConstraint(
                condition=~Q(kind="escalation") | ~Q(email=""), name="duty_escalation_has_mail",
                violation_error_message="Een aanspreekpunt heeft een e-mailadres nodig.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name}, {self.get_kind_display()}"


# Nothing escalates while somebody is away, so that has an end that one can see coming.
LONGEST_AWAY = timedelta(days=92)


class Absence(models.Model):
    """Somebody is away between two dates (inclusive), with who stands in.

    A contact's questions then go on, and nothing escalates. Whoever stands in for one of the staff sees it on Vandaag,
    and keeps the rights of the own role.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="absences", verbose_name="wie")
    from_on = models.DateField("vanaf")
    to_on = models.DateField("tot en met")
    substitute = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="vervanger"
    )

    class Meta:
        verbose_name = "afwezigheid"
        verbose_name_plural = "afwezigheden"
        ordering = ["from_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(from_on__lte=F("to_on")), name="absence_dates_in_order",
                violation_error_message="De laatste dag ligt vóór de eerste.",
            ),
            models.CheckConstraint(
                condition=Q(substitute=None) | ~Q(substitute=F("user")), name="absence_not_own_substitute",
                violation_error_message="Iemand kan zichzelf niet vervangen.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"afwezigheid van {self.user_id}"

    def clean(self) -> None:
        """Nobody is away twice at once or for years, and a substitute can do the work.

        A contact's serves one of the same municipalities; of who works in the dossiers, another who does.
        """
        if self.user_id is None or self.from_on is None or self.to_on is None:
            return
        if self.to_on - self.from_on >= LONGEST_AWAY:
            raise ValidationError({"to_on": "Kies een laatste dag binnen drie maanden: zo lang schaalt niets op."})
        others = Absence.objects.filter(user=self.user_id, from_on__lte=self.to_on, to_on__gte=self.from_on)
        if others.exclude(pk=self.pk).exists():
            raise ValidationError({"from_on": "Deze persoon is dan al afwezig. Wijzig die afwezigheid."})
        stands_in = self.substitute
        if not self.user.is_contact:
            if stands_in is not None and stands_in.party not in DOSSIER_STAFF:
                raise ValidationError({"substitute": f"{stands_in} werkt niet in de dossiers."})
        elif stands_in is not None and not stands_in.groups.filter(pk__in=self.user.groups.values("pk")).exists():
            raise ValidationError({"substitute": f"{stands_in} is geen contactpersoon van dezelfde gemeente."})


for _model in (Term, Agreement, Duty, Absence):
    auditlog.register(_model)
