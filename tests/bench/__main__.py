"""Prints the table; on SQLite, or in a database of its own on the server that DATABASE_URL names."""

from argparse import ArgumentParser
from datetime import UTC, datetime
from unittest.mock import patch

from django.core.management import call_command
from django.db import connection

from tests.bench import FOLDER, figures, files, growth, pages, weights, writes
from tests.bench.world import World

NOW = datetime(2022, 1, 15, 3, tzinfo=UTC)
"""December's reports are judged, and can still be typed."""

parser = ArgumentParser(prog="python -m tests.bench", description=__doc__)
parser.add_argument("--years", type=int, default=1, help="of contributions, up to 20")
years = parser.parse_args().years
name = connection.settings_dict["NAME"]
if connection.vendor == "sqlite":
    connection.settings_dict["TEST"]["NAME"] = f"{FOLDER.name}/bench.sqlite3"
connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
try:
    with patch("django.utils.timezone.now", lambda: NOW):
        call_command("collectstatic", interactive=False, verbosity=0)
        world = World()
        for part in (figures, pages, files, weights, writes):
            part.measure(world)
        growth.measure(world, years)
finally:
    connection.creation.destroy_test_db(name, verbosity=0)
