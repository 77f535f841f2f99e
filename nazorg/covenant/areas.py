"""The five life areas on which a municipality is asked, and the category that each belongs to."""

from django.db import models

from nazorg.covenant.categories import Category


class Area(models.TextChoices):
    PAPERS = "papers", "identiteitsbewijs"
    HOUSING = "housing", "huisvesting"
    INCOME = "income", "arbeid en inkomen"
    DEBTS = "debts", "schulden"
    CARE = "care", "zorg"


AREA_CATEGORY: dict[str, Category] = {
    Area.PAPERS: Category.AREA_PAPERS,
    Area.HOUSING: Category.AREA_HOUSING,
    Area.INCOME: Category.AREA_INCOME,
    Area.DEBTS: Category.AREA_DEBTS,
    Area.CARE: Category.AREA_CARE,
}

# What is asked, as the answer page and the pack say it.
AREA_QUESTION: dict[str, str] = {
    Area.PAPERS: "Is er een geldig identiteitsbewijs? Waar ligt het?",
    Area.HOUSING: "Is er een plek om te wonen na de detentie?",
    Area.INCOME: "Was er werk of een uitkering? Loopt die door?",
    Area.DEBTS: "Kent u schulden, of een bewindvoerder?",
    Area.CARE: "Kent u zorg of begeleiding die van belang is bij terugkeer?",
}

# How an area is called in a clock sentence, where room is short.
AREA_SHORT: dict[str, str] = {
    Area.PAPERS: "identiteitsbewijs",
    Area.HOUSING: "huisvesting",
    Area.INCOME: "inkomen",
    Area.DEBTS: "schulden",
    Area.CARE: "zorg",
}
