"""What people set for themselves."""

from typing import Any

from crispy_forms.layout import Fieldset
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from federations.enums import Reminder
from federations.models import MailChoices, Person, User
from rakerwil.forms import Fields

LABELS = {field.name: field.verbose_name for field in MailChoices._meta.fields}


class ProfileForm(forms.Form):
    """One's own name and language, and which reminders come by mail."""

    name = forms.CharField(label=_("Name"), max_length=Person._meta.get_field("name").max_length)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, widget=forms.RadioSelect)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.offered = reminders_for(user)
        for reminder in self.offered:
            label = LABELS[reminder]
            self.fields[reminder] = forms.BooleanField(label=label, required=False)
        layout: list[Any] = ["name", "language"]
        if self.offered:
            layout.append(Fieldset(_("Mails that you want"), *self.offered))
        self.helper = Fields(*layout)

    @property
    def mails(self) -> dict[str, bool]:
        """What was ticked, of what was offered. Call after `is_valid()`."""
        return {str(reminder): self.cleaned_data[reminder] for reminder in self.offered}


def reminders_for(user: User) -> list[Reminder]:
    """Those that can reach somebody with these roles: who reports, who decides, who takes part."""
    scope = user.scope
    if not (scope.chapter_ids or scope.runs_region_ids):
        return [Reminder.MINUTES, *([Reminder.ACTION] if scope.unit_ids else [])]
    return [each for each in Reminder if each is not Reminder.WAITING or scope.coordinates]
