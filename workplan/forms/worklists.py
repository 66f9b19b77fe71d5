"""The working list: which lines are shown, and what is done to those that are ticked."""

from collections.abc import Iterable, Sequence
from typing import Any

from crispy_forms.layout import Column, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from rakerwil.forms import DayInput, Fields, SearchFields
from workplan.enums import Addressee, Outcome, Priority, RecommendationKind
from workplan.models import AgendaItem
from workplan.reporting.worklists import Item


class DeskForm(forms.Form):
    """Which of the lines are shown; a composite is shown with any of its origins."""

    wilayah = forms.ChoiceField(label=_("Region"), required=False)
    indikator = forms.ChoiceField(label=_("Indicator"), required=False)
    jenis = forms.ChoiceField(label=_("Kind"), required=False)
    kepada = forms.ChoiceField(label=_("Addressed to"), required=False)
    prioritas = forms.ChoiceField(label=_("Priority"), required=False)

    def __init__(self, *args: Any, items: Sequence[Item], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        origins = [row for item in items for row in item.origins]
        regions = {row.meeting.region.code: row.meeting.region.name for row in origins if row.meeting.region}
        codes = sorted({code for item in items for code in item.indicators})
        choices: dict[str, Any] = {
            "wilayah": sorted(regions.items()),
            "indikator": [(code, code) for code in codes],
            "jenis": RecommendationKind.choices,
            "kepada": Addressee.choices,
            "prioritas": Priority.choices,
        }
        for name, options in choices.items():
            field: Any = self.fields[name]
            field.choices = [("", _("All")), *options]
        self.helper = SearchFields(*self.fields)

    def narrowed(self, items: Iterable[Item]) -> list[Item]:
        """The lines that were asked for; what nobody offered narrows nothing."""
        typed = self.cleaned_data if self.is_valid() else {}
        return [
            item for item in items if all(self._is_asked(item, *pair) for pair in typed.items() if pair[1])
        ]

    @staticmethod
    def _is_asked(item: Item, name: str, value: str) -> bool:
        says: dict[str, Iterable[str]] = {
            "wilayah": [row.meeting.region.code for row in item.origins if row.meeting.region],
            "indikator": item.indicators,
            "jenis": [row.kind for row in item.origins],
            "kepada": [row.addressee for row in item.origins],
            "prioritas": [str(item.subject.priority)],
        }
        return value in says[name]


class SameAnswerForm(forms.Form):
    """One answer for all that are ticked; merging and other words are said one by one."""

    outcome = forms.ChoiceField(
        label=_("Answer"),
        choices=[
            (value, label)
            for value, label in Outcome.choices
            if value in (Outcome.ACCEPTED, Outcome.RETURNED, Outcome.DECLINED)
        ],
    )
    answer = forms.CharField(label=_("Reason"), widget=forms.Textarea({"rows": 3}), max_length=4000)
    owner = forms.CharField(label=_("Who sees to it"), max_length=120, required=False)
    due_on = forms.DateField(label=_("By when"), widget=DayInput(), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "sama-%s", **kwargs})
        self.helper = Fields("outcome", "answer", Row(Column("owner"), Column("due_on")))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("outcome") == Outcome.ACCEPTED:
            for name in ("owner", "due_on"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("What is accepted needs somebody who sees to it, and a date."))
        return data


class WordsForm(forms.Form):
    """A composite's own wording."""

    title = forms.CharField(label=_("Title"), max_length=200)
    text = forms.CharField(label=_("Wording"), widget=forms.Textarea({"rows": 5}), max_length=8000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "gabung-%s", **kwargs})
        self.helper = Fields("title", "text")


class PriorityForm(forms.Form):
    """How soon the national meeting should come to them."""

    priority = forms.TypedChoiceField(
        label=_("Priority"), choices=Priority.choices, coerce=int, initial=Priority.HIGH
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "prioritas-%s", **kwargs})
        self.helper = Fields("priority")


class DoneForm(forms.Form):
    """What came of them; all acts stand in one form, so that no two of them share a field's name."""

    told = forms.CharField(label=_("What came of it"), widget=forms.Textarea({"rows": 3}), max_length=2000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "selesai-%s", **kwargs})
        self.helper = Fields("told")


class AgendaForm(forms.Form):
    """Under which item of a national meeting's rundown they are dealt with."""

    item = forms.ChoiceField(label=_("Agenda item"))

    def __init__(self, *args: Any, sittings: Iterable[AgendaItem], **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "acara-%s", **kwargs})
        self.items = {str(item.pk): item for item in sittings}
        field: Any = self.fields["item"]
        field.choices = [(key, f"{item.meeting.name}: {item.title}") for key, item in self.items.items()]
        self.helper = Fields("item")

    def clean_item(self) -> AgendaItem:
        """The item itself."""
        return self.items[self.cleaned_data["item"]]
