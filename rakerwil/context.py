"""What every template may name about the installation."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def confederation(request: HttpRequest) -> dict[str, Any]:
    """The confederation's name as the installation has it."""
    return {"confederation": settings.CONFEDERATION}
