"""The first password."""

from typing import Any

from django.contrib.auth.forms import SetPasswordForm
from django.utils.translation import gettext_lazy as _

from federations.forms.accounts import settle


class TakeUpForm(SetPasswordForm):  # type: ignore[type-arg]
    """The password that an invited person chooses."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        settle(self, new_password1=_("Password"), new_password2=_("Password, once more"))
