"""The few pages that belong to no app."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.defaults import page_not_found

from rakerwil import api
from rakerwil.access import back
from rakerwil.api import NoAnswer
from rakerwil.gallery import samples
from rakerwil.middleware import LANGUAGE_COOKIE

GALLERY_SHEETS = ("door", "hall", "sheet", "month", "queue", "console")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Nothing there: in words a person reads, or as JSON where programs read."""
    if request.path.startswith(api.ROOT):
        return api.refusal(NoAnswer(404, "not_found", _("There is no such address.")))
    return page_not_found(request, exception)


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Choose Indonesian or English: kept in the profile, or before sign-in in a cookie."""
    response = back(request, "home")
    chosen = request.POST.get("language", "")
    if chosen not in dict(settings.LANGUAGES):
        return response
    if request.user.is_authenticated:
        request.user.language = chosen
        request.user.save(update_fields=["language"])
    response.set_cookie(
        LANGUAGE_COOKIE, chosen, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
    return response


@login_not_required
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state, and each kind of page (`?lembar=`); for development only."""
    sheet = request.GET.get("lembar", "")
    template = f"gallery/{sheet}.html" if sheet in GALLERY_SHEETS else "gallery.html"
    return render(request, template, samples())
