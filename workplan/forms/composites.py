"""A composite's wording, and one more origin."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rakerwil.forms import Fields, VersionedForm
from workplan.forms.dispositions import named
from workplan.models import Composite, Recommendation


class CompositeForm(VersionedForm):
    """Title and text of a composite."""

    class Meta:
        model = Composite
        fields = ("title", "text")
        labels = {"title": _("Title"), "text": _("Wording")}
        widgets = {"text": forms.Textarea({"rows": 8})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = Fields("version", "title", "text")


class AddOriginForm(forms.Form):
    """Which recommendation joins it."""

    origin = forms.ModelChoiceField(
        Recommendation.objects.none(), label=_("Add an origin"), empty_label=_("choose")
    )

    def __init__(self, *args: Any, free: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        origin: Any = self.fields["origin"]
        origin.queryset, origin.label_from_instance = free, named
        self.helper = Fields("origin")
