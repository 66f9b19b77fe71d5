import pytest
from django.core.exceptions import ValidationError

from workplan.forms.signed_sheets import SignedSheetForm, as_ranges, numbers_in


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("", []),
        ("7", [7]),
        ("1-3, 5, 8-9", [1, 2, 3, 5, 8, 9]),
        ("9 8 8;7\n7", [7, 8, 9]),
        ("1 – 3", [1, 2, 3]),
        ("1 s/d 3 5", [1, 2, 3, 5]),
        ("1 sd 3, 4 sampai 5, 6 s.d. 7", [1, 2, 3, 4, 5, 6, 7]),
        ("4-4,", [4]),
    ],
)
def test_numbers_and_ranges_are_read_as_people_write_them(text, numbers):
    assert numbers_in(text) == numbers


@pytest.mark.parametrize(
    ("text", "code"), [("dua", "invalid"), ("1-", "invalid"), ("1.5", "invalid"), ("9-3", "backwards")]
)
def test_what_is_no_number_is_named(text, code):
    with pytest.raises(ValidationError) as refused:
        numbers_in(text)

    assert refused.value.code == code


@pytest.mark.parametrize(
    ("numbers", "text"), [([], ""), ([3], "3"), ([2, 1, 3, 5, 9, 8, 3], "1-3, 5, 8-9"), ([1, 2], "1-2")]
)
def test_ranges_are_written_the_short_way_and_read_back(numbers, text):
    assert as_ranges(numbers) == text
    assert numbers_in(text) == sorted(set(numbers))


def test_typed_and_tapped_count_together():
    form = SignedSheetForm({"typed": "1-2", "tapped": ["2", "4"]}, listed=[1, 2, 3, 4])

    assert form.is_valid() is True
    assert form.numbers == [1, 2, 4]


@pytest.mark.parametrize("typed", ["", "3-9", "0", "x"])
def test_nothing_chosen_or_a_number_that_nobody_has_is_an_error_of_the_numbers(typed):
    form = SignedSheetForm({"typed": typed}, listed=[1, 2, 3])

    assert form.is_valid() is False
    assert list(form.errors) == ["typed"]
