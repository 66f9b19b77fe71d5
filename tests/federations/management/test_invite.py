from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from federations.enums import Role
from federations.models import User
from tests.factories.users import PASSWORD, UserFactory, user_with

pytestmark = pytest.mark.django_db

EMAIL = "den@contoh.example"


def run(*options: str, email: str = EMAIL) -> list[str]:
    output = StringIO()
    call_command("invite", email, "--name", "Siti (contoh)", *options, stdout=output)
    return output.getvalue().splitlines()


def test_invite_prints_the_link_of_the_first_account():
    link = run()[-1]

    user = User.objects.get()
    assert (user.email, user.scope.is_admin) == (EMAIL, True)
    assert link.startswith("http://testserver/undangan/")
    assert Client().get(link.removeprefix("http://testserver")).status_code == 200
    assert mail.outbox == []


def test_invite_to_another_national_role():
    run("--role", "observer")

    assert User.objects.get().scope.roles == {Role.OBSERVER}


def test_invite_to_a_role_with_a_place_is_refused():
    with pytest.raises(CommandError, match="coordinator"):
        run("--role", "coordinator")


def test_invite_of_somebody_who_signs_in_gives_the_role():
    user = UserFactory(email=EMAIL)

    lines = run()

    assert lines == [f"{user.name} sudah mempunyai akun dan mulai sekarang memegang peran ini."]
    assert User.objects.get().check_password(PASSWORD)


@pytest.mark.parametrize("email", ["bukan alamat", EMAIL])
def test_invite_that_cannot_be_is_refused(email):
    run()
    user = User.objects.get()
    user.set_password(PASSWORD)
    user.save()

    with pytest.raises(CommandError):
        run(email=email)

    assert User.objects.count() == 1


def test_invite_as_somebody_without_the_right_is_refused(coordinator):
    with pytest.raises(CommandError, match=coordinator.email):
        run("--as", coordinator.email)

    assert not User.objects.filter(email=EMAIL).exists()


def test_invite_as_an_admin_mails_as_well_and_names_them(delivering):
    admin = user_with(Role.ADMIN)

    with delivering():
        run("--as", admin.email)

    assert [message.to for message in mail.outbox] == [[EMAIL]]
    assert User.objects.get(email=EMAIL).memberships.get().history.get().history_user == admin
