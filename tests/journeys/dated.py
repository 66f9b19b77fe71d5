"""The product on another day: served by this module, its clock is the real one moved by what a file says.

The clock goes on from where it was set. `VAR_DIR/clock` holds the seconds to add.
"""

import os
from datetime import datetime, timedelta
from pathlib import Path

from django.utils import timezone

CLOCK = Path(os.environ["VAR_DIR"]) / "clock"
real_now = timezone.now


def now() -> datetime:
    """The moment that the product believes in."""
    return real_now() + timedelta(seconds=float(CLOCK.read_text()))


# before anything of the product is imported: its models keep the function itself
timezone.now = now

from rakerwil.wsgi import application  # noqa: E402

__all__ = ["application"]
