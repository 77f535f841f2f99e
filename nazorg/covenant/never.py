"""What a partner never gets, whatever a version of the covenant says: no file can open it, and the database refuses it.

Criminal information given to care partners is what the privacy authority objected to; answers from SUWINET are for
the chain of municipality and prison only (Wet SUWI art. 62); care information does not go to police and prosecution.
"""

from nazorg.covenant.categories import Category
from nazorg.covenant.parties import PARTNERS, Party

_CARING = (Party.CARE, Party.WELFARE, Party.HOUSING)

NEVER: dict[Category, tuple[Party, ...]] = {
    Category.OFFENCE: _CARING,
    Category.POLICE: _CARING,
    Category.SUWINET: PARTNERS,
    Category.CARE: (Party.POLICE, Party.PROSECUTION, Party.HOUSING),
    Category.AREA_CARE: (Party.WELFARE, Party.HOUSING),
    Category.AREA_DEBTS: (Party.HOUSING,),
}
