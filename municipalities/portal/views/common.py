"""What the doors to one request have in common: finding it, keeping what was typed, and losing no word of it."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control

from cases.requests.answering import ClosedRequest
from cases.requests.drafts import keep_drafts
from cases.requests.models import Request
from municipalities.portal.asked import Asked, Gone
from municipalities.portal.forms import AreaForm
from municipalities.portal.page import Page, posted_forms, typed_words
from municipalities.portal.question import find_request, see
from nazorg.accounts.acts import user_of
from nazorg.accounts.models import User
from nazorg.common.scope import current_scope
from nazorg.common.words import spaced

View = Callable[..., HttpResponseBase]


class Refused(Exception):
    """Nothing can be written in this request; the answer says why, with what was typed."""

    def __init__(self, response: HttpResponse) -> None:
        super().__init__()
        self.response = response


def keeps_words(view: View) -> View:
    """Give back what somebody typed where it cannot be taken: after a lost session, in a closed request, or in none."""

    @wraps(view)
    def kept(request: HttpRequest, reference: str) -> HttpResponseBase:
        if request.method == "POST" and not isinstance(request.user, User):
            context = {"typed": typed_words(request.POST), "next": reverse("portal_question", args=[reference])}
            return _not_kept(render(request, "portal/signed_out.html", context, status=401))
        try:
            return view(request, reference)
        except Refused as refused:
            return refused.response
        except ClosedRequest as closed:  # between the page being made and somebody's turn
            return not_taken(request, reference, " ".join(closed.messages))
        except Request.DoesNotExist:  # withdrawn, or somebody else's: which of the two nobody is told
            return not_taken(request, reference, "Deze vraag is er niet meer, of is niet voor u.", status=404)

    return kept


def old_token(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A post from before somebody signed in again, or from another site: nothing is done, the words come back."""
    return _not_kept(render(request, "403_csrf.html", {"typed": typed_words(request.POST)}, status=403))


def _not_kept(response: HttpResponse) -> HttpResponse:
    """An answer with words in it to whoever is not signed in (any more), which the browser may not keep either."""
    patch_cache_control(response, private=True, no_store=True)
    return response


def request_or_404(reference: str) -> Request:
    """The request of this reference, for the scope that is open."""
    try:
        return find_request(reference, current_scope())
    except Request.DoesNotExist:
        raise Http404 from None


def posted_to(request: HttpRequest, reference: str) -> tuple[Request, Asked, dict[str, AreaForm]]:
    """A request with the areas that were posted to it. What was typed is kept as a draft before anything else.

    From here until the end nobody moves or closes it. Raises Request.DoesNotExist, or Refused or ClosedRequest where
    it takes no answer.
    """
    found = find_request(reference, current_scope())
    asked = see(found, user_of(request), current_scope(), timezone.localdate())
    if isinstance(asked, Gone):
        raise Refused(not_taken(request, reference, "Deze vraag is verplaatst naar een andere gemeente."))
    if asked.closed:
        raise Refused(not_taken(request, reference, asked.closed))
    forms = posted_forms(asked, request.POST)
    keep_drafts(found, [form.typed() for form in forms.values()], user_of(request), timezone.now())
    return found, asked, forms


def not_taken(request: HttpRequest, reference: str, why: str, status: int = 409) -> HttpResponse:
    """The page that says why nothing was sent, with the words to copy."""
    context = {"reference": spaced(reference), "why": why, "typed": typed_words(request.POST)}
    return render(request, "portal/not_taken.html", context, status=status)


def seen_again(request: HttpRequest, found: Request, bsn: str = "") -> Asked:
    """The same request as it stands after what was done. Raises Http404 where it moved away."""
    asked = see(
        find_request(found.reference, current_scope()), user_of(request), current_scope(), timezone.localdate(), bsn
    )
    if isinstance(asked, Gone):
        raise Http404
    return asked


def question_page(request: HttpRequest, page: Page) -> HttpResponse:
    """The answer page."""
    return render(request, "portal/question.html", {"page": page})
