"""The invented people who log in to the demo. One password for all: a demo never runs in production."""

from dataclasses import dataclass

from nazorg.covenant.parties import Party

DEMO_PASSWORD = "nazorg-demo"  # noqa: S105  # public on purpose


@dataclass(frozen=True)
class DemoLogin:
    """One demo user. `municipalities` are the CBS codes of those that a contact serves."""

    email: str
    name: str
    role: Party
    label: str
    municipalities: tuple[str, ...] = ()


def _email(name: str) -> str:
    return f"{name}@demo.nazorg.example"


DEMO_LOGINS: tuple[DemoLogin, ...] = (
    DemoLogin(_email("coordinator"), "Maarten Dekkers", Party.COORDINATOR, "coördinator nazorg"),
    DemoLogin(_email("medewerker"), "Marieke Aalders", Party.CLERK, "administratief medewerker"),
    DemoLogin(_email("hilversum"), "Rob Smit", Party.CONTACT, "contactpersoon Hilversum", ("0402",)),
    DemoLogin(_email("huizen"), "Anja Verhoef", Party.CONTACT, "contactpersoon Huizen", ("0406",)),
    DemoLogin(_email("huizen2"), "Joke Prins", Party.CONTACT, "tweede contactpersoon Huizen", ("0406",)),
    DemoLogin(_email("gooisemeren"), "Esra Demir", Party.CONTACT, "contactpersoon Gooise Meren", ("1942",)),
    DemoLogin(
        _email("bel"),
        "Kees van Vliet",
        Party.CONTACT,
        "contactpersoon Blaricum, Eemnes en Laren",
        ("0376", "0317", "0417"),
    ),
    DemoLogin(_email("ketenmanager"), "Hanneke Vos", Party.CHAIN_MANAGER, "ketenmanager"),
    DemoLogin(_email("privacy"), "Tamar Blok", Party.PRIVACY_OFFICER, "privacyfunctionaris"),
    DemoLogin(_email("beheer"), "Jeroen Pol", Party.ADMINISTRATOR, "functioneel beheerder"),
)
# Two persons approve a role, so the ketenmanager's own takes a second administrator.
SECOND_ADMINISTRATOR = DemoLogin(_email("beheer2"), "Sanne Kuik", Party.ADMINISTRATOR, "tweede beheerder")
