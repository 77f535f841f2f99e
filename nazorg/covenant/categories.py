"""The categories of information in the covenant. Every row with content belongs to exactly one."""

from django.db import models


class Category(models.TextChoices):
    IDENTITY = "identity", "identiteit (naam, geboortedatum, adres, SKN)"
    BSN = "bsn", "BSN"
    DETENTION = "detention", "detentie (PI, data, soort einde)"
    TITLE = "title", "detentietitel"
    OFFENCE = "offence", "delict"
    RAW_NOTIFICATION = "raw_notification", "ruwe melding (zoals zij kwam)"
    AREA_PAPERS = "area_papers", "leefgebied identiteitsbewijs"
    AREA_HOUSING = "area_housing", "leefgebied huisvesting"
    AREA_INCOME = "area_income", "leefgebied arbeid en inkomen"
    AREA_DEBTS = "area_debts", "leefgebied schulden"
    AREA_CARE = "area_care", "leefgebied zorg"
    SUWINET = "suwinet", "antwoorden uit SUWINET"
    NEEDS = "needs", "hulpvragen en interventies"
    POLICE = "police", "politie-informatie"
    CARE = "care", "zorginformatie"
    RISK = "risk", "risicoprofiel (termen, niveau, gronden)"
    STATEMENT = "statement", "deelbare zin (afgesproken woorden, per ontvanger)"
    TARGET_FACTS = "target_facts", "doelgroepen: vraagt hulp, jonger dan 27, frequente terugkeerder"
    TARGET_FINDINGS = "target_findings", "doelgroepen: OGGZ, zorgen van een partner"
    INVOLVED = "involved", "betrokken anderen (familie, slachtoffer, melder)"
    PLAN = "plan", "plan van aanpak: doelen en acties"
    CONFERENCE_LOGISTICS = "conference_logistics", "casusoverleg: datum, plaats, genodigden"
    CONFERENCE_CONTENT = "conference_content", "casusoverleg: bespreking en besluiten"
    BIJ = "bij", "BIJ"
    LOG = "log", "verstrekkingen en logboek"
    FIGURES = "figures", "cijfers"
    COVENANT = "covenant", "het convenant zelf"

    @property
    def short(self) -> str:
        """Its name without what is between brackets, for where room is short."""
        return str(self.label).partition(" (")[0].removeprefix("leefgebied ")
