"""Verifying, against the bare statements that it can't do without."""

from itertools import islice

from django.db import transaction
from django.utils import timezone

from tests.bench.measuring import fetched, ratio, statements, timed, within
from tests.bench.world import World
from workplan.actions.verifications import Seen, verify
from workplan.models import Contribution

COLUMNS = ", ".join(str(field.column) for field in Contribution._meta.concrete_fields)
UPDATE = "UPDATE workplan_contribution SET state = 'verified', verified_at = %s, verified_by_id = %s"
LOG = """
INSERT INTO workplan_transition (noun, object_id, verb, from_state, to_state, at, by_id, reason)
VALUES ('workplan.contribution', %s, 'verify', 'submitted', 'verified', %s, %s, '')
"""
HISTORY = f"""
INSERT INTO workplan_historicalcontribution ({COLUMNS}, history_date, history_type, history_user_id)
SELECT {COLUMNS}, %s, '~', %s FROM workplan_contribution WHERE id = %s
"""


def measure(world: World) -> None:
    """One row and 24 at once; each row is verified only once."""
    by = world.coordinator
    rows = iter(Contribution.objects.submitted().filter(chapter__region=world.chapter.region))

    def bare() -> None:
        row, now = next(rows), timezone.now()
        with transaction.atomic():
            fetched(f"{UPDATE} WHERE id = %s", now, by.pk, row.pk)
            fetched(LOG, row.pk, now, by.pk)
            fetched(HISTORY, now, by.pk, row.pk)

    def verified(count: int) -> None:
        verify([Seen(row, row.version) for row in islice(rows, count)], by=by)

    one = timed(lambda: verified(1))
    ratio("verifying a row", one, timed(bare), "bare update, log, history", 1.5)
    within("verifying a row: statements, 2 of them its logs", statements(lambda: verified(1)), 5)
    within("verifying 24 rows: statements", statements(lambda: verified(24)), 5)
    ratio("verifying 24 rows", timed(lambda: verified(24)), one, "one row", 3)
