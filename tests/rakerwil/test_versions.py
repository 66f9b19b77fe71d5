import pytest

from federations.models import Federation
from rakerwil.versions import Stale, keep, sign
from tests.factories.organisation import FederationFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


def test_keep_saves_the_next_version_and_says_who():
    row, user = FederationFactory(), UserFactory()
    row.name = "Nama baru"

    keep(row, 1, by=user)

    stored = Federation.objects.get(pk=row.pk)
    assert (stored.name, stored.version) == ("Nama baru", 2)
    assert stored.history.first().history_user == user


def test_keep_of_what_another_saved_writes_nothing():
    row = FederationFactory(name="Nama lama")
    mine, theirs = (Federation.objects.get(pk=row.pk) for _reader in range(2))
    theirs.name, mine.name = "Nama mereka", "Nama saya"
    keep(theirs, theirs.version, by=None)

    with pytest.raises(Stale):
        keep(mine, mine.version, by=None)

    assert Federation.objects.get(pk=row.pk).name == "Nama mereka"


def test_sign_by_nobody_is_the_system():
    row = FederationFactory()

    sign(row, None)
    row.save()

    assert row.history.first().history_user is None
