"""What the reader can say about its input, always in Dutch and always with what to do."""

from dataclasses import dataclass
from typing import Literal, NamedTuple


class Unreadable(Exception):
    """The input as a whole cannot be read. The message is a Dutch sentence that says what to do."""


class Wrong(ValueError):
    """One cell cannot be accepted.

    `text` is a Dutch sentence that says what to do; each of `suggestions` can be put in the cell as it is.
    """

    def __init__(self, text: str, suggestions: tuple[str, ...] = ()) -> None:
        super().__init__(text)
        self.text = text
        self.suggestions = suggestions


class Noted(NamedTuple):
    """What a cleaner returns for a cell that is accepted, but not just as it came."""

    value: object
    text: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark on a row: `wrong` holds the row back, `note` only tells. An empty column is the whole row."""

    level: Literal["wrong", "note"]
    column: str
    text: str
    suggestions: tuple[str, ...] = ()
    code: str = ""
