from datetime import date

import pytest

from federations.actions import chapters, memberships, users
from federations.enums import Role
from federations.models import Membership
from federations.reporting.histories import log_of_account, log_of_chapter, log_of_roles
from tests.factories.users import UserFactory


@pytest.fixture(autouse=True)
def _today(clock):
    clock("2021-09-10 08:00")


def texts(log) -> list[str]:
    return [line.text for line in log]


def test_log_of_chapter_tells_each_change_newest_first(admin, garteks):
    chapters.end(garteks, date(2021, 6, 30), by=admin)
    chapters.reopen(garteks, by=admin)
    garteks.refresh_from_db()
    garteks.active_from = date(2018, 5, 1)
    chapters.correct(garteks, garteks.version, by=admin)

    log = log_of_chapter(garteks)

    assert texts(log) == [
        "Hari aktif pertama dikoreksi menjadi 1 Mei 2018",
        "Aktif kembali, hari terakhir dihapus",
        "Hari aktif terakhir: 30 Juni 2021",
        "Aktif sejak 1 Januari 2019",
    ]
    assert [line.who for line in log] == [admin.name, admin.name, admin.name, "sistem"]


def test_log_of_roles_tells_given_ended_and_taken_back(admin, jakarta):
    user = UserFactory()
    given = memberships.give(
        Membership(user=user, role=Role.SECRETARY, region=jakarta, from_on=date(2021, 1, 1)), by=admin
    )
    memberships.end(given, date(2021, 9, 30), by=admin)
    mistake = memberships.give(
        Membership(user=user, role=Role.OBSERVER, until_on=date(2021, 12, 31)), by=admin
    )
    memberships.take_back(mistake, by=admin)

    log = log_of_roles(user, admin)

    assert sorted(texts(log)) == [
        "Pengamat nasional: diberikan dari 10 September 2021 sampai 31 Desember 2021",
        "Pengamat nasional: dicabut",
        "Sekretaris Korwil DKI Jakarta: diberikan sejak 1 Januari 2021",
        "Sekretaris Korwil DKI Jakarta: hari terakhir 30 September 2021",
    ]


def test_log_of_roles_shows_a_coordinator_only_the_own_region(admin, coordinator, stranger, jakarta):
    user = UserFactory()
    memberships.give(Membership(user=user, role=Role.SECRETARY, region=jakarta), by=admin)
    memberships.give(Membership(user=user, role=Role.OBSERVER), by=admin)

    assert texts(log_of_roles(user, coordinator)) == [
        "Sekretaris Korwil DKI Jakarta: diberikan sejak 10 September 2021"
    ]
    assert log_of_roles(user, stranger) == []


def test_log_of_account_tells_closing_opening_and_the_address(admin):
    user = UserFactory(email="lama@contoh.example")
    users.deactivate(user, by=admin)
    users.reactivate(user, by=admin)
    user.refresh_from_db()
    user.email = "baru@contoh.example"
    user.save(update_fields=["email"])

    assert texts(log_of_account(user)) == [
        "Alamat surel diganti dari lama@contoh.example menjadi baru@contoh.example",
        "Akun diaktifkan kembali",
        "Akun dinonaktifkan",
        "Akun dibuat untuk lama@contoh.example",
    ]
