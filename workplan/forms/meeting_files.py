"""Files attached to a meeting: what they are, and of which session."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rakerwil.forms import Fields
from workplan.actions.evidence import Attachment
from workplan.enums import MeetingFileKind
from workplan.forms.evidence import FilesField, look_at
from workplan.models import AgendaItem, Meeting

AT_ONCE = 10


class SessionChoice(forms.ModelChoiceField):  # type: ignore[type-arg] # no generics at run time
    """A session by its title."""

    def label_from_instance(self, obj: AgendaItem) -> str:
        return obj.title


class MeetingFilesForm(forms.Form):
    """Photos, scans or office files; each is looked at by content and kept bare."""

    kind = forms.ChoiceField(label=gettext_lazy("What it is"), choices=MeetingFileKind.choices)
    item = SessionChoice(
        label=gettext_lazy("Session"),
        queryset=AgendaItem.objects.none(),
        required=False,
        empty_label=gettext_lazy("The whole meeting"),
    )
    attached = FilesField(
        label=gettext_lazy("Files"),
        help_text=gettext_lazy("Photos or PDF, 10 MB each; several pages may be chosen at once."),
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["item"]
        if isinstance(field, SessionChoice):
            field.queryset = meeting.agenda.order_by("position")
        self.helper = Fields("kind", "item", "attached")

    def clean_attached(self) -> list[Attachment]:
        """Raises ValidationError that names each file which is not taken."""
        uploads = self.cleaned_data["attached"]
        if len(uploads) > AT_ONCE:
            raise ValidationError(_("At most 10 files at once."), code="too_many")
        found, errors = [], []
        for upload in uploads:
            try:
                found.append(look_at(upload))
            except ValidationError as error:
                errors.append(error)
        if errors:
            raise ValidationError(errors)
        return found
