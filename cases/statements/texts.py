"""Standard texts to start from, by the level of risk. They say what the recipient can do, and nothing of the grounds.

Words of ours, te bevestigen by a lawyer of the Veiligheidshuis together with the covenant.
"""

from cases.profiles.models import Level

STANDARD: dict[str, str] = {
    Level.LOW: (
        "Het Veiligheidshuis ziet nu geen bijzonder risico bij de terugkeer van deze persoon. "
        "U hoeft geen extra maatregelen te nemen."
    ),
    Level.RAISED: (
        "Het Veiligheidshuis ziet een verhoogd risico dat het na de terugkeer weer misgaat. "
        "Houd contact met deze persoon, en bel ons als u zich zorgen maakt."
    ),
    Level.HIGH: (
        "Het Veiligheidshuis ziet een hoog risico dat het na de terugkeer weer misgaat. "
        "Overleg met ons voordat u afspraken met deze persoon maakt."
    ),
    Level.UNCLEAR: (
        "Het Veiligheidshuis kan het risico bij de terugkeer van deze persoon nu niet goed inschatten. "
        "Laat ons weten wat u opvalt."
    ),
}
