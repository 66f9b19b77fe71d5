import uuid

import pytest
from django.urls import reverse

from federations.enums import Role
from federations.models import Person
from federations.models.consent import CURRENT, MONTHS_KEPT, TEXTS
from tests.factories.organisation import UnitFactory
from tests.factories.plans import WorkYearFactory
from tests.factories.users import MembershipFactory, PersonFactory, UserFactory, user_with

pytestmark = pytest.mark.django_db

MASKED = ("0812••••890", "w•••@contoh.example")
OPEN = ("081234567890", "warga@contoh.example")


@pytest.fixture
def person(jakarta) -> Person:
    return PersonFactory(name="Warga (contoh)", email="warga@contoh.example", region=jakarta)


def card(**fields) -> dict[str, object]:
    return {"name": "Baru (contoh)", "token": str(uuid.uuid4()), **fields}


def shown(page) -> list[bool]:
    text = page.content.decode()
    return [all(part in text for part in parts) for parts in (OPEN, MASKED)]


@pytest.mark.parametrize("who", ["admin", "coordinator", "secretary", "representative"])
def test_phone_and_mail_are_masked_for_everybody(request, sign_in, person, who):
    client = sign_in(request.getfixturevalue(who))

    in_list, on_card = client.get(reverse("people")), client.get(reverse("person", args=[person.pk]))

    assert shown(in_list) == shown(on_card) == [False, True]


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.AUDITOR])
def test_list_of_who_reads_the_nation_is_masked(sign_in, person, role):
    page = sign_in(user_with(role)).get(reverse("people"))

    assert shown(page) == [False, True]


def names_in(client, *persons, **asked):
    page = client.get(reverse("people"), asked).content.decode()
    return [person.name in page for person in persons]


def test_an_auditor_reads_initials_and_searches_no_name(sign_in, person):
    client = sign_in(user_with(Role.AUDITOR))
    page, card = client.get(reverse("people")), client.get(reverse("person", args=[person.pk]))

    assert f"W. #{person.pk}" in page.content.decode()
    assert person.name not in page.content.decode() + card.content.decode()
    assert list(client.get(reverse("people"), {"q": "Warga"}).context["rows"]) == []


def test_an_auditor_s_other_roles_show_the_names_of_their_reach(sign_in, jakarta, person):
    far = PersonFactory(name="Jauh (contoh)")
    auditor = user_with(Role.AUDITOR)
    MembershipFactory(user=auditor, role=Role.SECRETARY, region=jakarta)
    client = sign_in(auditor)

    assert names_in(client, person, far, auditor.person) == [True, False, True]
    found = set(client.get(reverse("people"), {"q": "contoh"}).context["rows"])
    assert found == {person, auditor.person}


def test_an_auditor_who_is_an_observer_too_reads_names(sign_in, person):
    auditor = user_with(Role.AUDITOR)
    MembershipFactory(user=auditor, role=Role.OBSERVER)

    assert names_in(sign_in(auditor), person) == [True]


def test_outside_a_request_names_are_written_in_full(person):
    assert str(person) == "Warga (contoh)"


def test_list_of_a_coordinator_leaves_other_regions_out(sign_in, stranger, person):
    client = sign_in(stranger)

    assert person.name not in client.get(reverse("people")).content.decode()
    assert client.get(reverse("person", args=[person.pk])).status_code == 404


def test_list_of_a_unit_officer_holds_the_own_unit(sign_in, person):
    unit = UnitFactory()
    mine = PersonFactory(name="Rekan (contoh)", unit=unit)

    page = sign_in(user_with(Role.UNIT_OFFICER, unit=unit)).get(reverse("people")).content.decode()

    assert (mine.name in page, person.name in page) == (True, False)


@pytest.mark.parametrize("role", [Role.FEDERATION_OFFICE, None])
def test_list_is_not_for_who_has_no_directory(sign_in, person, role):
    user = user_with(role) if role else UserFactory()

    assert sign_in(user).get(reverse("people")).status_code == 403
    assert sign_in(user).get(reverse("person", args=[person.pk])).status_code == 403


def test_list_is_searched_by_name_and_region_but_not_by_what_is_masked(sign_in, person, bandung):
    PersonFactory(name="Tetangga (contoh)", region=bandung)
    client = sign_in(user_with(Role.OBSERVER))

    found = {
        query: [row.name for row in client.get(reverse("people") + query).context["rows"]]
        for query in ("?q=warga", "?wilayah=32", "?q=0812", "?q=contoh.example")
    }

    assert found == {
        "?q=warga": [person.name],
        "?wilayah=32": ["Tetangga (contoh)"],
        "?q=0812": [],
        "?q=contoh.example": [],
    }


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("who", ["admin", "coordinator"])
def test_list_asks_the_database_the_same_for_one_row_and_three(
    request, sign_in, jakarta, django_assert_num_queries, who, rows
):
    WorkYearFactory()
    client = sign_in(request.getfixturevalue(who))
    Person.objects.filter(user=None).delete()
    for _number in range(rows):
        PersonFactory(region=jakarta)

    with django_assert_num_queries({"admin": 8, "coordinator": 7}[who]):
        client.get(reverse("people"))


def test_new_person_of_a_secretary_is_in_the_own_region(sign_in, secretary, jakarta):
    answer = sign_in(secretary).post(
        reverse("person_new"), card(region=jakarta.pk, phone="0812 3456 7890", way="spoken")
    )

    person = Person.objects.get(name="Baru (contoh)")
    assert answer["Location"] == reverse("person", args=[person.pk])
    assert person.region == jakarta
    assert person.history.get().history_user == secretary
    consent = person.consents.get()
    assert (consent.version, consent.way, consent.recorded_by) == (CURRENT, "spoken", secretary)


def test_new_person_sent_twice_is_one(sign_in, admin):
    client, data = sign_in(admin), card()

    first, second = client.post(reverse("person_new"), data), client.post(reverse("person_new"), data)

    assert first["Location"] == second["Location"]
    assert Person.objects.filter(name="Baru (contoh)").count() == 1


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"name": ""}, "name"),
        ({"phone": "telepon saya"}, "phone"),
        ({"email": "bukan surel"}, "email"),
        ({"phone": "0812 3456 7890", "way": ""}, "way"),
        ({"region": ""}, "region"),
        ({"region": "bandung"}, "region"),
    ],
)
def test_new_person_with_something_wrong_is_explained(sign_in, coordinator, jakarta, bandung, fields, wrong):
    if fields.get("region") == "bandung":
        fields = {"region": bandung.pk}

    answer = sign_in(coordinator).post(
        reverse("person_new"), card(**{"region": jakarta.pk, "way": "written", **fields})
    )

    assert list(answer.context["form"].errors) == [wrong]
    assert f'href="#id_{wrong}"' in answer.content.decode()
    assert Person.objects.filter(name="Baru (contoh)").count() == 0


@pytest.mark.parametrize("who", ["representative", "observer"])
def test_new_person_is_not_for_other_roles(request, sign_in, jakarta, who):
    user = user_with(Role.OBSERVER) if who == "observer" else request.getfixturevalue(who)

    answer = sign_in(user).post(reverse("person_new"), card(region=jakarta.pk))

    assert answer.status_code == 403
    assert Person.objects.filter(name="Baru (contoh)").count() == 0


def test_edit_person_saves_with_history(sign_in, secretary, jakarta, person):
    data = card(name="Nama Baru (contoh)", region=jakarta.pk, version=1)

    sign_in(secretary).post(reverse("person_edit", args=[person.pk]), data)

    person.refresh_from_db()
    assert (person.name, person.version) == ("Nama Baru (contoh)", 2)
    assert person.history.first().history_user == secretary


def test_edit_person_is_only_for_those_who_may(sign_in, representative, stranger, person):
    url = reverse("person_edit", args=[person.pk])

    assert sign_in(representative).post(url, card(version=1)).status_code == 403
    assert sign_in(stranger).post(url, card(version=1)).status_code == 404
    assert Person.objects.get(pk=person.pk).version == 1


@pytest.fixture
def overtaken(sign_in, admin, secretary, jakarta, person):
    """The secretary saves over what the admin has open: the admin's browser, the address and the form."""
    url = reverse("person_edit", args=[person.pk])
    sign_in(secretary).post(url, card(name="Versi sekretaris", region=jakarta.pk, version=1))
    return sign_in(admin), url, card(name="Versi admin", region=jakarta.pk, version=1)


def test_stale_edit_shows_both_texts_and_writes_nothing(overtaken, person, secretary):
    client, url, data = overtaken

    answer = client.post(url, data)

    page = answer.content.decode()
    person.refresh_from_db()
    assert answer.status_code == 409
    assert ("Versi admin" in page, "Versi sekretaris" in page, secretary.name in page) == (True, True, True)
    assert person.name == "Versi sekretaris"


def test_stale_edit_takes_mine(overtaken, person):
    client, url, data = overtaken
    version = client.post(url, data).context["form"]["version"].value()

    client.post(url, {**data, "version": version, "clash": "mine"})

    person.refresh_from_db()
    assert (person.name, person.version) == ("Versi admin", 3)


def test_stale_edit_takes_the_saved_one(overtaken, person):
    client, url, data = overtaken

    answer = client.post(url, {**data, "clash": "stored"})

    person.refresh_from_db()
    assert answer["Location"] == reverse("person", args=[person.pk])
    assert person.name == "Versi sekretaris"


def test_contact_is_written_down_with_consent_and_what_is_empty_stays(sign_in, secretary, person):
    url = reverse("person_contact", args=[person.pk])

    page = sign_in(secretary).get(url).content.decode()
    answer = sign_in(secretary).post(url, {"phone": "0813 1111 2222", "email": "", "way": "written"})

    person.refresh_from_db()
    assert (OPEN[0] in page, OPEN[1] in page) == (False, False)
    assert answer["Location"] == reverse("person", args=[person.pk])
    assert (person.phone, person.email) == ("0813 1111 2222", OPEN[1])
    assert person.consents.get().recorded_by == secretary


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"phone": "0813 1111 2222"}, "way"),
        ({"way": "spoken"}, "__all__"),
        ({"phone": "nomor", "way": "spoken"}, "phone"),
    ],
)
def test_contact_without_consent_or_contact_is_explained(sign_in, secretary, person, typed, wrong):
    answer = sign_in(secretary).post(reverse("person_contact", args=[person.pk]), typed)

    person.refresh_from_db()
    assert list(answer.context["form"].errors) == [wrong]
    assert (person.phone, person.consents.count()) == (OPEN[0], 0)


def test_one_agrees_for_oneself_and_only_for_oneself(sign_in, representative, person):
    client, own = sign_in(representative), representative.person

    client.post(reverse("person_agree", args=[own.pk]))
    client.post(reverse("person_agree", args=[own.pk]))

    assert [(row.version, row.way) for row in own.consents.all()] == [(CURRENT, "self")]
    assert client.post(reverse("person_agree", args=[person.pk])).status_code == 403


def test_privacy_says_how_long_and_shows_every_text(sign_in, representative):
    page = sign_in(representative).get(reverse("privacy"))

    assert f"{MONTHS_KEPT} bulan" in page.content.decode()
    assert [version for version, _text in page.context["texts"]] == sorted(TEXTS, reverse=True)
