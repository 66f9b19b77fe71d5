"""Choosing one of a year's months."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from rakerwil.wording import month_name


class MonthField(forms.TypedChoiceField):
    """A list of months; gives the month as its first day, or None where none is chosen."""

    def __init__(self, months: Iterable[date] = (), *, empty: Any = None, **kwargs: Any) -> None:
        self.empty = empty
        super().__init__(coerce=date.fromisoformat, empty_value=None, **kwargs)
        self.offer(months)

    def offer(self, months: Iterable[date]) -> None:
        """These months can be chosen, and nothing where the field has a word for that."""
        none = [] if self.empty is None else [("", self.empty)]
        self.choices = [*none, *((month.isoformat(), month_name(month)) for month in months)]

    def prepare_value(self, value: Any) -> Any:
        return value.isoformat() if isinstance(value, date) else value
