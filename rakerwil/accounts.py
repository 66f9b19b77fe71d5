"""How this product uses django-allauth."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress, EmailConfirmation
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from rakerwil import mail


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-in and passwords only: accounts come by invitation, there is no public sign-up."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _(
            "E-mail address and password do not belong together. Check both, or set a new password "
            "with “Forgotten password”."
        ),
        "too_many_login_attempts": _(
            "Too many attempts. Wait five minutes and try again, or set a new password."
        ),
        "rate_limited": _("Too many attempts. Wait five minutes and try again."),
        "enter_current_password": _("This is not your present password."),
        "incorrect_password": _("This is not your password. Try again."),
        "duplicate_email": _("This is already the address you sign in with."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("profile")

    def get_reset_password_from_key_url(self, key: str) -> str:
        uid, _dash, token = key.partition("-")
        return mail.link(reverse("account_reset_password_from_key", args=[uid, token]))

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: EmailConfirmation) -> str:
        return mail.link(reverse("account_confirm_email", args=[emailconfirmation.key]))

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Refused when the address became another account's between asking and confirming."""
        others = get_user_model()._default_manager.exclude(pk=email_address.user_id)
        if others.filter(email__iexact=email_address.email).exists():
            self.add_message(request, messages.ERROR, "account/messages/email_confirmation_failed.txt")
            return False
        return bool(super().confirm_email(request, email_address))

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        super().send_notification_mail(template_prefix, user, {"user": user, **(context or {})}, email)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """In the language of the person written to, whoever asked for the mail."""
        user = context.get("user") or self.request.user
        language = getattr(user, "language", "") or settings.LANGUAGE_CODE
        with translation.override(language):
            message = self.render_mail(
                template_prefix, email, {"email": email, "confederation": settings.CONFEDERATION, **context}
            )
        mail.dispatch(message, template_prefix.rpartition("/")[2][:30], language)
