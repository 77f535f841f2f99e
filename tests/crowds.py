"""Invented people for factories: the same ones in every test, whichever tests went before."""

from collections.abc import Iterator
from datetime import date
from random import Random

from fixtures.invented import SERIALS_FACTORIES, Person, invented_people


class Crowd:
    """People one after another, until `again`."""

    def __init__(self, seed: int, first_serial: int) -> None:
        self.seed, self.first_serial = seed, first_serial
        self.again()

    def again(self) -> None:
        """Begin with the first one."""
        self.people: Iterator[Person] = invented_people(
            Random(self.seed), self.first_serial, born_from=date(1955, 1, 1), born_to=date(1994, 12, 31)
        )

    def somebody(self) -> Person:
        """The next one; nobody else looks like him."""
        return next(self.people)


IN_DOSSIERS = Crowd(2014, SERIALS_FACTORIES)
IN_FILES = Crowd(11, SERIALS_FACTORIES + 900)
