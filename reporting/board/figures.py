"""The figures of the board's page, each with what it is a share of, now and in the period before."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from nazorg.common.figures import figures_scope
from reporting.figures.boundaries import region
from reporting.figures.counting import count_outflow
from reporting.figures.definitions import Period
from reporting.figures.held import Held
from reporting.figures.source import Counted, Source, count
from reporting.figures.timeliness import Counted as Timed
from reporting.figures.timeliness import Fact, Span, count_timeliness
from reporting.line_tables import number_words
from reporting.sources.conferences import CONFERENCES
from reporting.sources.efforts import EFFORTS
from reporting.sources.needs import NEEDS
from reporting.sources.stays import RETURNS
from reporting.subjects import Asked

MOST = 6
_ONE = {"casussen": "casus", "werkdagen": "werkdag"}


@dataclass(frozen=True)
class KeyFigure:
    """One figure on the page."""

    name: str
    unit: str
    text: str
    now: Held
    before: Held | None
    whole_unit: str = ""

    @property
    def number(self) -> str:
        return number_words(self.now.number)

    @property
    def part(self) -> str:
        """ "casussen", "van 325 casussen (35%)"; of a median "werkdagen, over 56 vragen"."""
        return self._part(self.now)

    @property
    def earlier(self) -> str:
        """ "313 casussen", "105 van 313 casussen (34%)"; a sentence where there was no such figure."""
        if self.before is None or not self.before.exists:
            return "geen cijfer"
        return f"{number_words(self.before.number)} {self._part(self.before)}"

    def _part(self, held: Held) -> str:
        unit = _ONE.get(self.unit, self.unit) if held.number == 1 else self.unit
        if not self.whole_unit:
            return unit
        whole = f"{number_words(held.whole)} {self.whole_unit}"
        return f"{unit}, over {whole}" if held.median else f"van {whole} ({held.percent}%)"


# What a figure is in a period, from everything that was counted in it.
Get = Callable[["_Period"], Held]


@dataclass(frozen=True)
class _Choice:
    """A figure that can stand on the page."""

    name: str
    unit: str
    text: str
    get: Get
    whole_unit: str = ""


class _Period:
    """Everything that the figures of one period need; each source is counted once, when it is first asked for."""

    def __init__(self, span: Period, asked: Asked) -> None:
        self.span, self.today, self.region = span, asked.today, region(span.last)
        self._counted: dict[str, Counted] = {}
        self._timed: Timed | None = None

    def held(self, source: Source, code: str, whole: Source | None = None, whole_code: str = "") -> Held:
        """A line of a source with its own whole, or with a line of another source."""
        line = source.line(code)
        assert line is not None  # noqa: S101  the choices below name lines that exist
        of = self.held(whole, whole_code).number if whole else self._of(source).total_of(line)
        return Held(self._of(source).at(line), of)

    def outflow(self) -> Held:
        """Persons released with an address in the region, of all persons released."""
        with figures_scope():
            found = count_outflow(self.span, self.region)
        return Held(found.total, None if found.total is None else found.total + sum(found.below.values()))

    def timed(self) -> Timed | None:
        """What was counted of the requests sent in the period; None where there were none."""
        if self._timed is None:
            span = Span(self.span.year, None, self.span.first, self.span.last, self.today)
            self._timed = count_timeliness(span).at(None, None)
        return self._timed

    def _of(self, source: Source) -> Counted:
        if source.slug not in self._counted:
            self._counted[source.slug] = count(source, self.span, self.region, self.today)
        return self._counted[source.slug]


def _in_time(found: _Period) -> Held:
    timed = found.timed()
    return Held(timed.facts[Fact.IN_TIME], timed.facts[Fact.HANDOFF]) if timed else Held(None)


def _answer_time(found: _Period) -> Held:
    timed = found.timed()
    return Held(timed.median, timed.facts[Fact.ANSWERED], median=True) if timed else Held(None)


# In the order of their weight. What does not exist in a period makes room for the next.
_CHOICES = (
    _Choice(
        "Caseload", "casussen", "Casussen waaraan is gewerkt. Wie twee keer vastzat, telt als twee casussen.",
        lambda found: found.held(EFFORTS, "caseload"),
    ),
    _Choice(
        "Uitstroom", "personen", "Mensen die vrijkwamen met een adres in de regio, van alle mensen die vrijkwamen.",
        lambda found: found.outflow(), "personen",
    ),
    _Choice(
        "Op tijd overgedragen", "casussen",
        "De MMD-er had de informatie op tijd, van de casussen waarvan dat te zeggen is.", _in_time, "casussen",
    ),
    _Choice(
        "Antwoordtijd gemeenten", "werkdagen", "Mediaan: de helft van de vragen was in zoveel werkdagen beantwoord.",
        _answer_time, "beantwoorde vragen",
    ),
    _Choice(
        "Hulpvragen vervuld", "hulpvragen", "Vervuld op de dag van vrijlating, van de hulp die gewenst en nodig was.",
        lambda found: found.held(NEEDS, "vervuld"), "hulpvragen",
    ),
    _Choice(
        "Terug in detentie", "personen", "Binnen 6 maanden na vrijlating, van wie 6 maanden is gevolgd.",
        lambda found: found.held(RETURNS, "terug-6"), "personen",
    ),
    _Choice(
        "Met een interventie", "casussen", "Casussen met minstens één interventie op een leefgebied.",
        lambda found: found.held(EFFORTS, "geholpen"), "casussen",
    ),
    _Choice(
        "Besproken in overleg", "casussen", "Casussen die in minstens één casusoverleg zijn besproken.",
        lambda found: found.held(CONFERENCES, "casussen", EFFORTS, "caseload"), "casussen",
    ),
    _Choice(
        "Met een profiel", "casussen", "Casussen waarin een profiel is geschreven of vernieuwd.",
        lambda found: found.held(EFFORTS, "profiel"), "casussen",
    ),
)  # fmt: skip


def key_figures(asked: Asked) -> list[KeyFigure]:
    """The six weightiest figures that exist in the first period, compared with the second. Needs an open scope."""
    now, *others = [_Period(each, asked) for each in asked.periods]
    return list(_existing(now, others[0] if others else None))


def _existing(now: _Period, before: _Period | None) -> Iterator[KeyFigure]:
    left = MOST
    for each in _CHOICES:
        held = each.get(now)
        if left and held.exists:
            left -= 1
            earlier = each.get(before) if before else None
            yield KeyFigure(each.name, each.unit, each.text, held, earlier, each.whole_unit)
