"""A national forum: called in, and what it says to one recommendation, or to several as drafted."""

from collections.abc import Iterable
from datetime import date, time
from typing import Any

from crispy_forms.layout import Column, Row
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rakerwil.forms import DayInput, Fields, OnceForm
from workplan.enums import NATIONAL_KINDS, MeetingKind, Outcome
from workplan.forms.dispositions import DispositionForm, check, named
from workplan.forms.meetings import MeetingCard, held_in
from workplan.forms.meetings import Meta as MeetingMeta
from workplan.forms.resolutions import ResolutionForm
from workplan.models import Disposition, Matter, Recommendation, WorkYear
from workplan.reporting.worklists import name_of

KINDS = [(kind.value, kind.label) for kind in NATIONAL_KINDS]


class NewForumForm(MeetingCard, OnceForm):
    """A national forum of a year: Rakornas, Rakernas or Kongres, as the year has it."""

    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS, initial=MeetingKind.RAKORNAS)
    with_coordinators = forms.BooleanField(
        label=_("Put the coordinators of all regions on the list of participants"),
        required=False,
        initial=True,
    )

    def __init__(self, *args: Any, year: WorkYear, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone, self.year = timezone.get_default_timezone(), year
        self.fields["title"].initial = f"Rakornas {year.year}"
        self.fields["begins_at"].initial = time(9)
        self.settle("token", "kind", zone_name="WIB")
        self.helper.layout.append("with_coordinators")

    def clean_held_on(self) -> date:
        return held_in(self.year, self.cleaned_data["held_on"])

    @property
    def typed(self) -> dict[str, Any]:
        """What `forums.call_in` takes. Call after `is_valid()`."""
        names = ("kind", "with_coordinators", "token")
        return {**super().typed, **{name: self.cleaned_data[name] for name in names}}

    Meta = MeetingMeta


class DecideForm(ResolutionForm):
    """The forum's answer and how it was decided, in one step; begun with what was drafted."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    outcome = forms.ChoiceField(label=_("Answer"))
    answer = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea({"rows": 4}),
        max_length=4000,
        help_text=DispositionForm.Meta.help_texts["answer"],
    )
    owner = forms.CharField(label=_("Who sees to it"), max_length=120, required=False)
    due_on = forms.DateField(label=_("By when"), widget=DayInput(), required=False)
    wording = forms.CharField(
        label=_("Wording that is accepted"),
        widget=forms.Textarea({"rows": 4}),
        required=False,
        help_text=DispositionForm.Meta.help_texts["wording"],
    )
    merged_into = forms.ModelChoiceField(
        Recommendation.objects.none(),
        label=_("Merged with"),
        required=False,
        help_text=DispositionForm.Meta.help_texts["merged_into"],
    )

    def __init__(self, *args: Any, others: Any, draft: Disposition | None, **kwargs: Any) -> None:
        begun = {
            "seen": draft.version if draft else 0,
            **({name: getattr(draft, name) for name in ANSWER} if draft else {}),
        }
        super().__init__(*args, **{"initial": begun, **kwargs})
        outcome: Any = self.fields["outcome"]
        outcome.choices = Outcome.choices
        merged: Any = self.fields["merged_into"]
        if others is None:
            outcome.choices = [choice for choice in Outcome.choices if choice[0] != Outcome.MERGED]
            del self.fields["merged_into"]
        else:
            merged.queryset, merged.label_from_instance = others, named
        rest = [name for name in ("wording", "merged_into") if name in self.fields]
        self.helper = Fields(
            "seen",
            "outcome",
            "answer",
            Row(Column("owner"), Column("due_on")),
            *rest,
            *self.resolution_layout(),
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        check(self, data)
        return data

    @property
    def typed(self) -> dict[str, Any]:
        """The answer, as `dispositions.draft` takes it. Call after `is_valid()`."""
        return {name: self.cleaned_data.get(name) for name in ANSWER}


ANSWER = ("outcome", "answer", "wording", "merged_into", "owner", "due_on")


class DecideBlockForm(ResolutionForm):
    """The forum decides several as drafted, in one act; each value is a matter with its draft's version."""

    rows = forms.MultipleChoiceField(
        label=_("Decided together, as drafted"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Tick the recommendations that the meeting decides together."),
            "invalid_choice": _("One of them is not drafted like this any more. Look at the list again."),
        },
    )

    def __init__(self, *args: Any, drafted: Iterable[tuple[Matter, Disposition]], **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "block-%s", **kwargs})
        rows: Any = self.fields["rows"]
        rows.choices = [
            (f"{matter.pk}:{answer.version}", f"{name_of(answer.subject)}: {answer.get_outcome_display()}")
            for matter, answer in drafted
        ]
        self.initial.setdefault("rows", [value for value, _label in rows.choices])
        self.helper = Fields("rows", *self.resolution_layout())

    @property
    def seen(self) -> dict[int, int]:
        """By matter, the version of the draft that was read. Call after `is_valid()`."""
        pairs = (value.split(":") for value in self.cleaned_data["rows"])
        return {int(pk): int(version) for pk, version in pairs}
