"""A recommendation: its words, whom it asks, its indicators, the parts of its plan."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from crispy_forms.layout import Column, Field, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from federations.models import Chapter
from rakerwil.forms import DayInput, Fields, FigureField, FigureInput, OnceForm, VersionedForm
from workplan.enums import INTERNAL, Addressee, AgendaKind, RecommendationKind
from workplan.forms.action_items import OwnerField
from workplan.forms.resolutions import ResolutionForm
from workplan.models import Indicator, Meeting, Recommendation

WORDS = ("title", "text", "kind", "addressee", "due_on", "commission")


class RecommendationCard(forms.ModelForm[Recommendation]):
    """What both forms have in common."""

    owner = OwnerField(required=False, help_text=_("Who sees to it that it is carried out."))

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
            *(["reason"] if "reason" in self.fields else []),
            Row(Column("kind"), Column("addressee"), Column("due_on")),
            Row(Column("owner"), Column("commission")),
            Field("raised_by", wrapper_class="many"),
            Field("indicators", wrapper_class="many"),
        )
        kind: Any = self.fields["kind"]
        kind.choices = RecommendationKind.choices
        addressee: Any = self.fields["addressee"]
        addressee.choices = [
            (_("Internal"), [(row.value, row.label) for row in Addressee if row in INTERNAL]),
            (_("External"), [(row.value, row.label) for row in Addressee if row not in INTERNAL]),
        ]
        owner: Any = self.fields["owner"]
        owner.offer(meeting.region)
        commission: Any = self.fields["commission"]
        commission.queryset = meeting.agenda.filter(kind=AgendaKind.COMMISSION)
        commission.empty_label = _("none: straight to the plenary")

    @property
    def typed(self) -> dict[str, Any]:
        """What the verbs take. Call after `is_valid()`."""
        return {name: self.cleaned_data[name] for name in (*WORDS, "owner", "indicators", "raised_by")}


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
        "commission": _("Commission"),
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

    reason = forms.CharField(
        label=_("Why the wording changes"),
        required=False,
        max_length=2000,
        help_text=_("Stands beside the wording in its history."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["owner"] = OwnerField.key_of(self.instance.owner)
        self.settle(self.instance.meeting, "version")

    @property
    def typed(self) -> dict[str, Any]:
        """With the reason."""
        return {**super().typed, "reason": self.cleaned_data["reason"]}

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


class AdoptBlockForm(ResolutionForm):
    """The meeting adopts several in one act; each value is a number with the version that was read."""

    rows = forms.MultipleChoiceField(
        label=_("Adopted together"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Tick the recommendations that the meeting adopts together."),
            "invalid_choice": _("One of them is not before the meeting any more. Look at the list again."),
        },
    )

    def __init__(self, *args: Any, tabled: Iterable[Recommendation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows: Any = self.fields["rows"]
        rows.choices = [(f"{row.number}:{row.version}", str(row)) for row in tabled]
        self.initial.setdefault("rows", [value for value, _label in rows.choices])
        self.helper = Fields("rows", *self.resolution_layout())

    @property
    def versions(self) -> dict[int, int]:
        """By number, the version that was read. Call after `is_valid()`."""
        pairs = (value.split(":") for value in self.cleaned_data["rows"])
        return {int(number): int(version) for number, version in pairs}


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
