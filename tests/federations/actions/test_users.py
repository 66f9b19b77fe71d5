from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.tokens import default_token_generator
from django.core import mail
from django.core.exceptions import PermissionDenied

from federations.actions import users
from federations.enums import Role
from federations.models import Membership, Person, User
from rakerwil.models import Letter
from rakerwil.transitions import Refused
from tests.factories.organisation import UnitFactory
from tests.factories.users import PASSWORD, PersonFactory, UserFactory

EMAIL = "baru@contoh.example"
NAME = "Maria (contoh)"


@pytest.fixture(autouse=True)
def _today(clock):
    clock("2021-09-10 08:00")


@pytest.fixture
def invite(coordinator, jakarta, delivering):
    """Invite somebody as secretary of the first region, and let the mails go."""

    def call(email: str = EMAIL, by: User | None = coordinator, **fields) -> tuple[User, bool]:
        membership = Membership(**{"role": Role.SECRETARY, "region": jakarta, **fields})
        with delivering():
            return users.invite(email, NAME, membership, by=by)

    return call


def token_of(user: User) -> str:
    return users.invitation_path(user).split("/")[-2]


def test_invite_makes_person_account_and_role(invite, coordinator, jakarta):
    user, is_new = invite("Baru@Contoh.Example")

    assert is_new
    assert (user.email, user.name, user.awaits_invitation) == (EMAIL, NAME, True)
    assert user.person.region == jakarta
    assert user.memberships.get().role == Role.SECRETARY
    assert {row.history_user for row in (*user.history.all(), *user.person.history.all())} == {coordinator}


def test_invite_mails_the_link(invite, coordinator):
    user, _is_new = invite()

    [message] = mail.outbox
    assert message.to == [EMAIL]
    assert message.subject == "Akun Anda di Janji Kinerja KSBSI"
    assert f"http://testserver{users.invitation_path(user)}" in str(message.body)
    assert "- Sekretaris Korwil DKI Jakarta" in str(message.body)
    assert coordinator.name in str(message.body)


def test_invite_links_the_person_already_on_record(invite):
    person = PersonFactory(name="Tercatat (contoh)", email="BARU@contoh.example")

    user, _is_new = invite()

    assert user.person == person
    assert Person.objects.filter(name=NAME).count() == 0


@pytest.mark.parametrize("place", ["chapter", "federation", "unit"])
def test_invite_takes_the_person_s_place_from_the_role(invite, admin, garteks, place):
    unit = UnitFactory(region=garteks.region)
    roles = {
        "chapter": (Role.REPRESENTATIVE, garteks, garteks.region, garteks.federation, None),
        "federation": (Role.FEDERATION_OFFICE, garteks.federation, None, garteks.federation, None),
        "unit": (Role.UNIT_OFFICER, unit, garteks.region, None, unit),
    }
    role, where, region, federation, of_unit = roles[place]

    user, _is_new = invite(by=admin, role=role, **{"region": None, place: where})

    person = user.person
    assert (person.region, person.federation, person.unit) == (region, federation, of_unit)


def test_invite_of_somebody_with_an_account_gives_the_role_and_says_so(invite):
    account = UserFactory(email=EMAIL)

    user, is_new = invite()

    assert (user, is_new) == (account, False)
    assert user.check_password(PASSWORD)
    assert [message.subject for message in mail.outbox] == ["Peran baru untuk Anda di Janji Kinerja KSBSI"]


def test_invite_twice_is_one_record(invite):
    invite()

    with pytest.raises(Refused):
        invite()

    assert User.objects.filter(email=EMAIL).count() == 1
    assert Membership.objects.filter(user__email=EMAIL).count() == 1
    assert len(mail.outbox) == 1


def test_invite_of_a_deactivated_account_is_refused(invite):
    UserFactory(email=EMAIL, is_active=False)

    with pytest.raises(Refused):
        invite()

    assert Membership.objects.filter(user__email=EMAIL).count() == 0


def test_invite_outside_the_own_region_leaves_no_account(invite, bandung):
    with pytest.raises(PermissionDenied):
        invite(region=bandung)

    assert User.objects.filter(email=EMAIL).count() == 0
    assert Person.objects.filter(email=EMAIL).count() == 0


def test_invite_of_oneself_is_denied(invite, coordinator):
    with pytest.raises(PermissionDenied):
        invite(coordinator.email)

    assert coordinator.memberships.count() == 1


def test_invite_with_a_mail_server_that_is_down_keeps_account_and_letter(invite, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1

    user, _is_new = invite()

    letter = Letter.objects.get(recipient=user)
    assert User.objects.get(email=EMAIL) == user
    assert (letter.kind, letter.tries, letter.sent_at) == ("invitation", 1, None)


def test_take_up_sets_the_password_and_confirms_the_address(invite):
    user, _is_new = invite()

    users.take_up(user, token_of(user), PASSWORD)

    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert EmailAddress.objects.get(user=user).verified


def test_take_up_works_once(invite):
    user, _is_new = invite()
    token = token_of(user)
    users.take_up(user, token, PASSWORD)

    with pytest.raises(Refused):
        users.take_up(user, token, "kata sandi orang lain")

    user.refresh_from_db()
    assert user.check_password(PASSWORD)


@pytest.mark.parametrize(("hours", "works"), [(71, True), (73, False)])
def test_link_holds_for_three_days(invite, monkeypatch, hours, works):
    user, _is_new = invite()
    token = token_of(user)
    later = default_token_generator._now() + timedelta(hours=hours)
    monkeypatch.setattr(default_token_generator, "_now", lambda: later)

    assert users.may_take_up(user, token) == works


def test_take_up_of_a_deactivated_account_is_refused(invite, admin):
    user, _is_new = invite()
    token = token_of(user)
    users.deactivate(user, by=admin)

    with pytest.raises(Refused):
        users.take_up(user, token, PASSWORD)


def test_resend_makes_the_older_link_void(invite, coordinator, clock, delivering):
    user, _is_new = invite()
    old = token_of(user)
    clock("2021-09-10 08:05")

    with delivering():
        users.resend(user, by=coordinator)

    user.refresh_from_db()
    assert not users.may_take_up(user, old)
    assert users.may_take_up(user, token_of(user))
    assert [message.to for message in mail.outbox] == [[EMAIL], [EMAIL]]


def test_resend_within_a_minute_is_refused(invite, coordinator):
    user, _is_new = invite()

    with pytest.raises(Refused):
        users.resend(user, by=coordinator)

    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    "fields", [{}, {"is_active": False, "secret": None}], ids=["taken up", "deactivated"]
)
def test_resend_in_the_wrong_state_is_refused(admin, fields):
    user = UserFactory(**fields)

    with pytest.raises(Refused):
        users.resend(user, by=admin)

    assert mail.outbox == []


def test_deactivate_and_reactivate_are_written_down(admin):
    user = UserFactory()

    users.deactivate(user, by=admin)
    users.reactivate(user, by=admin)

    user.refresh_from_db()
    assert user.is_active
    assert [(row.is_active, row.history_user) for row in user.history.all()[:2]] == [
        (True, admin),
        (False, admin),
    ]


def test_deactivate_twice_is_refused(admin):
    user = UserFactory()
    users.deactivate(user, by=admin)

    with pytest.raises(Refused):
        users.deactivate(user, by=admin)


def test_reactivate_an_open_account_is_refused(admin):
    with pytest.raises(Refused):
        users.reactivate(UserFactory(), by=admin)


@pytest.mark.django_db
def test_describe_renames_the_person_with_history():
    user = UserFactory()

    users.describe(user, name="Nama Baru (contoh)", language="en", mails={})

    user.refresh_from_db()
    assert (user.name, user.language) == ("Nama Baru (contoh)", "en")
    assert user.person.history.first().history_user == user


@pytest.mark.django_db
def test_describe_gives_an_account_without_a_person_one():
    user = UserFactory(person=None)

    users.describe(user, name="Nama Baru (contoh)", language="id", mails={})

    user.refresh_from_db()
    assert (user.person.name, user.person.email) == ("Nama Baru (contoh)", user.email)


def test_signing_in_is_no_entry_of_the_history(client, db):
    user = UserFactory()

    client.force_login(user)

    assert User.objects.get(pk=user.pk).last_login is not None
    assert user.history.count() == 1
