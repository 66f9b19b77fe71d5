"""How this product uses django-allauth."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-in and passwords only: accounts come by invitation, there is no public sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
