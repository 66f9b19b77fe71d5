"""The product's settings as the tests see them: the same, but hermetic and quick."""

import os
import sys
from typing import Any

# Nothing of the machine's own environment or `.env` decides a test, but for the database it runs on.
os.environ |= {
    "TESTING": "true",
    "DEBUG": "false",
    "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    "CACHE_URL": "locmemcache://",
    "CONFEDERATION_SHORT_NAME": "KSBSI",
    "CONFEDERATION_NAME": "Konfederasi Serikat Buruh Seluruh Indonesia",
    "CONFEDERATION_ADDRESS": "",
    "CSRF_TRUSTED_ORIGINS": "",
    "EMAIL_URL": "memorymail://",
    "SECURE_TLS": "false",
    "SITE_URL": "http://testserver",
}

from rakerwil.settings import *  # noqa: F403
from rakerwil.settings import BASE_DIR, TEMPLATES


class UnknownVariable(str):
    """Stands in for a variable that a template names and no view gives: in our own templates an error.

    The templates of libraries lean on silence, so there it stays the empty text it always was.
    """

    __slots__ = ()

    def __contains__(self, part: object) -> bool:
        """Django asks whether the name of the variable has a place in the text: it has."""
        return part == "%s" or super().__contains__(str(part))

    def __mod__(self, variable: Any) -> str:
        """Called in place of showing nothing."""
        context = sys._getframe(1).f_locals["context"]
        template = context.render_context.template or context.template
        origin = str(template.origin.name)
        if origin.startswith(str(BASE_DIR / "templates")):
            raise LookupError(f"{origin.removeprefix(str(BASE_DIR))} names an unknown variable: {variable}")
        return ""


TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UnknownVariable("unknown")

# The strong hash is slow on purpose, and hundreds of tests sign somebody in.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Nothing is collected before the tests: WhiteNoise looks when asked.
WHITENOISE_AUTOREFRESH = True
