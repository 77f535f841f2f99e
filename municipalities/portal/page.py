"""The answer page put together: what is seen of a request, and a form for each area that can be filled in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.forms import Form

from municipalities.portal.asked import AreaSeen, Asked, NeedSeen
from municipalities.portal.forms import AreaForm, NeedForm, StepForm
from nazorg.covenant.areas import Area

_STEP_TEXT = re.compile(r"need\d+-text")


@dataclass
class Shown:
    """An area on the page: with a form while it waits, is typed in or is being corrected."""

    area: AreaSeen
    form: AreaForm | None
    need: NeedForm
    steps: list[tuple[NeedSeen, StepForm]]

    @property
    def forms(self) -> list[Form]:
        return [*([self.form] if self.form else []), self.need, *(form for _, form in self.steps)]

    @property
    def needs_open(self) -> bool:
        """Whether the needs are unfolded: something there was refused."""
        return self.need.is_bound or any(form.is_bound for _, form in self.steps)


@dataclass
class Page:
    """Everything that the answer page shows."""

    asked: Asked
    areas: list[Shown]

    @property
    def errors(self) -> list[tuple[AreaSeen, str]]:
        """What is wrong, by area."""
        forms = [(shown.area, form) for shown in self.areas for form in shown.forms if form.is_bound]
        return [(area, str(error)) for area, form in forms for errors in form.errors.values() for error in errors]

    @property
    def done(self) -> bool:
        """Whether everything that was asked is answered."""
        return not any(area.asked and area.waits for area in self.asked.areas)


def page_of(
    asked: Asked,
    today: date,
    *,
    forms: Mapping[str, AreaForm] | None = None,
    reopened: str = "",
    need: NeedForm | None = None,
    step: StepForm | None = None,
    data: Any = None,
) -> Page:
    """The page of a request. `forms` are the areas (by code) as they were posted, `reopened` is one to correct.

    `need` and `step` are forms about needs that were refused; what else of needs was typed comes from `data`.
    """
    shown = []
    for area in asked.areas:
        form = (forms or {}).get(area.code)
        if form is None and _is_written(area, asked, reopened):
            form = AreaForm(area)
        refused = need if need is not None and need.prefix == NeedForm(area.code).prefix else None
        steps = [
            (one, step if step is not None and step.prefix == StepForm(one, today).prefix else _step(one, today, data))
            for one in area.needs
        ]
        shown.append(Shown(area, form, refused or _need(area, data), steps))
    return Page(asked, shown)


def _need(area: AreaSeen, data: Any) -> NeedForm:
    form = NeedForm(area.code, data)
    return form if form.is_bound and form["title"].value() else NeedForm(area.code)


def _step(need: NeedSeen, today: date, data: Any) -> StepForm:
    form = StepForm(need, today, data)
    return form if form.is_bound and form["text"].value() else StepForm(need, today)


def posted_forms(asked: Asked, data: Any) -> dict[str, AreaForm]:
    """The areas that came with a post, by code, each as it was filled in."""
    posted = [area for area in asked.areas if area.asked and f"{area.code}-seen" in data]
    return {area.code: AreaForm(area, data) for area in posted}


def typed_words(data: Any) -> list[tuple[str, str]]:
    """The words that came with a post, for whoever has to copy them; nothing else of what was posted."""
    fields = [
        (f"{area.value}-{name}", f"{area.label}{what}")
        for area in Area
        for name, what in (("text", ""), ("reason", ", waarom verbeterd"), ("need-title", ", hulpvraag"))
    ]
    fields += [(name, "Stap in een hulpvraag") for name in data if _STEP_TEXT.fullmatch(name)]
    words = [(label, str(data.get(name, "")).strip()) for name, label in fields]
    return [(label, text) for label, text in words if text]


def typed_needs(data: Any) -> bool:
    """Whether words about needs came with a post."""
    return any(str(data[name]).strip() for name in data if name.endswith("-need-title") or _STEP_TEXT.fullmatch(name))


def _is_written(area: AreaSeen, asked: Asked, reopened: str) -> bool:
    return not asked.closed and area.asked and (area.waits or area.own is not None or area.code == reopened)
