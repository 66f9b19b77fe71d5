from datetime import date

import pytest
from django import forms
from django.utils import translation

from workplan.forms.months import MonthField

MONTHS = [date(2021, month, 1) for month in (1, 2, 3)]


class MonthForm(forms.Form):
    first = MonthField(MONTHS, label="First")
    last = MonthField(MONTHS, label="Last", empty="none", required=False)


def test_a_month_is_chosen_by_its_name():
    with translation.override("id"):
        choices = MonthForm().fields["last"].choices

    assert choices == [
        ("", "none"),
        ("2021-01-01", "Januari 2021"),
        ("2021-02-01", "Februari 2021"),
        ("2021-03-01", "Maret 2021"),
    ]


def test_a_month_comes_back_as_its_first_day_and_nothing_as_none():
    form = MonthForm({"first": "2021-02-01", "last": ""})

    assert form.is_valid()
    assert form.cleaned_data == {"first": date(2021, 2, 1), "last": None}


@pytest.mark.parametrize("text", ["", "2021-04-01", "2021-02-02", "Februari"])
def test_what_is_not_offered_is_refused(text):
    form = MonthForm({"first": text})

    assert list(form.errors) == ["first"]


def test_a_stored_month_is_the_chosen_one():
    form = MonthForm(initial={"first": MONTHS[1]})

    assert form["first"].value() == "2021-02-01"
