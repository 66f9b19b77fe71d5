"""Who looks at the pages."""

from collections.abc import Callable

import pytest
from django.test import Client

from federations.models import User


@pytest.fixture
def sign_in(client: Client) -> Callable[[User], Client]:
    """A browser in which that user is signed in."""

    def as_user(user: User) -> Client:
        client.force_login(user)
        return client

    return as_user
