"""Who takes part: chosen from the directory, put on record, walked in."""

from collections.abc import Callable
from typing import Any

from crispy_forms.layout import Column, Row
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from federations.enums import COORDINATOR_OFFICE, Sex
from federations.models import Federation, Person
from rakerwil.forms import Fields, OnceForm, SearchFields
from workplan.enums import ParticipantCategory

SHORTEST_NAME = 3
"""Letters that a search in the whole directory asks for, so that it finds and does not list."""
MOST_FOUND = 20
ANOTHER = "baru"
"""Chosen where nobody of that name is meant."""


def described(person: Person) -> str:
    """Name, office and where from; never how to reach them."""
    return ", ".join(part for part in (str(person), person.office, person.belongs_to) if part)


def placed(person: Person) -> str:
    """The same with the region, for those who may be of any."""
    return ", ".join(part for part in (described(person), person.region and person.region.name) if part)


class FindForm(forms.Form):
    """Somebody of the whole directory, by name: guests and speakers are of no region, or of another."""

    nama = forms.CharField(label=_("Name"), required=False, min_length=SHORTEST_NAME, max_length=120)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = SearchFields("nama")

    def found(self) -> QuerySet[Person]:
        """Those whose name holds the words; nobody without words."""
        words = self.cleaned_data.get("nama", "") if self.is_valid() else ""
        people = Person.objects.on_record()
        return people.filter(name__icontains=words) if words else people.none()


class InviteForm(forms.Form):
    """Several people of the directory in one capacity."""

    category = forms.ChoiceField(label=_("Invite as"), choices=ParticipantCategory.choices)
    people = forms.ModelMultipleChoiceField(
        Person.objects.none(),
        label=_("People"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick who is to be invited.")},
    )

    def __init__(
        self, *args: Any, people: QuerySet[Person], label: Callable[[Person], str] = described, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["people"]
        field.queryset = people
        field.label_from_instance = label
        self.helper = Fields("category", "people")


class NewParticipantForm(OnceForm):
    """Somebody who is not in the directory yet; if one of that name is, it asks whether it is they."""

    category = forms.ChoiceField(label=_("Takes part as"), choices=ParticipantCategory.choices)
    known = forms.ChoiceField(
        label=_("Already on record"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Somebody of this name is on record. Say whether it is they, or somebody else.")
        },
    )

    class Meta:
        model = Person
        fields = ("name", "sex", "office", "organisation", "federation")
        labels = {
            "name": _("Name"),
            "sex": _("Sex"),
            "office": _("Office held"),
            "organisation": _("Organisation"),
            "federation": _("Federation"),
        }
        help_texts = {"organisation": _("For those of no federation.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        federation: Any = self.fields["federation"]
        federation.queryset = Federation.objects.exclude(code=COORDINATOR_OFFICE)
        federation.empty_label = _("none")
        sex: Any = self.fields["sex"]
        sex.choices = [("", _("not recorded")), *Sex.choices]
        self.namesakes = {str(person.pk): person for person in self._namesakes()} if self.is_bound else {}
        if self.namesakes:
            known: Any = self.fields["known"]
            known.choices = [
                *((pk, placed(person)) for pk, person in self.namesakes.items()),
                (ANOTHER, _("Somebody else: put on record")),
            ]
        else:
            del self.fields["known"]
        self.helper = Fields(
            "token",
            "name",
            *self.asked,
            Row(Column("category"), Column("federation")),
            Row(Column("office"), Column("organisation"), Column("sex")),
        )

    def _namesakes(self) -> list[Person]:
        """Who the typed name may be, except the record that this very page made."""
        typed, token = (self.data.get(self.add_prefix(name), "") for name in ("name", "token"))
        people = Person.objects.on_record().called(typed).select_related("region", "federation", "unit")
        return [person for person in people[:MOST_FOUND] if str(person.token) != token]

    @property
    def asked(self) -> tuple[str, ...]:
        """The question whether it is they, where there is one."""
        return ("known",) if self.namesakes else ()

    @property
    def person(self) -> Person:
        """The known person, or a new one that is not saved yet. Call after `is_valid()`."""
        known = self.namesakes.get(self.cleaned_data.get("known", ""))
        if known is not None:
            return known
        made: Person = self.save(commit=False)
        return made


class WalkInForm(NewParticipantForm):
    """Somebody at the door: as little as it takes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        category = self.fields["category"]
        category.initial = ParticipantCategory.GUEST
        category.help_text = _("Only full delegates count for the quorum.")
        self.helper = Fields("token", "name", *self.asked, "category", "federation", "organisation", "sex")
        del self.fields["office"]


class CategoryForm(forms.Form):
    """In which capacity somebody takes part."""

    category = forms.ChoiceField(label=_("Takes part as"), choices=ParticipantCategory.choices)
