"""What coordinator and clerk do on the screens in the second example case, up to its conference, step by step."""

from playwright.sync_api import Page, expect

from cases.models import Case
from fixtures import story_violence as story
from fixtures.notification import Row, as_paste


def name_of(unit: tuple[str, str]) -> str:
    """A unit by organisation and name, as the screens call it."""
    return ", ".join(filter(None, unit))


def takes_in(page: Page, row: Row) -> None:
    page.goto("/meldingen/plakken/")
    page.locator("main textarea").fill(as_paste([row]))
    page.locator("main form button[type=submit]").click()
    page.get_by_role("button", name="Neem 1 regel over").click()
    expect(page.get_by_text("1 regel overgenomen")).to_be_visible()


def decides(page: Page, base: str) -> None:
    page.goto(base)
    page.get_by_label("Waarom").fill(story.LATE)
    page.get_by_role("button", name="Neem casus aan, vraag gemeente").click()
    expect(page.get_by_text("Uw beslissing is vastgelegd.")).to_be_visible()


def screens(page: Page, case: Case) -> None:
    page.goto(f"/screening/{case.reference}/")
    page.get_by_label("Waarom?").fill(story.SCREENED)
    page.get_by_role("button", name="Urgent").click()
    expect(page.get_by_text("Alles is gescreend")).to_be_visible()


def judges(page: Page, base: str) -> None:
    number, source = story.KNOWN_BEFORE
    page.goto(f"{base}doelgroepen/")
    page.get_by_text("Leg vast wat eerder bekend is").click()
    page.get_by_label("Hoeveel eerdere detenties").fill(str(number))
    page.get_by_label("Van wie of waaruit").fill(source)
    page.get_by_role("button", name="Bewaar aantal").click()
    expect(page.get_by_text("minstens 4").first).to_be_visible()
    page.get_by_text("Oordeel zelf: OGGZ-verleden").click()
    group = page.get_by_role("article", name="OGGZ-verleden")
    group.get_by_label("ja").check()
    group.get_by_label("Waarom?").fill(story.OGGZ)
    group.get_by_role("button", name="Bewaar oordeel").click()
    hears_of_police(page, base, story.BEFORE_RELEASE)
    words = story.PORTRAIT
    page.goto(f"{base}profiel/schrijven/")
    page.get_by_label("hoog", exact=True).check()
    page.get_by_label("Waarop baseert u dat").fill(words.grounds)
    for label, terms in (
        ("Delictpatroon", words.crime), ("Sociale context", words.social), ("Eerdere interventies", words.history),
    ):  # fmt: skip
        page.get_by_label(label).fill(", ".join(terms))
    page.get_by_label("Toelichting").fill(words.text)
    page.get_by_label("Wat moet er gebeuren?").fill(words.actions)
    page.get_by_role("button", name="Bewaar profiel").click()
    expect(page.get_by_text("bewaard als versie 1")).to_be_visible()


def hears_of_police(page: Page, base: str, told: story.Told) -> None:
    page.goto(f"{base}achtergrond/")
    form = page.get_by_role("region", name="Politie-informatie")
    form.get_by_label("Wie van de politie gaf dit?").fill(told.supplied_by)
    form.get_by_label("Op welk verzoek?").fill(told.request)
    form.get_by_label("Informatie", exact=True).fill(told.text)
    form.get_by_role("button", name="Bewaar politie-informatie").click()
    expect(page.get_by_text(told.text)).to_be_visible()


def warns_family(page: Page, base: str) -> None:
    """A task of the police, before the release; and help for one of them from now on."""
    for name, relation, reach in story.FAMILY:
        page.goto(f"{base}betrokkenen/")
        page.get_by_label("Wie is dit?").select_option("family")
        page.get_by_label("Naam").fill(name)
        page.get_by_label("Relatie").fill(relation)
        page.get_by_label("Te bereiken via").fill(reach)
        page.get_by_role("button", name="Bewaar betrokkene").click()
        page.get_by_text(f"Laat {name} de vrijlating op tijd weten").click()
        task = page.get_by_role("article", name=name)
        expect(task.get_by_label("Uiterlijk vertellen op")).to_have_value("2024-12-09")
        task.get_by_label("Door wie?").select_option(label=name_of(story.POLICE))
        task.get_by_role("button", name="Maak er een taak van").click()
        page.get_by_role("button", name="Leg vast en geef de taak").click()
    expect(page.get_by_text(f"wacht op {name_of(story.POLICE)}")).to_have_count(2)
    agrees_on(page, base, story.AUNT_LINE)


def agrees_on(page: Page, base: str, line: story.Line) -> None:
    page.goto(f"{base}plan/")
    form = page.get_by_role("region", name="Nieuwe actie")
    form.get_by_label("Wat moet er gebeuren?").fill(line.what)
    form.get_by_label("Wie doet het?").select_option(label=name_of(line.unit) if line.unit else "Gemeente Gooise Meren")
    form.get_by_role("button", name="Bewaar actie").click()
    expect(page.get_by_role("heading", name=line.what)).to_be_visible()


def hears_that_family_was_told(page: Page, base: str) -> None:
    for name, *_ in story.FAMILY:
        page.goto(f"{base}betrokkenen/")
        page.get_by_text(f"Leg vast dat dit verteld is aan {name}").click()
        page.get_by_role("button", name=f"Verteld aan {name}").click()
    expect(page.get_by_text("verteld", exact=True)).to_have_count(2)


def asks_support(page: Page, base: str) -> None:
    """It will not attend; what it knows is asked and kept."""
    support = name_of(story.SUPPORT)
    page.goto(f"{base}verrijking/nieuw/")
    page.get_by_label("Wat wilt u weten?").fill(story.QUESTION)
    page.get_by_label(support).check()
    page.get_by_role("button", name="Kies wat ieder te horen krijgt").click()
    page.get_by_role("button", name="Vraag en leg vast").click()
    page.get_by_text(f"Leg het antwoord vast van {support}").click()
    page.get_by_label("Antwoord").fill(story.SUPPORT_ANSWER)
    page.get_by_label("Soort").select_option("involved")
    page.get_by_label("Van wie?").fill(story.ANSWERED_BY)
    page.get_by_role("button", name=f"Bewaar antwoord van {support}").click()
    expect(page.get_by_text(story.SUPPORT_ANSWER)).to_be_visible()
