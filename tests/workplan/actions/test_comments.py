from uuid import UUID

import pytest
from django.db import DatabaseError, transaction

from tests.factories.desks import KEEN, Desk
from workplan.actions import comments
from workplan.models import Comment

pytestmark = pytest.mark.django_db

TOKEN = UUID(int=1)


@pytest.fixture
def desk(clock):
    clock(KEEN)
    return Desk()


def test_write_keeps_who_said_what_and_changes_no_figure(desk):
    row = desk.sent(desk.indicator())

    said = comments.write(row, " Mengapa naik? ", by=desk.coordinator, token=TOKEN)

    row.refresh_from_db()
    assert (said.text, said.written_by, row.version, row.state) == (
        "Mengapa naik?",
        desk.coordinator,
        1,
        "submitted",
    )


def test_write_twice_with_one_token_is_one_comment(desk):
    row = desk.sent(desk.indicator())

    first = comments.write(row, "Mengapa naik?", by=desk.coordinator, token=TOKEN)
    second = comments.write(row, "Mengapa naik?", by=desk.coordinator, token=TOKEN)

    assert (first, Comment.objects.count()) == (second, 1)


@pytest.mark.parametrize("change", ["update", "delete"])
def test_what_was_said_stays(desk, change):
    comments.write(desk.sent(desk.indicator()), "Mengapa naik?", by=desk.coordinator, token=TOKEN)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Comment.objects.update(text="x") if change == "update" else Comment.objects.all().delete()

    assert Comment.objects.get().text == "Mengapa naik?"
