"""Whether anything moved since a page was last asked for: the tag of pages that follow the meeting."""

import hashlib

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from federations.models import signed_in
from workplan.models import Transition


def pulse(request: HttpRequest) -> str:
    """An entity tag; one statement.

    Every verb writes a line of the log, so that the last one tells whether anything was done; the minute is
    in it because clocks and delays are on the page; reader, language and address, because the page is
    theirs. Call once the meeting was found for the reader: nothing is unchanged for who may not see it.
    """
    last = Transition.objects.order_by("-pk").values_list("pk", flat=True).first()
    minute = timezone.now().strftime("%Y-%m-%d %H:%M")
    told = f"{last} {minute} {signed_in(request).pk} {get_language()} {request.get_full_path()}"
    return f'"{hashlib.sha256(told.encode()).hexdigest()[:32]}"'
