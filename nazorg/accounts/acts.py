"""What one may do, each act by name, and what it needs. Every view names its act with `requires`."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone

from nazorg.accounts.models import User
from nazorg.covenant.categories import Category
from nazorg.covenant.parties import Party
from nazorg.covenant.table import Mode, covenant_on


class Act(StrEnum):
    """The acts; the value is also Django's name of the permission."""

    SEE_TODAY = "nazorg.see_today"
    SEE_HELP = "nazorg.see_help"
    SEE_NOTIFICATIONS = "nazorg.see_notifications"
    TAKE_IN_NOTIFICATIONS = "nazorg.take_in_notifications"
    TAKE_IN_REGISTRATION = "nazorg.take_in_registration"
    SEE_CASES = "nazorg.see_cases"
    OPEN_CASE = "nazorg.open_case"
    WORK_CASE = "nazorg.work_case"
    SEE_BSN = "nazorg.see_bsn"
    SEE_MAILS = "nazorg.see_mails"
    MERGE_PERSONS = "nazorg.merge_persons"
    NOTE = "nazorg.note"
    COORDINATE = "nazorg.coordinate"
    SEE_PLAN = "nazorg.see_plan"
    SEE_CONFERENCES = "nazorg.see_conferences"
    CONVENE = "nazorg.convene"
    TAKE_MINUTES = "nazorg.take_minutes"
    WORK_BIJ = "nazorg.work_bij"
    SEE_BOTTLENECKS = "nazorg.see_bottlenecks"
    WORK_BOTTLENECKS = "nazorg.work_bottlenecks"
    SEE_PARTNERS = "nazorg.see_partners"
    SEE_MUNICIPALITIES = "nazorg.see_municipalities"
    SEE_COVENANT = "nazorg.see_covenant"
    SEE_FIGURES = "nazorg.see_figures"
    WRITE_REPORT = "nazorg.write_report"
    PUBLISH_FIGURES = "nazorg.publish_figures"
    SEE_LOG = "nazorg.see_log"
    APPROVE_RIGHTS = "nazorg.approve_rights"
    ADMINISTER = "nazorg.administer"
    USE_PORTAL = "nazorg.use_portal"


STAFF = frozenset({
    Party.COORDINATOR, Party.CLERK, Party.CHAIN_MANAGER, Party.ADMINISTRATOR, Party.PRIVACY_OFFICER,
})  # fmt: skip


@dataclass(frozen=True)
class Need:
    """What an act asks: a right in the covenant, one of some parties, or both."""

    category: Category | None = None
    mode: Mode = "read"
    parties: frozenset[Party] = STAFF


_DOSSIER_STAFF = frozenset({Party.COORDINATOR, Party.CLERK})

NEEDS: dict[Act, Need] = {
    Act.SEE_TODAY: Need(),
    Act.SEE_HELP: Need(),
    Act.SEE_NOTIFICATIONS: Need(Category.RAW_NOTIFICATION, parties=_DOSSIER_STAFF),
    Act.TAKE_IN_NOTIFICATIONS: Need(Category.RAW_NOTIFICATION, "write"),
    # A row of the old workbook holds a profile, so it takes whoever may write one.
    Act.TAKE_IN_REGISTRATION: Need(Category.RISK, "write"),
    Act.SEE_CASES: Need(Category.IDENTITY, parties=_DOSSIER_STAFF),
    Act.OPEN_CASE: Need(Category.IDENTITY, "write"),
    # Asking, answering on behalf, handing over, moving, pausing.
    Act.WORK_CASE: Need(Category.IDENTITY, "write", parties=_DOSSIER_STAFF),
    # A mail holds counts and links, no person: who keeps the system running may see whether it left.
    Act.SEE_MAILS: Need(parties=_DOSSIER_STAFF | {Party.ADMINISTRATOR}),
    Act.SEE_BSN: Need(Category.BSN, parties=_DOSSIER_STAFF),
    Act.MERGE_PERSONS: Need(Category.IDENTITY, "write"),
    Act.NOTE: Need(Category.IDENTITY, "write", parties=_DOSSIER_STAFF),
    # Screening, profiles, statements, enrichment, giving to partners, plan, stepping back: what takes judging a risk.
    Act.COORDINATE: Need(Category.RISK, "write", parties=_DOSSIER_STAFF),
    Act.SEE_PLAN: Need(Category.PLAN, parties=_DOSSIER_STAFF),
    Act.SEE_CONFERENCES: Need(Category.CONFERENCE_LOGISTICS, parties=_DOSSIER_STAFF),
    Act.CONVENE: Need(Category.CONFERENCE_LOGISTICS, "write", parties=_DOSSIER_STAFF),
    Act.TAKE_MINUTES: Need(Category.CONFERENCE_CONTENT, "write", parties=_DOSSIER_STAFF),
    Act.WORK_BIJ: Need(Category.BIJ, "write", parties=_DOSSIER_STAFF),
    # A bottleneck names a theme and no person; the board's answer comes through the ketenmanager.
    Act.SEE_BOTTLENECKS: Need(Category.FIGURES, parties=_DOSSIER_STAFF | {Party.CHAIN_MANAGER}),
    Act.WORK_BOTTLENECKS: Need(Category.FIGURES, parties=frozenset({Party.COORDINATOR, Party.CHAIN_MANAGER})),
    Act.SEE_PARTNERS: Need(),
    Act.SEE_MUNICIPALITIES: Need(),
    Act.SEE_COVENANT: Need(Category.COVENANT),
    Act.SEE_FIGURES: Need(Category.FIGURES),
    # Nobody writes figures; the texts beside them are of who works with them. What leaves the house, and the signature,
    # is the ketenmanager's.
    Act.WRITE_REPORT: Need(Category.FIGURES, parties=frozenset({Party.COORDINATOR, Party.CHAIN_MANAGER})),
    Act.PUBLISH_FIGURES: Need(Category.FIGURES, parties=frozenset({Party.CHAIN_MANAGER})),
    Act.SEE_LOG: Need(Category.LOG, parties=frozenset({Party.CHAIN_MANAGER, Party.PRIVACY_OFFICER})),
    Act.APPROVE_RIGHTS: Need(parties=frozenset({Party.CHAIN_MANAGER})),
    Act.ADMINISTER: Need(parties=frozenset({Party.ADMINISTRATOR})),
    Act.USE_PORTAL: Need(Category.IDENTITY, parties=frozenset({Party.CONTACT})),
}


def may(user: Any, act: Act) -> bool:
    """Whether the role of `user` permits `act` today; which rows is for the scope to say."""
    party = user.party if isinstance(user, User) else None
    need = NEEDS[act]
    if party is None or party not in need.parties:
        return False
    if need.category is None:
        return True
    return bool(getattr(covenant_on(timezone.localdate()).cell(party, need.category), need.mode))


def user_of(request: HttpRequest) -> User:
    """Who asks, in a view that is guarded by `requires`: never anonymous."""
    assert isinstance(request.user, User)  # noqa: S101  the guard let nobody else in; says so to the type checker
    return request.user


View = Callable[..., HttpResponseBase]


def requires(act: Act) -> Callable[[View], View]:
    """Guard a view. Role first: anonymous goes to sign-in, a contact finds no staff page (404), others get 403."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            user = request.user
            if not isinstance(user, User):
                return redirect_to_login(request.get_full_path())
            if user.is_contact and act is not Act.USE_PORTAL:
                raise Http404
            if not may(user, act):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.act = act  # type: ignore[attr-defined]  # the URL test reads it
        return guarded

    return guard
