"""What an organisation answers to its letter: as many lines for people as the letter offers seats."""

from itertools import chain
from typing import Any

from crispy_forms.layout import Column, Fieldset, Row
from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from federations.enums import Sex
from rakerwil.forms import Fields
from workplan.actions.answers import Delegate
from workplan.actions.evidence import Attachment
from workplan.forms.evidence import ACCEPT, look_at

COMES, DOES_NOT = "hadir", "berhalangan"
ANSWERS = ((COMES, _("We come")), (DOES_NOT, _("We can't come")))


class AnswerForm(forms.Form):
    """Yes with names, or no."""

    answer = forms.ChoiceField(label=_("Your answer"), choices=ANSWERS, widget=forms.RadioSelect)
    mandate = forms.FileField(
        label=_("Letter of mandate"),
        required=False,
        help_text=_("A photo or PDF of the signed letter; it may follow later through the same link."),
        widget=forms.FileInput({"accept": ACCEPT}),
    )
    note = forms.CharField(
        label=_("A word to the organisers"),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
    )
    answered_by = forms.CharField(
        label=_("Answered by"),
        max_length=120,
        help_text=_("Your name and office, so that the organisers know whom to ask."),
        widget=forms.TextInput({"autocomplete": "name"}),
    )

    def __init__(self, *args: Any, seats: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = seats
        for number in range(1, seats + 1):
            self.fields[f"name_{number}"] = forms.CharField(
                label=_("Name %(number)s") % {"number": number},
                max_length=120,
                required=False,
                widget=forms.TextInput({"autocomplete": "off"}),
            )
            self.fields[f"office_{number}"] = forms.CharField(
                label=_("Office held %(number)s") % {"number": number}, max_length=80, required=False
            )
            self.fields[f"sex_{number}"] = forms.ChoiceField(
                label=_("Sex %(number)s") % {"number": number},
                choices=[("", _("not recorded")), *Sex.choices],
                required=False,
            )
        asks = ngettext("Who comes: %(count)s person at most", "Who comes: %(count)s people at most", seats)
        lines = (
            (f"name_{number}", Row(Column(f"office_{number}"), Column(f"sex_{number}")))
            for number in range(1, seats + 1)
        )
        self.helper = Fields(
            "answer",
            Fieldset(asks % {"count": seats}, *chain.from_iterable(lines)),
            Fieldset(_("With the answer"), "mandate", "note", "answered_by"),
        )

    def clean_mandate(self) -> Attachment | None:
        """The file as it may be kept."""
        upload: UploadedFile[Any] | None = self.cleaned_data["mandate"]
        return look_at(upload) if upload else None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        names = [row.name.casefold() for row in self.delegates]
        if data.get("answer") == COMES and not names:
            self.add_error("name_1", _("Name at least one person, or say that nobody comes."))
        if len(set(names)) < len(names):
            self.add_error(None, _("A name stands there twice."))
        return data

    @property
    def comes(self) -> bool:
        return bool(self.cleaned_data["answer"] == COMES)

    @property
    def delegates(self) -> list[Delegate]:
        """Those who are named, in the order of the lines."""
        data = self.cleaned_data
        return [
            Delegate(
                name=" ".join(data[f"name_{number}"].split()),
                office=data.get(f"office_{number}", ""),
                sex=data.get(f"sex_{number}", ""),
            )
            for number in range(1, self.seats + 1)
            if data.get(f"name_{number}", "").strip()
        ]
