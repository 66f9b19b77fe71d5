"""What the product costs, as ratios within one run, with production's settings and data of its own."""

import os
import secrets
from tempfile import TemporaryDirectory

import django

FOLDER = TemporaryDirectory(prefix="rakerwil-bench.")
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "rakerwil.settings",
    "DEBUG": "false",
    "TESTING": "false",
    "SECRET_KEY": secrets.token_urlsafe(50),
    "SECURE_TLS": "false",
    "ALLOWED_HOSTS": "testserver",
    "CACHE_URL": "dbcache://rakerwil_cache",
    "EMAIL_URL": "memorymail://",
    "VAR_DIR": FOLDER.name,
}
os.environ.setdefault("DATABASE_URL", f"sqlite:///{FOLDER.name}/unused.sqlite3")
django.setup()
