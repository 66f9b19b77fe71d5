"""Who acts, when a command is what acts."""

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from federations.models import User


def add_acting(parser: CommandParser) -> None:
    """`--as EMAIL`, which every command has."""
    parser.add_argument(
        "--as", dest="acting", metavar="EMAIL", help=_("who acts; without it the log names the system")
    )


def acting_user(options: dict[str, Any]) -> User | None:
    """The user behind `--as`, None without it; CommandError where the address belongs to nobody."""
    email = options["acting"]
    if email is None:
        return None
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        raise CommandError(_("There is no user %(email)s.") % {"email": email})
    return user
