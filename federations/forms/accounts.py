"""The forms at the door: allauth's, in our words and with our markup."""

from typing import Any

from allauth.account import forms as allauth
from crispy_forms.bootstrap import FieldWithButtons
from crispy_forms.layout import HTML
from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from rakerwil.forms import Fields

PASSWORD_HELP = _("At least ten characters, and none of the well-known ones. Three or four words are good.")
CHOSEN = ("password1", "new_password1")

REVEAL = HTML(
    format_lazy(
        '<button class="press" type="button" data-reveal="id_password" aria-pressed="false" hidden>'
        "{}</button>",
        _("Reveal"),
    )
)


class DoorFields(Fields):
    """Two or three fields, emptied when wrong: a sentence says what to do, no summary is needed."""

    template = "components/door_fields.html"


def settle(form: forms.Form, **labels: Any) -> None:
    """Our labels, no examples inside the fields (they vanish when one types), help only where it helps."""
    form.helper = DoorFields(*labels)  # type: ignore[attr-defined]
    for name, field in form.fields.items():
        field.widget.attrs.pop("placeholder", None)
        field.help_text = PASSWORD_HELP if name in CHOSEN else ""
        field.label = labels[name]


class SignInForm(allauth.LoginForm):  # type: ignore[misc]
    """E-mail address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        settle(self, login=_("E-mail address"), password=_("Password"))
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        self.helper = DoorFields("login", FieldWithButtons("password", REVEAL))


class ForgottenPasswordForm(allauth.ResetPasswordForm):  # type: ignore[misc]
    """Where the link for a new password is sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        settle(self, email=_("E-mail address"))


class NewPasswordForm(allauth.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password, behind the link of the mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        settle(self, password1=_("New password"), password2=_("New password, once more"))


class ChangePasswordForm(allauth.ChangePasswordForm):  # type: ignore[misc]
    """A new password for somebody who knows the present one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        settle(
            self,
            oldpassword=_("Present password"),
            password1=_("New password"),
            password2=_("New password, once more"),
        )


class ReauthenticateForm(allauth.ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        settle(self, password=_("Password"))


class ChangeEmailForm(allauth.AddEmailForm):  # type: ignore[misc]
    """The address to sign in with from now on; it holds once confirmed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        settle(self, email=_("New e-mail address"))
