"""Makes an account and prints its link: the first one of an installation."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from federations.actions import users
from federations.management.acting import acting_user, add_acting
from federations.models import Membership
from federations.models.membership import SCOPE_OF_ROLE
from rakerwil.mail import link
from rakerwil.transitions import Refused

NATIONAL_ROLES = [str(role) for role, scope in SCOPE_OF_ROLE.items() if not scope]


class Command(BaseCommand):
    """Roles in a region, a chapter or a unit are given on the page of the users."""

    help = "Invites somebody to a national role and prints the link that sets the password."

    def add_arguments(self, parser: CommandParser) -> None:
        """Who, and which role."""
        parser.add_argument("email", metavar="EMAIL", help=_("the address to sign in with"))
        parser.add_argument("--role", choices=NATIONAL_ROLES, default=NATIONAL_ROLES[0])
        parser.add_argument("--name", required=True, help=_("the person's name"))
        add_acting(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the link; for somebody who already signs in, only say that the role is given."""
        by = acting_user(options)
        try:
            validate_email(options["email"])
            user, _is_new = users.invite(
                options["email"], options["name"], Membership(role=options["role"]), by=by
            )
        except PermissionDenied as error:
            raise CommandError(
                _("%(email)s may not give this role.") % {"email": options["acting"]}
            ) from error
        except (Refused, ValidationError) as refusal:
            messages = refusal.messages if isinstance(refusal, ValidationError) else [str(refusal)]
            raise CommandError(" ".join(messages)) from refusal
        if user.awaits_invitation:
            self.stdout.write(_("The link holds for three days and works once:"))
            self.stdout.write(link(users.invitation_path(user)))
        else:
            self.stdout.write(
                _("%(name)s already signs in and holds the role from now on.") % {"name": user.name}
            )
