"""Who reads the API: somebody signed in, or a personal token; with the rights of this very moment."""

from collections.abc import Callable

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from federations.actions import personal_tokens
from federations.models import PersonalToken, User
from rakerwil import api
from rakerwil.api import Endpoint, NoAnswer
from rakerwil.readers import read_by


def view(endpoint: Endpoint) -> Callable[[HttpRequest], HttpResponse]:
    """The view that answers an endpoint; every refusal is JSON, too.

    Nothing is written but the time of the token's last use, so no form's token is asked for.
    """

    @csrf_exempt
    @login_not_required
    def answer(request: HttpRequest) -> HttpResponse:
        try:
            user, token = caller(request)
        except NoAnswer as reason:
            return api.refusal(reason)
        with translation.override(user.language or settings.LANGUAGE_CODE), read_by(lambda: user):
            try:
                return answered(endpoint, request, user, token)
            except NoAnswer as reason:
                return api.refusal(reason)

    return answer


def answered(
    endpoint: Endpoint, request: HttpRequest, user: User, token: PersonalToken | None
) -> HttpResponse:
    """The answer within the caller's scope; raises NoAnswer."""
    if token and not (endpoint.is_figures or token.reads_recommendations):
        raise NoAnswer(403, "token_scope", _("This token reads figures only."))
    try:
        return endpoint.answer(user, endpoint.asked(request))
    except Http404 as error:
        raise NoAnswer(404, "not_found", _("There is nothing of this name that you may see.")) from error
    except PermissionDenied as error:
        raise NoAnswer(403, "no_right", _("Your role does not cover this.")) from error


def caller(request: HttpRequest) -> tuple[User, PersonalToken | None]:
    """Who asks, and with which token. Raises NoAnswer: 405, 429 or 401."""
    if request.method not in api.METHODS:
        allowed = ", ".join(api.METHODS)
        raise NoAnswer(405, "read_only", _("The API is read with GET only."), {"Allow": allowed})
    api.count(f"ip:{get_adapter().get_client_ip(request)}", api.PER_MINUTE_AND_ADDRESS)
    scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
    if not scheme:
        if isinstance(request.user, User):
            api.count(f"user:{request.user.pk}", api.PER_MINUTE)
            return request.user, None
        raise _unknown("no_token", _("Send a personal token: Authorization: Bearer rkw_…"))
    token = personal_tokens.bearer(secret.strip()) if scheme.lower() == "bearer" else None
    if token is None:
        raise _unknown("bad_token", _("This token is unknown, expired or revoked."))
    api.count(f"token:{token.pk}", api.PER_MINUTE)
    personal_tokens.note_use(token)
    return token.user, token


def _unknown(code: str, detail: Promise) -> NoAnswer:
    return NoAnswer(401, code, detail, {"WWW-Authenticate": 'Bearer realm="Rakerwil"'})
