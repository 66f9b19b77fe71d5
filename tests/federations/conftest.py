"""Two regions, and somebody of every kind who works in the first one."""

from collections.abc import Callable

import pytest
from django.test import Client

from federations.enums import Role
from federations.models import Region, User
from tests.factories.organisation import ChapterFactory, FederationFactory, RegionFactory
from tests.factories.users import user_with

SignIn = Callable[[User], Client]


@pytest.fixture
def sign_in() -> SignIn:
    """A browser in which somebody is signed in."""

    def browser(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return browser


@pytest.fixture
def jakarta(db) -> Region:
    return RegionFactory(code="31", name="DKI Jakarta", short_name="Jakarta")


@pytest.fixture
def bandung(db) -> Region:
    return RegionFactory(code="32", name="Jawa Barat", short_name="Jabar")


@pytest.fixture
def garteks(jakarta):
    """A chapter of the first region."""
    federation = FederationFactory(code="GARTEKS", short_name="FSB GARTEKS")
    return ChapterFactory(region=jakarta, federation=federation)


@pytest.fixture
def admin(db) -> User:
    return user_with(Role.ADMIN)


@pytest.fixture
def coordinator(jakarta) -> User:
    return user_with(Role.COORDINATOR, region=jakarta)


@pytest.fixture
def secretary(jakarta) -> User:
    return user_with(Role.SECRETARY, region=jakarta)


@pytest.fixture
def representative(garteks) -> User:
    return user_with(Role.REPRESENTATIVE, chapter=garteks)


@pytest.fixture
def stranger(bandung) -> User:
    """A coordinator of the other region."""
    return user_with(Role.COORDINATOR, region=bandung)
