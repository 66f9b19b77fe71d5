"""The directory's search and its card."""

from typing import Any

from crispy_forms.layout import Fieldset
from django import forms
from django.core.validators import RegexValidator
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from federations.enums import COORDINATOR_OFFICE
from federations.models import Federation, Person, Region, Unit, User
from federations.models.person import PersonQuerySet
from rakerwil.forms import Fields, OnceForm, SearchFields, VersionedForm

PHONE = RegexValidator(
    r"^\+?[0-9][0-9 ()-]{5,18}$", _("Write the number with digits, for example 0812 3456 7890.")
)


class PersonCard:
    """What both forms have in common: places within the reach of who writes, and the order of the fields."""

    fields: dict[str, Any]

    def settle(self, by: User) -> None:
        """A coordinator or secretary keeps people in the own regions; the national office anywhere."""
        region, scope = self.fields["region"], by.scope
        if not scope.is_admin:
            region.queryset = Region.objects.filter(pk__in=scope.runs_region_ids)
            region.required = True
            region.empty_label = None if len(scope.runs_region_ids) == 1 else region.empty_label
        units = (
            Unit.objects.all()
            if scope.is_admin
            else Unit.objects.filter(Q(region=None) | Q(region__in=scope.runs_region_ids))
        )
        self.fields["unit"].queryset = units
        self.fields["federation"].queryset = Federation.objects.exclude(code=COORDINATOR_OFFICE)
        self.fields["phone"].validators.append(PHONE)
        hidden = [name for name in ("token", "version") if name in self.fields]
        self.helper = Fields(
            *hidden,
            Fieldset(_("Who"), "name", "sex", "office", "organisation"),
            Fieldset(_("Belongs to"), "region", "federation", "unit"),
            Fieldset(_("How to reach"), "phone", "email"),
        )


class Meta:
    """Model, fields and labels of the card."""

    model = Person
    fields = ("name", "sex", "office", "organisation", "region", "federation", "unit", "phone", "email")
    labels = {
        "name": _("Name"),
        "sex": _("Sex"),
        "office": _("Office held"),
        "organisation": _("Organisation"),
        "region": _("Region"),
        "federation": _("Federation"),
        "unit": pgettext_lazy("UPT", "Unit"),
        "phone": _("Phone"),
        "email": _("E-mail address"),
    }
    help_texts = {
        "organisation": _("For guests and partners; members of a federation or unit are chosen below."),
        "phone": _("Seen only by the national office and the coordinator and secretary of the region."),
    }
    widgets = {"phone": forms.TextInput({"type": "tel"})}


class NewPersonForm(PersonCard, OnceForm):
    """Somebody new on record."""

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.settle(by)

    Meta = Meta


class PersonForm(PersonCard, VersionedForm):
    """Somebody already on record."""

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.settle(by)

    Meta = Meta


class PersonSearchForm(forms.Form):
    """By name, office or organisation (never by what is masked), and by region."""

    q = forms.CharField(label=_("Name, office or organisation"), required=False, max_length=80)
    wilayah = forms.ModelChoiceField(
        Region.objects.all(),
        label=_("Region"),
        required=False,
        to_field_name="code",
        empty_label=_("All regions"),
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by, scope = by, by.scope
        self.fields["q"].widget.input_type = "search"
        names = ["q", "wilayah"]
        if not scope.sees_nation:
            if len(scope.directory_region_ids) < 2:
                del self.fields["wilayah"]
                names = ["q"]
            else:
                field: Any = self.fields["wilayah"]
                field.queryset = Region.objects.filter(pk__in=scope.directory_region_ids)
        self.helper = SearchFields(*names)

    @property
    def asks(self) -> bool:
        """Something is looked for."""
        return self.is_bound and self.is_valid() and any(self.cleaned_data.values())

    def narrow(self, people: PersonQuerySet) -> PersonQuerySet:
        """The people that match; all of them while nothing is asked."""
        if not self.asks:
            return people
        if words := self.cleaned_data["q"]:
            people = people.filter(
                Q(pk__in=Person.objects.named(words, self.by).values("pk"))
                | Q(office__icontains=words)
                | Q(organisation__icontains=words)
                | Q(federation__short_name__icontains=words)
                | Q(unit__name__icontains=words)
            )
        if region := self.cleaned_data.get("wilayah"):
            people = people.filter(region=region)
        return people
