"""A recommendation: its words, whom it asks, its indicators, the parts of its plan."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from crispy_forms.layout import Column, Field, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from federations.models import Chapter
from rakerwil.forms import DayInput, Fields, FigureField, FigureInput, OnceForm, VersionedForm
from workplan.enums import Addressee, RecommendationKind
from workplan.forms.resolutions import ResolutionForm
from workplan.models import Indicator, Meeting, Recommendation

WORDS = ("title", "text", "kind", "addressee", "due_on")


class RecommendationCard(forms.ModelForm[Recommendation]):
    """What both forms have in common."""

    def settle(self, meeting: Meeting, *hidden: str) -> None:
        """Indicators of the year, chapters of the region."""
        indicators: Any = self.fields["indicators"]
        indicators.queryset = Indicator.objects.filter(year=meeting.year_id)
        raised_by: Any = self.fields["raised_by"]
        raised_by.queryset = Chapter.objects.filter(region=meeting.region_id, active_to=None).select_related(
            "federation", "district", "region"
        )
        raised_by.label_from_instance = lambda chapter: chapter.name
        self.helper = Fields(
            *hidden,
            "title",
            "text",
            Row(Column("kind"), Column("addressee"), Column("due_on")),
            Field("raised_by", wrapper_class="many"),
            Field("indicators", wrapper_class="many"),
        )
        for name, choices in (("kind", RecommendationKind.choices), ("addressee", Addressee.choices)):
            chosen: Any = self.fields[name]
            chosen.choices = choices

    @property
    def typed(self) -> dict[str, Any]:
        """What the verbs take. Call after `is_valid()`."""
        return {name: self.cleaned_data[name] for name in (*WORDS, "indicators", "raised_by")}


class Meta:
    """Model, fields and labels of the card."""

    model = Recommendation
    fields = (*WORDS, "raised_by", "indicators")
    labels = {
        "title": _("Title"),
        "text": _("Wording"),
        "kind": _("Kind"),
        "addressee": _("Addressed to"),
        "due_on": _("Deadline"),
        "raised_by": _("Raised by"),
        "indicators": _("Indicators"),
    }
    help_texts = {
        "raised_by": _("Without a tick: the meeting."),
        "indicators": _("Their figures are frozen into the recommendation."),
    }
    widgets = {
        "text": forms.Textarea({"rows": 8}),
        "due_on": DayInput(),
        "raised_by": forms.CheckboxSelectMultiple,
        "indicators": forms.CheckboxSelectMultiple,
    }


class NewRecommendationForm(RecommendationCard, OnceForm):
    """A recommendation to be proposed."""

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.settle(meeting, "token")

    Meta = Meta


class RecommendationForm(RecommendationCard, VersionedForm):
    """A recommendation that is not decided yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.settle(self.instance.meeting, "version")

    Meta = Meta


class PlanForm(forms.Form):
    """The parts of a catch-up plan, a field each; the verb checks their sum."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, parts: Mapping[str, Decimal], decimals: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys = list(parts)
        for key, amount in parts.items():
            field = FigureField(label=key, decimals=decimals, initial=amount)
            field.widget = FigureInput(decimals, {"class": "cellin", "aria-label": key})
            self.fields[f"part-{key}"] = field

    @property
    def parts(self) -> dict[str, Decimal]:
        """By chapter. Call after `is_valid()`."""
        return {key: self.cleaned_data[f"part-{key}"] for key in self.keys}

    def cell(self, key: str) -> forms.BoundField:
        """The field of one chapter."""
        return self[f"part-{key}"]


class AdoptForm(ResolutionForm):
    """The meeting adopts the wording that was put to it."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = Fields("version", *self.resolution_layout())


class AdoptAmendedForm(ResolutionForm):
    """The meeting adopts other words."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    title = forms.CharField(label=_("Title"), max_length=200)
    text = forms.CharField(label=_("Wording"), widget=forms.Textarea({"rows": 8}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = Fields("version", "title", "text", *self.resolution_layout())


class RejectForm(ResolutionForm):
    """The meeting does not agree."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea({"rows": 3}), max_length=2000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = Fields("reason", *self.resolution_layout())
