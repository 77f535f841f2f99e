"""A figure in one place and period, with what it is a share of."""

from dataclasses import dataclass

from reporting.figures.shares import percent
from reporting.figures.source import Number


@dataclass(frozen=True)
class Held:
    """A number, and what it is a share of; of a median over how many values it is. None: it does not exist."""

    number: Number
    whole: Number = None
    median: bool = False

    @property
    def exists(self) -> bool:
        """Whether there is a number, and anything that it could be a share of."""
        return self.number is not None and self.whole != 0

    @property
    def percent(self) -> str:
        """ "35", "<1"; "-" where there is no share."""
        return percent(int(self.number or 0), int(self.whole)) if self.exists and self.whole else "-"

    @property
    def counts(self) -> tuple[int, ...]:
        """Every count that whoever reads this knows: the number, the whole, and what is left of it."""
        if self.number is None:
            return ()
        if self.whole is None:
            return (int(self.number),)
        return (int(self.whole),) if self.median else (int(self.number), int(self.whole), int(self.whole - self.number))
