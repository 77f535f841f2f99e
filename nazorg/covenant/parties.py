"""The parties of the covenant. The first six log in; the others only receive registered disclosures."""

from django.db import models


class Party(models.TextChoices):
    COORDINATOR = "coordinator", "coördinator nazorg"
    CLERK = "clerk", "administratief medewerker"
    CONTACT = "contact", "contactpersoon gemeente"
    CHAIN_MANAGER = "chain_manager", "ketenmanager"
    ADMINISTRATOR = "administrator", "functioneel beheerder"
    PRIVACY_OFFICER = "privacy_officer", "privacyfunctionaris"
    MMD = "mmd", "MMD-er (PI)"
    POLICE = "police", "politie"
    PROSECUTION = "prosecution", "Openbaar Ministerie"
    PROBATION = "probation", "reclassering"
    CARE = "care", "zorg (GGZ, GGD, verslavingszorg)"
    WELFARE = "welfare", "welzijn en opvang"
    HOUSING = "housing", "woningcorporatie"
    MAYOR = "mayor", "burgemeester"


WITH_LOGIN = (
    Party.COORDINATOR,
    Party.CLERK,
    Party.CONTACT,
    Party.CHAIN_MANAGER,
    Party.ADMINISTRATOR,
    Party.PRIVACY_OFFICER,
)

# Those who work in the dossiers.
DOSSIER_STAFF = (Party.COORDINATOR, Party.CLERK)

# Those who are asked, invited and told as units of organisations. The MMD-er has the handoff, and belongs to a prison.
PARTNERS = tuple(party for party in Party if party not in WITH_LOGIN and party != Party.MMD)
