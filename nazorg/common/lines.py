"""The working list: one line says what is the matter, with what or whom, and what to do next."""

from dataclasses import dataclass

from nazorg.common.tables import Tag


@dataclass(frozen=True)
class Line:
    """A line of a working list. It starts with `clock` (a clock sentence in its parts) where there is one, else `text`.

    `tick` is what a form gets when the line is ticked; without it there is no box.
    """

    subject: str
    url: str
    meta: str
    action: str = ""
    action_url: str = ""
    text: str = ""
    clock: object | None = None
    tags: tuple[Tag, ...] = ()
    tick: str = ""
    ticked: bool = False
    primary: bool = False
