"""Where this product stands before a page of allauth."""

from allauth.account import views as allauth
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from federations.actions import users
from federations.models import signed_in


def email(request: HttpRequest) -> HttpResponseBase:
    """Change the address to sign in with; without a sign-in, allauth leads to the door."""
    if request.user.is_authenticated:
        users.confirm_address(signed_in(request))
    page: HttpResponseBase = allauth.email(request)
    return page
