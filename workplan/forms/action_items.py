"""An action: what, who, by when."""

import uuid
from typing import Any

from crispy_forms.layout import Column, Row
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from federations.models import Chapter, Region, Unit
from rakerwil.forms import DayInput, Fields, VersionedForm
from workplan.models import ActionItem, AgendaItem, Meeting


class OwnerField(forms.ChoiceField):
    """One of a region's chapters (the coordinator's office first) or a unit."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Owner"))
        super().__init__(**kwargs)
        self.owners: dict[str, Chapter | Unit] = {}

    def offer(self, region: Region | None) -> None:
        """Fill the list with those who can carry something out for the region."""
        chapters = Chapter.objects.filter(region=region, active_to=None).select_related(
            "federation", "district", "region"
        )
        office_first = sorted(chapters, key=lambda chapter: not chapter.is_coordinator_office)
        units = Unit.objects.filter(Q(region=None) | Q(region=region))
        groups = (
            (_("Chapters"), [(f"chapter-{row.pk}", row.name, row) for row in office_first]),
            (_("Units"), [(f"unit-{row.pk}", row.name, row) for row in units]),
        )
        self.owners = {key: row for _label, rows in groups for key, _name, row in rows}
        self.choices = [
            ("", _("choose")),
            *((label, [(key, name) for key, name, _row in rows]) for label, rows in groups if rows),
        ]

    @staticmethod
    def key_of(owner: Chapter | Unit | None) -> str:
        """The value that stands for an owner."""
        if owner is None:
            return ""
        return f"{'chapter' if isinstance(owner, Chapter) else 'unit'}-{owner.pk}"

    def clean(self, value: Any) -> Chapter | Unit | None:
        """The chapter or unit itself."""
        return self.owners.get(super().clean(value))


class NewActionItemForm(forms.Form):
    """A promise made in a meeting."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(label=_("Action"), widget=forms.Textarea({"rows": 3}), max_length=4000)
    owner = OwnerField()
    due_on = forms.DateField(label=_("Deadline"), widget=DayInput())
    item = forms.ModelChoiceField(
        AgendaItem.objects.none(), label=_("Agenda item"), required=False, empty_label=_("none")
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["token"].initial = uuid.uuid4
        owner: Any = self.fields["owner"]
        owner.offer(meeting.region)
        item: Any = self.fields["item"]
        item.queryset = meeting.agenda.all()
        self.helper = Fields("token", "text", Row(Column("owner"), Column("due_on")), "item")

    @property
    def typed(self) -> dict[str, Any]:
        """What the verb takes. Call after `is_valid()`."""
        return {name: self.cleaned_data[name] for name in ("token", "text", "owner", "due_on", "item")}


class ActionItemForm(VersionedForm):
    """An open action, corrected."""

    owner = OwnerField()

    class Meta:
        model = ActionItem
        fields = ("text", "due_on")
        labels = {"text": _("Action"), "due_on": _("Deadline")}
        widgets = {"text": forms.Textarea({"rows": 3}), "due_on": DayInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner: Any = self.fields["owner"]
        owner.offer(self.instance.meeting.region)
        self.initial["owner"] = OwnerField.key_of(self.instance.owner)
        self.helper = Fields("version", "text", Row(Column("owner"), Column("due_on")))

    @property
    def typed(self) -> dict[str, Any]:
        """What the verb takes. Call after `is_valid()`."""
        return {name: self.cleaned_data[name] for name in ("text", "owner", "due_on")}


class ReportForm(forms.Form):
    """What was done, in the owner's words."""

    report = forms.CharField(label=_("What was done"), widget=forms.Textarea({"rows": 3}), max_length=4000)
