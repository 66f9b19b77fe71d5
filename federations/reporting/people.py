"""People in what others wrote."""

from collections.abc import Iterable

from federations.models import Person


def veiled(text: str, people: Iterable[Person]) -> str:
    """The text with the full names of `people` as whoever reads may see them."""
    for person in sorted(people, key=lambda each: len(each.name), reverse=True):
        text = text.replace(person.name, person.shown_name)
    return text
