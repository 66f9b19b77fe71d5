"""Takes pledges of chapters from a file (interchange)."""

from federations.models import User
from workplan.imports import pledges
from workplan.imports.results import Result
from workplan.management.files import FileCommand


class Command(FileCommand):
    """Writes pledges."""

    help = "Takes pledges of chapters from a CSV file into a work year."

    def take(self, text: str, year: int, *, by: User | None, file_name: str) -> Result:
        """The file's pledges."""
        return pledges.take(text, year, by=by)
