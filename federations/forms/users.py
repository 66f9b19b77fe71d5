"""Inviting people and looking for accounts."""

from typing import Any

from crispy_forms.layout import Row
from django import forms
from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from federations.enums import Role
from federations.forms.memberships import RoleForm
from federations.models import Membership, Person, User
from rakerwil.forms import Fields, SearchFields


class InvitationForm(RoleForm):
    """Somebody new, or somebody who gets a further role."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("The link goes there; later it is the address to sign in with."),
    )
    name = forms.CharField(label=_("Name"), max_length=Person._meta.get_field("name").max_length)
    language = forms.ChoiceField(
        label=_("Language of the mail and the pages"), choices=settings.LANGUAGES, initial="id"
    )

    def __init__(self, *args: Any, by: User, role: str, **kwargs: Any) -> None:
        super().__init__(*args, by=by, role=role, **kwargs)
        place = [self.place] if self.place else []
        self.helper = Fields("name", "email", *place, Row("from_on", "until_on"), "language")


class UserSearchForm(forms.Form):
    """By name or address, and by role."""

    q = forms.CharField(label=_("Name or e-mail address"), required=False, max_length=80)
    peran = forms.ChoiceField(label=_("Role"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["peran"]
        field.choices = [("", _("All roles")), *Role.choices]
        self.fields["q"].widget.input_type = "search"
        self.helper = SearchFields("q", "peran")

    @property
    def asks(self) -> bool:
        """Something is looked for."""
        return self.is_bound and self.is_valid() and any(self.cleaned_data.values())

    def narrow(self, users: QuerySet[User], by: User) -> QuerySet[User]:
        """The accounts that match; all of them while nothing is asked."""
        if not self.asks:
            return users
        if words := self.cleaned_data["q"]:
            users = users.filter(Q(person__name__icontains=words) | Q(email__icontains=words))
        if role := self.cleaned_data["peran"]:
            holders = Membership.objects.visible_to(by).current().filter(role=role)
            users = users.filter(pk__in=holders.values("user"))
        return users
