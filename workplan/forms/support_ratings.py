"""What a federation says of the support it got."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rakerwil.forms import Fields, VersionedForm
from workplan.actions.support_ratings import Answer
from workplan.enums import SupportAnswer, Supporter
from workplan.models import SupportRating


class SupportRatingForm(VersionedForm):
    """One supporter's questions; left alone altogether, it says nothing."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)

    class Meta:
        model = SupportRating
        fields = ["in_time", "useful", "word"]
        widgets = {
            "in_time": forms.RadioSelect,
            "useful": forms.RadioSelect,
            "word": forms.Textarea({"rows": 2}),
        }
        help_texts = {"word": _("For example what was missing, or what helped most.")}

    def __init__(self, data: Any, *, supporter: Supporter, instance: SupportRating | None) -> None:
        super().__init__(
            data,
            instance=instance,
            prefix=supporter.value,
            empty_permitted=True,
            use_required_attribute=False,
        )
        self.supporter = supporter
        self.initial["version"] = self.instance.version if self.instance.pk else 0
        for name in ("in_time", "useful"):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = SupportAnswer.choices
        self.helper = Fields("version", "in_time", "useful", "word")

    @property
    def heading_id(self) -> str:
        """Of its part of the page."""
        return f"h-{self.supporter.value}"

    @property
    def answer(self) -> Answer | None:
        """What was said; None where nothing was. Call after `is_valid()`."""
        if not self.has_changed():
            return None
        said = self.cleaned_data
        return Answer(
            self.supporter,
            SupportAnswer(said["in_time"]),
            SupportAnswer(said["useful"]),
            said["word"],
            said["version"],
        )
