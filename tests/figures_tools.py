"""The tables of a subject of the figures, as the CSV download has them."""

from django.test import Client

from tests.reporting_tools import Table, read_csv


def figures(client: Client, slug: str, query: str = "jaar=2013&met=") -> Table:
    """Every row of a subject's tables by its name: the figures first, then the municipalities."""
    response = client.get(f"/cijfers/{slug}.csv?{query}")
    assert response.status_code == 200, response.content.decode()
    return read_csv(response.content)


def line(client: Client, slug: str, name: str, year: int = 2013) -> tuple[str, str, str]:
    """The count of a figure in a year, what it is a share of, and the percentage; empty where it is no share."""
    count, *shares = list(figures(client, slug, f"jaar={year}&met=")[name].values())[2:]
    of, part = shares or ("", "")
    return count, of, part
