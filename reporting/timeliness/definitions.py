"""What the figures of answer time and handoff mean, as it is printed with them."""


def answer_definitions() -> list[tuple[str, str]]:
    """The terms of the table about the municipality's answer."""
    return [
        (
            "Verstuurd",
            "Vragen die in de maand naar de gemeente zijn verstuurd. Alles in deze tabellen telt in de maand van"
            " versturen, ook wat later gebeurde. Een vraag die nog niet is verstuurd, telt niet mee.",
        ),
        (
            "Verplaatst",
            "De casus ging daarna naar een andere gemeente. Die telt bij de eerste gemeente alleen hier, en verder bij"
            " de gemeente die daarna is gevraagd.",
        ),
        (
            "Antwoordtijd",
            "Werkdagen na de dag van versturen tot en met de dag waarop alle gevraagde leefgebieden beantwoord waren."
            " Nul is dezelfde dag. Geteld over beantwoorde vragen.",
        ),
        (
            "Mediaan en 90e percentiel",
            "De helft van de antwoorden kwam binnen de mediaan; bij een even aantal is dat het midden van de twee"
            " middelste. Negen van de tien kwamen binnen het 90e percentiel (dichtstbijzijnde rang).",
        ),
        (
            "Binnen de eigen termijn",
            "Geteld zijn vragen die zijn beantwoord, of waarvan de termijn van de gemeente voorbij is zonder antwoord."
            " Wie vrijkwam voordat de termijn om was, telt niet mee, en ook niet zolang de klok stilstaat."
            " Wie alleen dankzij uitstel op tijd was, staat apart onder ‘met uitstel’.",
        ),
        (
            "Kort verblijf",
            "De detentie duurt korter dan vier weken (instelbaar), tot de vrijlating of de verwachte vrijlating."
            " Deel van de vragen die niet zijn verplaatst.",
        ),
    ]


def handoff_definitions() -> list[tuple[str, str]]:
    """The terms of the table about the handoff to the MMD-er."""
    return [
        (
            "Casussen",
            "Casussen met een termijn voor het eerste gesprek die zijn overgedragen, of waarvan de termijn voorbij is,"
            " of die vrijkwamen. Zonder casussen waarvan de klok stilstaat of waarin geen nazorg nodig is. Geteld in"
            " de maand waarin de vraag is verstuurd.",
        ),
        (
            "Op tijd",
            "De eerste overdracht was op of vóór de laatste dag van de termijn. Een deel overdragen telt ook. Heeft de"
            " MMD-er een dag genoemd, dan is die de laatste dag.",
        ),
        (
            "Te laat door",
            "Afgeleid uit de casus, niet ingevuld. SUWINET: op de laatste dag wachtte een leefgebied daarop. Gemeente:"
            " het antwoord kwam na de termijn van de gemeente en na die van het gesprek. Late melding: de gemeente had"
            " de vraag te laat om nog op tijd te zijn. Vrijgekomen: vóór het einde van de termijn. Veiligheidshuis: al"
            " het andere. Reden volgt: sinds vandaag te laat, de reden komt vannacht.",
        ),
        (
            "Vrij vóór overdracht",
            "Vrijgekomen voordat er iets was overgedragen. Zij tellen mee bij ‘te laat’: met de reden vrijgekomen, of"
            " met een andere als de termijn toen al voorbij was.",
        ),
        (
            "Vóór het gesprek",
            "Alleen casussen waarvan de MMD-er de dag van het gesprek gaf, en die zijn overgedragen of waarvan die dag"
            " voorbij is. Op de dag van het gesprek zelf telt als ervoor.",
        ),
    ]


def definitions() -> list[tuple[str, str]]:
    """All of them, and how to read the cells."""
    rest = [
        ("Procenten", "Gewoon afgerond op hele procenten, elk van de kolom die erbij staat. <1 is meer dan nul."),
        ("Streepje (-)", "Dit getal bestaat niet."),
    ]
    return [*answer_definitions(), *handoff_definitions(), *rest]
