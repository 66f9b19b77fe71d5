"""How a view reaches its row: outside the scope 404, inside without the right 403 (domain.md section 5)."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, resolve_url
from django.utils.http import content_disposition_header, url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from rakerwil.transitions import Refused

M = TypeVar("M", bound=Model)
View = Callable[..., HttpResponse]


def visible_or_404(request: HttpRequest, rows: QuerySet[M], **lookup: Any) -> M:
    """The one row of `rows` that the lookup names, if the signed-in user's scope covers it; else Http404."""
    scoped: QuerySet[M] = rows.visible_to(request.user)  # type: ignore[attr-defined]
    return get_object_or_404(scoped, **lookup)


def permit(request: HttpRequest, permission: str, row: Any = None) -> None:
    """Raise PermissionDenied unless the signed-in user holds `permission` on `row`."""
    if not request.user.has_perm(permission, row):
        raise PermissionDenied


def back(request: HttpRequest, fallback: Any) -> HttpResponseRedirect:
    """A redirect to the page the person came from (`next` in the form), or to `fallback`."""
    wished = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(
        wished, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return HttpResponseRedirect(wished)
    return HttpResponseRedirect(resolve_url(fallback))


def verb(view: View) -> View:
    """A POST-only view whose refusal becomes a message on the page the person came from.

    Double taps and stale tabs are normal days: a verb in the wrong state changes nothing and says so.
    """

    @require_POST
    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return back(request, request.META.get("HTTP_REFERER") or "home")

    return wrapper


def attachment(content: bytes, name: str, content_type: str) -> HttpResponse:
    """A file to keep; never shown in the page's own context."""
    headers = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or ""}
    return HttpResponse(content, content_type=content_type, headers=headers)
