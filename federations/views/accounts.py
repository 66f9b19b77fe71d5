"""Where this product stands before a page of allauth."""

from allauth.account import views as allauth
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from federations.actions import users
from federations.models import signed_in


@login_not_required
def sign_out(request: HttpRequest) -> HttpResponseBase:
    """End the session; what a page left in the browser goes with it, and nobody finds it who comes after."""
    page: HttpResponseBase = allauth.logout(request)
    if request.method == "POST":
        page.headers["Clear-Site-Data"] = '"storage"'
    return page


def email(request: HttpRequest) -> HttpResponseBase:
    """Change the address to sign in with; without a sign-in, allauth leads to the door."""
    if request.user.is_authenticated:
        users.confirm_address(signed_in(request))
    page: HttpResponseBase = allauth.email(request)
    return page
