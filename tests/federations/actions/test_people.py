from uuid import uuid4

from federations.actions import people
from federations.models import Person


def test_add_saves_with_history(admin, jakarta):
    person = people.add(Person(name="Orang (contoh)", region=jakarta), uuid4(), by=admin)

    assert person.history.get().history_user == admin


def test_add_twice_with_one_token_is_one_record(admin, jakarta):
    token = uuid4()
    first = people.add(Person(name="Orang (contoh)", region=jakarta), token, by=admin)

    second = people.add(Person(name="Orang (contoh)", region=jakarta), token, by=admin)

    assert second == first
    assert Person.objects.filter(region=jakarta).count() == 1
