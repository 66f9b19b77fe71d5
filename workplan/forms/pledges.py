"""Pledges typed for a region's chapters: a field per chapter and indicator."""

from collections.abc import Iterator, Sequence
from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from federations.models import Chapter
from rakerwil.forms import Fields, FigureField
from rakerwil.wording import figure, month_name
from workplan.actions.pledges import Line, Revision, needs_revision
from workplan.actions.targets import revision_months
from workplan.enums import RevisionReason
from workplan.reporting.promises import Promise, Promises, reported_by, stamp


class RevisionForm(forms.Form):
    """From which month a change holds, and why: asked for once the agreement has been agreed."""

    effective_month = forms.TypedChoiceField(label=_("Holds from"), required=False)
    reason = forms.ChoiceField(
        label=_("Reason"), choices=[("", "–"), *RevisionReason.choices], required=False
    )
    reason_note = forms.CharField(label=_("In your words"), required=False, max_length=500)
    letter_number = forms.CharField(label=_("Number of the letter"), required=False, max_length=60)

    def __init__(self, promises: Promises, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason = str(self.data.get("reason", "")) if self.is_bound else ""
        months = {f"{month:%Y-%m}": month for month in revision_months(promises.year, reason)}
        field = self.fields["effective_month"]
        if isinstance(field, forms.TypedChoiceField):
            field.choices = [(key, month_name(month)) for key, month in months.items()]
            field.coerce = months.__getitem__
        self.helper = Fields(Layout("effective_month", "reason", "reason_note", "letter_number"))

    @property
    def revision(self) -> Revision:
        """What was chosen. Call after `is_valid()`."""
        return Revision(**self.cleaned_data)


class PledgesForm(forms.Form):
    """The fields of some chapters; knows the stamp of the pledges that its page showed."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, promises: Promises, chapters: Sequence[Chapter], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.promises = promises
        self.chapters = chapters
        self.needs_revision = needs_revision(promises.agreement)
        self.initial["seen"] = self.stamp
        for promise, chapter in self.places():
            pledge = promise.pledges.get(chapter.pk)
            field = FigureField(decimals=promise.indicator.decimals, required=False)
            field.label = f"{promise.indicator.code} {chapter.name}"
            digits = len(f"{promise.target.value:f}") if promise.target else 1
            field.widget.attrs |= {"class": "cellin", "aria-label": field.label, "size": max(digits, 5) + 1}
            self.fields[self.key(promise, chapter)] = field
            self.initial[self.key(promise, chapter)] = pledge.value if pledge else None

    @property
    def stamp(self) -> str:
        """Of what is stored now for these chapters."""
        own = {chapter.pk for chapter in self.chapters}
        return stamp(
            pledge
            for promise in self.promises.lines
            for chapter, pledge in promise.pledges.items()
            if chapter in own
        )

    @staticmethod
    def key(promise: Promise, chapter: Chapter) -> str:
        return f"p{chapter.pk}-{promise.indicator.code}"

    def places(self) -> Iterator[tuple[Promise, Chapter]]:
        """Every pledge that can be: what has a target, by the chapters that report it."""
        for promise in self.promises.lines:
            for chapter in self.chapters:
                if promise.indicator.has_target and reported_by(promise.indicator, chapter):
                    yield promise, chapter

    def cells(self, promise: Promise) -> list[Any]:
        """One per chapter, None where it can't pledge."""
        return [
            self[self.key(promise, chapter)] if self.key(promise, chapter) in self.fields else None
            for chapter in self.chapters
        ]

    @property
    def lines(self) -> list[Line]:
        """What was typed. Call after `is_valid()`."""
        return [
            Line(chapter, promise.indicator, self.cleaned_data[self.key(promise, chapter)])
            for promise, chapter in self.places()
        ]

    @property
    def differences(self) -> list[tuple[str, str, str]]:
        """Label, what was typed, what is stored, where the two differ: both versions of a stale edit."""
        rows = []
        for promise, chapter in self.places():
            key = self.key(promise, chapter)
            mine, stored = self.cleaned_data.get(key), self.initial[key]
            if mine != stored:
                places = promise.indicator.decimals
                label = str(self.fields[key].label)
                rows.append((label, figure(mine, places), figure(stored, places)))
        return rows
