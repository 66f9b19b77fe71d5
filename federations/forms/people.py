"""The directory's search and its card."""

from typing import Any

from crispy_forms.layout import HTML, Fieldset
from django import forms
from django.core.validators import RegexValidator
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from federations.actions.people import Agreed
from federations.enums import COORDINATOR_OFFICE, ConsentWay
from federations.models import Federation, Person, Region, Unit, User
from federations.models.person import PersonQuerySet
from rakerwil.forms import Fields, OnceForm, SearchFields, VersionedForm

PHONE = RegexValidator(
    r"^\+?[0-9][0-9 ()-]{5,18}$", _("Write the number with digits, for example 0812 3456 7890.")
)


CONSENT = HTML("{% include 'federations/consent_text.html' %}")
"""The text that is agreed to, above the field that says how."""
WAYS = [(way.value, way.label) for way in (ConsentWay.SPOKEN, ConsentWay.WRITTEN)]


def way_of_consent() -> forms.ChoiceField:
    """How the person agreed; whoever writes the contact down has asked."""
    return forms.ChoiceField(
        label=_("How the person agreed"),
        choices=[("", _("Not asked yet")), *WAYS],
        required=False,
        help_text=_("A telephone number or an e-mail address is kept only with the person's consent."),
    )


class ConsentChecks:
    """A contact is kept only with consent."""

    cleaned_data: dict[str, Any]
    add_error: Any

    def check_consent(self) -> None:
        """Somebody was asked, or nothing is kept."""
        data = self.cleaned_data
        if (data.get("phone") or data.get("email")) and not data.get("way"):
            self.add_error("way", _("Ask the person first, then say how they agreed."))

    @property
    def agreed(self) -> Agreed | None:
        """How they agreed; None where nothing is kept."""
        data = self.cleaned_data
        return Agreed(data["way"]) if data.get("phone") or data.get("email") else None


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
        hidden = [name for name in ("token", "version") if name in self.fields]
        self.helper = Fields(
            *hidden,
            Fieldset(_("Who"), "name", "sex", "office", "organisation"),
            Fieldset(_("Belongs to"), "region", "federation", "unit"),
        )


class Meta:
    """Model, fields and labels of the card."""

    model = Person
    fields: tuple[str, ...] = ("name", "sex", "office", "organisation", "region", "federation", "unit")
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
        "office": _(
            "For guests, partners and delegates. Offices in the organisation are recorded with their dates "
            "on the person's page."
        ),
        "phone": _(
            "Hidden; only the national office and the coordinator and secretary of the region can have it "
            "shown."
        ),
    }
    widgets = {"phone": forms.TextInput({"type": "tel"})}


class NewPersonForm(ConsentChecks, PersonCard, OnceForm):
    """Somebody new on record."""

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["way"] = way_of_consent()
        self.fields["phone"].validators.append(PHONE)
        self.settle(by)
        self.helper.layout.append(Fieldset(_("How to reach"), "phone", "email", CONSENT, "way"))

    class Meta(Meta):
        fields = (*Meta.fields, "phone", "email")

    def clean(self) -> dict[str, Any]:
        """No contact without consent."""
        data = super().clean() or self.cleaned_data
        self.check_consent()
        return data


class ContactForm(ConsentChecks, forms.Form):
    """How to reach somebody on record; what is there already is not shown."""

    phone = forms.CharField(
        label=_("Phone"),
        required=False,
        max_length=20,
        validators=[PHONE],
        widget=forms.TextInput({"type": "tel", "autocomplete": "off"}),
        help_text=_("Empty: the number on record stays."),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        help_text=_("Empty: the address on record stays."),
        widget=forms.EmailInput({"autocomplete": "off"}),
    )
    way = way_of_consent()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = Fields("phone", "email", CONSENT, "way")

    def clean(self) -> dict[str, Any]:
        """Something to keep, and the consent to it."""
        data = super().clean() or self.cleaned_data
        if not self.errors and not data.get("phone") and not data.get("email"):
            raise forms.ValidationError(_("Write a telephone number or an e-mail address."))
        self.check_consent()
        return data


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
