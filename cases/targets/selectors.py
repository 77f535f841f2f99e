"""To which target groups a case belongs, each with its explanation."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from cases.dossiers.models import Case
from cases.targets.derived import Answer, asked_for_help, local_day, returner, young
from cases.targets.models import DERIVED, GROUP_CATEGORY, Concern, Finding, Group
from nazorg.common.scope import Scope
from nazorg.common.words import day_words, spaced


@dataclass(frozen=True)
class Target:
    """How a case stands to one group. `label` is for a tag, `why` and `lines` explain it.

    `said` is what the data say where `finding` overrules them.
    """

    group: Group
    label: str
    belongs: Literal["yes", "no", "unknown"]
    why: str
    lines: tuple[str, ...] = ()
    said: Answer | None = None
    finding: Finding | None = None
    concerns: tuple[Concern, ...] = field(default=())

    @property
    def shown(self) -> bool:
        """Whether it stands in the head of a case: it belongs, or nobody knows."""
        return self.belongs != "no"


def target_groups(case: Case, scope: Scope, today: date) -> list[Target]:
    """All groups of which this scope may know, in their order; none for whoever is not of the staff."""
    return list(_targets(case, scope, today))


def _targets(case: Case, scope: Scope, today: date) -> Iterator[Target]:
    findings = _standing(case, scope)
    if scope.all_cases and scope.may_read(GROUP_CATEGORY[Group.HELP]):
        answers = (asked_for_help(case, scope), young(case, scope, today), returner(case, scope, today))
        for group, answer in zip(DERIVED, answers, strict=True):
            yield _overruled(group, answer, findings.get(group), today)
    if scope.may_read(GROUP_CATEGORY[Group.OGGZ]):
        yield _oggz(case, findings.get(Group.OGGZ), today)
        yield _concern(case, scope, today)


def _standing(case: Case, scope: Scope) -> dict[str, Finding]:
    """By group the finding that stands here. OGGZ is of the past: one in another case of the person counts."""
    found: dict[str, Finding] = {}
    standing = Finding.objects.visible_to(scope).filter(case__person_id=case.person_id, ended_at=None)
    for finding in standing.select_related("by", "case"):
        if finding.case_id == case.pk:
            found[finding.group] = finding
        elif finding.group == Group.OGGZ:
            found.setdefault(finding.group, finding)
    return found


def _overruled(group: Group, answer: Answer, finding: Finding | None, today: date) -> Target:
    label = f"{group.label}{answer.addition}"
    if finding is None:
        return Target(group, label, answer.belongs, answer.why, answer.lines)
    belongs: Literal["yes", "no"] = "yes" if finding.belongs else "no"
    return Target(group, group.label, belongs, _words(finding, today), answer.lines, answer, finding)


def _oggz(case: Case, finding: Finding | None, today: date) -> Target:
    if finding is None:
        return Target(Group.OGGZ, Group.OGGZ.label, "no", "Niemand heeft dit vastgesteld.")
    elsewhere = f" In casus {spaced(finding.case.reference)}." if finding.case_id != case.pk else ""
    belongs: Literal["yes", "no"] = "yes" if finding.belongs else "no"
    return Target(Group.OGGZ, Group.OGGZ.label, belongs, _words(finding, today) + elsewhere, finding=finding)


def _words(finding: Finding, today: date) -> str:
    return f"{finding.why.rstrip('.')}. {finding.by.name}, {local_day(finding.at, today)}."


def _concern(case: Case, scope: Scope, today: date) -> Target:
    """Who brought somebody in: recorded when the case was opened by hand, or later."""
    concerns = tuple(
        Concern.objects.visible_to(scope).filter(case=case, ended_at=None).select_related("by", "unit__organisation")
    )
    lines = []
    if case.brought_in_by:
        lines.append(f"{case.brought_in_by}, {day_words(case.opened_on, today)}: {case.brought_in_why}".rstrip(": "))
    lines += [f"{concern.who}, {day_words(concern.on, today)}: {concern.why}" for concern in concerns]
    why = "" if lines else "Geen partner bracht deze casus in."
    belongs: Literal["yes", "no"] = "yes" if lines else "no"
    return Target(Group.CONCERN, Group.CONCERN.label, belongs, why, tuple(lines), concerns=concerns)


def former_findings(case: Case, scope: Scope, today: date) -> list[dict[str, str]]:
    """What was found and taken back in a case, the latest first, as items of a feed."""
    findings = Finding.objects.visible_to(scope).filter(case=case, ended_at__isnull=False)
    concerns = Concern.objects.visible_to(scope).filter(case=case, ended_at__isnull=False)
    ended: list[Finding | Concern] = [
        *findings.select_related("by", "ended_by"),
        *concerns.select_related("by", "ended_by"),
    ]
    return [
        {
            "text": _ended_words(record),
            "meta": f"{record.by.name}, {local_day(record.at, today)}. Niet meer sinds"
            f" {local_day(record.ended_at, today)}, {record.ended_by.name}",
        }
        for record in sorted(ended, key=lambda record: record.ended_at or record.at, reverse=True)
        if record.ended_at and record.ended_by
    ]


def _ended_words(record: Finding | Concern) -> str:
    if isinstance(record, Concern):
        return f"{Group.CONCERN.label.capitalize()}, {record.who}: {record.why}"
    return f"{record.get_group_display().capitalize()}: {'ja' if record.belongs else 'nee'}. {record.why}"
