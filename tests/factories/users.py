"""People, their accounts and their roles."""

from datetime import date
from typing import Any

import factory
from factory.django import DjangoModelFactory

from federations.enums import Role
from federations.models import Membership, Person, User
from federations.models.membership import SCOPE_OF_ROLE
from tests.factories.organisation import ChapterFactory, FederationFactory, RegionFactory, UnitFactory

PASSWORD = "empat kata yang mudah diingat"


class PersonFactory(DjangoModelFactory[Person]):
    """Somebody on record."""

    class Meta:
        model = Person

    name = factory.Sequence(lambda number: f"Orang {number:03} (contoh)")
    phone = "081234567890"
    email = factory.Sequence(lambda number: f"orang{number:03}@contoh.example")


class UserFactory(DjangoModelFactory[User]):
    """Somebody who signs in with PASSWORD."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        invited = factory.Trait(secret=None)

    email = factory.Sequence(lambda number: f"akun{number:03}@contoh.example")
    person = factory.SubFactory(PersonFactory, email=factory.SelfAttribute("..email"))

    @classmethod
    def _create(cls, _model_class: type[User], *_args: Any, **kwargs: Any) -> User:
        return User.objects.create_user(kwargs.pop("email"), kwargs.pop("secret", PASSWORD), **kwargs)


PLACES = {
    "region": RegionFactory,
    "chapter": ChapterFactory,
    "federation": FederationFactory,
    "unit": UnitFactory,
}


class MembershipFactory(DjangoModelFactory[Membership]):
    """A role from the first day of 2020 on; its place is made when none is given."""

    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    role = Role.ADMIN
    from_on = date(2020, 1, 1)

    @classmethod
    def _create(cls, model_class: type[Membership], *args: Any, **kwargs: Any) -> Membership:
        place = SCOPE_OF_ROLE[kwargs["role"]]
        if place and place not in kwargs:
            kwargs[place] = PLACES[place]()
        return super()._create(model_class, *args, **kwargs)


def user_with(role: Role | str, **place: Any) -> User:
    """An account that holds one role."""
    return MembershipFactory(role=role, **place).user
