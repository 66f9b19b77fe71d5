"""What every request goes through: the reader's language and sight, and privacy of what is sent back."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils import translation

from rakerwil import api
from rakerwil.readers import read_by

Handler = Callable[[HttpRequest], HttpResponse]

LANGUAGE_COOKIE = "language"


class ProfileLanguageMiddleware:
    """Indonesian unless the person chose English; the browser's own wish is ignored (decision 18)."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Before sign-in there is no profile; the choice made at the door waits in a cookie.
        chosen = getattr(request.user, "language", "") or request.COOKIES.get(LANGUAGE_COOKIE, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class ReaderMiddleware:
    """Names of people are written for whoever asks: an auditor reads them masked."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with read_by(lambda: request.user):
            return self.get_response(request)


class PageMethodsMiddleware:
    """A page is read with GET or HEAD and sends with POST; every other method is refused before any view."""

    METHODS = ("GET", "HEAD", "OPTIONS", "POST")

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # what programs read refuses by itself, in its own words
        if request.method not in self.METHODS and not request.path.startswith(api.ROOT):
            return HttpResponseNotAllowed(self.METHODS)
        return self.get_response(request)


class PrivatePagesMiddleware:
    """Nothing a signed-in person saw stays in a shared or a disk cache."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store, private")
        return response
