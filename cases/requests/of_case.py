"""What was asked and answered in one case, as the staff may see it."""

from dataclasses import dataclass, field
from datetime import datetime

from cases.disclosures.models import Delivery
from cases.dossiers.models import Case
from cases.requests.models import RUNNING, WAITED_FOR, Answer, Question, Request, Status
from nazorg.common.scope import Scope
from nazorg.covenant.areas import Area


@dataclass
class Asked:
    """One area of a request: how it stands, what was answered (the first first), and where the answers went."""

    question: Question
    answers: list[Answer] = field(default_factory=list)
    # By answer (primary key): to whom it went, and when.
    deliveries: dict[int, list[Delivery]] = field(default_factory=dict)

    @property
    def current(self) -> Answer | None:
        return next((answer for answer in self.answers if answer.current), None)

    @property
    def waits(self) -> bool:
        return self.question.status in WAITED_FOR

    def waits_since(self, answer: Answer) -> datetime:
        """When it was first said that this area waits for SUWINET: the first of the answers in a row that said so."""
        since = answer.at
        for former in reversed(self.answers[: self.answers.index(answer)]):
            if former.status != Status.WAITING:
                break
            since = former.at
        return since


def requests_in(case: Case, scope: Scope) -> list[Request]:
    """All requests of a case, the first first: at most one runs, former municipalities have a moved one."""
    requests = Request.objects.visible_to(scope).select_related("municipality", "sent_by", "holder")
    found = list(requests.filter(case=case).order_by("opened_at", "pk"))
    for request in found:
        request.case = case
    return found


def current_request(requests: list[Request]) -> Request | None:
    """Of the requests of a case the one that runs, else the last that stopped; a moved one is another's past."""
    staying = [request for request in requests if request.state != Request.State.MOVED]
    return next((request for request in staying if request.state in RUNNING), staying[-1] if staying else None)


def areas_of(request: Request, scope: Scope) -> dict[str, Asked]:
    """The areas of a request, by code, with their answers and where those went."""
    questions = {question.area: question for question in Question.objects.visible_to(scope).filter(request=request)}
    asked = {area: Asked(questions[area]) for area in Area.values if area in questions}
    by_question = {one.question.pk: one for one in asked.values()}
    answers = Answer.objects.visible_to(scope).filter(question__in=by_question).select_related("by")
    by_answer: dict[int, Asked] = {}
    for answer in answers.order_by("at", "pk"):
        by_question[answer.question_id].answers.append(answer)
        by_answer[answer.pk] = by_question[answer.question_id]
    deliveries = Delivery.objects.visible_to(scope).filter(answer__in=by_answer).order_by("on", "pk")
    for delivery in deliveries:
        by_answer[delivery.answer_id].deliveries.setdefault(delivery.answer_id, []).append(delivery)
    return asked
