"""A work year's calendar and scale, and a new year."""

from decimal import Decimal
from itertools import pairwise
from typing import Any

from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rakerwil.forms import DayInput, Fields, FigureField, FigureInput, VersionedForm
from rakerwil.numbers import plain
from workplan.models import WorkYear

LIMITS = {"due_day": (1, 28), "lock_day": (1, 28), "score_cap": (100, 1000)}


class YearForm(VersionedForm):
    """Due day, lock day, cap of the score and categories. Once the year is open, the last two stand."""

    class Meta:
        model = WorkYear
        fields = ("due_day", "lock_day", "input_due_on", "score_cap")
        widgets = {"input_due_on": DayInput()}
        help_texts = {
            "due_day": _(
                "Of the next month; a report sent later is late. Past months are judged by it, too."
            ),
            "lock_day": _("Of the next month; after it a month is closed."),
            "score_cap": _("The most that one indicator's achievement adds to the score, in percent."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (least, most) in LIMITS.items():
            self.fields[name].widget.attrs |= {"min": least, "max": most}
        self.is_judging = not self.instance.is_preparing
        rows = [self._category(number, row) for number, row in enumerate(self.instance.categories)]
        self.fields["score_cap"].disabled = self.is_judging
        self.helper = Fields(
            Layout(
                "version",
                Fieldset(_("Calendar"), Row(Column("due_day"), Column("lock_day"), Column("input_due_on"))),
                Fieldset(_("Scale"), "score_cap", *rows),
            )
        )

    def _category(self, number: int, row: dict[str, str]) -> Row:
        """The fields of one step of the scale; the last one begins at 0."""
        names = (f"at_least_{number}", f"name_id_{number}", f"name_en_{number}")
        cut_off = FigureField(
            label=_("From percent"),
            decimals=2,
            initial=Decimal(row["at_least"]),
            widget=FigureInput(2, {"class": ""}),
        )
        cut_off.disabled = self.is_judging or number == len(self.instance.categories) - 1
        self.fields[names[0]] = cut_off
        for name, label, value in (
            (names[1], _("Name (Indonesian)"), row["name_id"]),
            (names[2], _("Name (English)"), row["name_en"]),
        ):
            self.fields[name] = forms.CharField(
                label=label, max_length=30, initial=value, disabled=self.is_judging
            )
        return Row(*(Column(name) for name in names))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for name, (least, most) in LIMITS.items():
            if name in cleaned and not least <= cleaned[name] <= most:
                self.add_error(name, _("From %(least)s to %(most)s.") % {"least": least, "most": most})
        cut_offs = [cleaned.get(f"at_least_{number}") for number in range(len(self.instance.categories))]
        for number, (higher, lower) in enumerate(pairwise(cut_offs), 1):
            if higher is not None and lower is not None and lower >= higher:
                self.add_error(f"at_least_{number}", _("Each category begins below the one before it."))
        if not self.errors and not self.is_judging:
            self.instance.categories = [
                {
                    "code": row["code"],
                    "at_least": _text(cleaned[f"at_least_{number}"]),
                    "name_id": cleaned[f"name_id_{number}"],
                    "name_en": cleaned[f"name_en_{number}"],
                }
                for number, row in enumerate(self.instance.categories)
            ]
        return cleaned


def _text(cut_off: Decimal) -> str:
    """In plain notation, without zeros at the end."""
    text = plain(cut_off, 2)
    return text.rstrip("0").rstrip(".")


class NewYearForm(forms.Form):
    """Which year, and which framework it begins with."""

    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    like = forms.ModelChoiceField(
        WorkYear.objects.all(),
        label=_("Framework"),
        required=False,
        empty_label=_("empty"),
        help_text=_("Objectives and indicators are copied; what ended before December is left out."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        latest = WorkYear.objects.first()
        self.fields["year"].initial = latest.year + 1 if latest else timezone.localdate().year
        self.fields["like"].initial = latest
        self.helper = Fields("year", "like")
