"""Who wrote a row, and writing over one that another may have changed in the meantime."""

from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from rakerwil.transitions import Refused


class Stale(Refused):
    """Somebody saved the row after it was read."""

    def __init__(self) -> None:
        super().__init__(_("Somebody changed this after you opened it. Look at both versions."))


def sign(row: Model, by: Any) -> None:
    """Whom the history names for the next saving or removal of `row`; None is the system."""
    row._history_user = by  # type: ignore[attr-defined]


@transaction.atomic
def keep(row: Model, version: int, *, by: Any) -> None:
    """Save `row` as the version after `version`, which it was read at; Stale, and nothing written, otherwise.

    The version is read again under a lock, so of two who save at once one is told. `by` is the user for the
    history, None the system.
    """
    rows = type(row)._base_manager.select_for_update()
    if rows.values_list("version", flat=True).get(pk=row.pk) != version:
        raise Stale
    row.version = version + 1  # type: ignore[attr-defined]
    sign(row, by)
    row.save()
