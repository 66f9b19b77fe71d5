"""Letters that were given up: tried once more."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rakerwil.models import MOST_TRIES, Letter
from rakerwil.transitions import Refused


@transaction.atomic
def retry(pk: int | None = None) -> int:
    """Let the delivery try once more, at its next round: one letter, or all that were given up.

    Returns how many. Raises Refused where none of them is given up. What fails again is given up again.
    """
    letters = Letter.objects.given_up()
    if pk is not None:
        letters = letters.filter(pk=pk)
    taken = list(letters.select_for_update().values_list("pk", flat=True))
    if not taken:
        raise Refused(_("This has already moved on. Look at its current state, then try again."))
    return Letter.objects.filter(pk__in=taken).update(tries=MOST_TRIES - 1, due_at=timezone.now())
