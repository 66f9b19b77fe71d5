"""A correction of circulated minutes, and its answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rakerwil.forms import Fields, OnceForm
from workplan.models import Correction


class CorrectionForm(OnceForm):
    """What should be changed; sent twice it is one correction."""

    class Meta:
        model = Correction
        fields = ("text",)
        labels = {"text": _("What should be corrected")}
        help_texts = {"text": _("Quote the words that are wrong, and write how they should read.")}
        widgets = {"text": forms.Textarea({"rows": 6, "maxlength": 4000})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = Fields("token", "text")


class AnswerForm(forms.Form):
    """The word that goes with an acceptance or a refusal."""

    word = forms.CharField(required=False, max_length=2000)
