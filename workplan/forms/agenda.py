"""One item of an agenda."""

from typing import Any

from crispy_forms.layout import Column, Row
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from federations.models import Person, Unit
from rakerwil.forms import Fields, OnceForm, VersionedForm
from workplan.enums import AgendaKind
from workplan.forms.meetings import ClockInput
from workplan.models import AgendaItem, Indicator, Meeting

TYPED = ("kind", "title", "minutes_planned", "planned_at", "speaker", "unit", "topic", "indicators")


class ItemCard(forms.ModelForm[AgendaItem]):
    """What both forms have in common."""

    minutes_planned = forms.IntegerField(
        label=pgettext_lazy("duration", "Minutes"), min_value=1, max_value=24 * 60, initial=30
    )

    def settle(self, meeting: Meeting, *hidden: str) -> None:
        """Speakers are those on the list of participants; units those of the nation and the region."""
        speaker: Any = self.fields["speaker"]
        speaker.queryset = Person.objects.filter(participations__meeting=meeting)
        speaker.empty_label = _("none")
        unit: Any = self.fields["unit"]
        unit.empty_label = _("none")
        kind: Any = self.fields["kind"]
        kind.choices = AgendaKind.choices
        unit.queryset = Unit.objects.filter(Q(region=None) | Q(region=meeting.region_id))
        indicators: Any = self.fields["indicators"]
        indicators.queryset = Indicator.objects.filter(year=meeting.year_id).order_by("code")
        self.helper = Fields(
            *hidden,
            Row(Column("kind"), Column("minutes_planned"), Column("planned_at")),
            "title",
            "topic",
            Row(Column("speaker"), Column("unit")),
            "indicators",
        )

    @property
    def typed(self) -> dict[str, Any]:
        """What the verbs take. Call after `is_valid()`."""
        return {name: self.cleaned_data[name] for name in TYPED}


class Meta:
    """Model, fields and labels of the card."""

    model = AgendaItem
    fields = TYPED
    labels = {
        "kind": _("Kind"),
        "title": _("Title"),
        "planned_at": _("Fixed time"),
        "speaker": _("Speaker"),
        "unit": pgettext_lazy("UPT", "Unit"),
        "topic": _("Topic"),
        "indicators": _("Indicators"),
    }
    help_texts = {
        "planned_at": _("Only where it must not move, such as Friday prayer or the closing."),
        "speaker": _("From the list of participants."),
        "indicators": _("What it looks at; the hall's screen shows these figures."),
    }
    widgets = {
        "planned_at": ClockInput(),
        "topic": forms.Textarea({"rows": 3}),
        "indicators": forms.CheckboxSelectMultiple,
    }


class NewItemForm(ItemCard, OnceForm):
    """An item to be added at the end."""

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.settle(meeting, "token")

    Meta = Meta


class ItemForm(ItemCard, VersionedForm):
    """An item that has not begun."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.settle(self.instance.meeting, "version")

    Meta = Meta
