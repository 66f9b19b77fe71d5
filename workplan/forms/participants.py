"""Who takes part: chosen from the directory, put on record, walked in."""

from typing import Any

from crispy_forms.layout import Column, Row
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from federations.enums import COORDINATOR_OFFICE, Sex
from federations.models import Federation, Person
from rakerwil.forms import Fields, OnceForm
from workplan.enums import ParticipantCategory


class InviteForm(forms.Form):
    """Several people of the directory in one capacity."""

    category = forms.ChoiceField(label=_("Invite as"), choices=ParticipantCategory.choices)
    people = forms.ModelMultipleChoiceField(
        Person.objects.none(),
        label=_("People"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick who is to be invited.")},
    )

    def __init__(self, *args: Any, people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["people"]
        field.queryset = people
        field.label_from_instance = self.described
        self.helper = Fields("category", "people")

    @staticmethod
    def described(person: Person) -> str:
        """Name, office and where from."""
        return ", ".join(part for part in (str(person), person.office, person.belongs_to) if part)


class NewParticipantForm(OnceForm):
    """Somebody who is not in the directory yet."""

    category = forms.ChoiceField(label=_("Takes part as"), choices=ParticipantCategory.choices)

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
        self.helper = Fields(
            "token",
            "name",
            Row(Column("category"), Column("federation")),
            Row(Column("office"), Column("organisation"), Column("sex")),
        )


class WalkInForm(NewParticipantForm):
    """Somebody at the door: as little as it takes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        category = self.fields["category"]
        category.initial = ParticipantCategory.GUEST
        category.help_text = _("Only full delegates count for the quorum.")
        self.helper = Fields("token", "name", "category", "federation", "organisation", "sex")
        del self.fields["office"]


class CategoryForm(forms.Form):
    """In which capacity somebody takes part."""

    category = forms.ChoiceField(label=_("Takes part as"), choices=ParticipantCategory.choices)
