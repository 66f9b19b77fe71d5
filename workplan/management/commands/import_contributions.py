"""Takes reports of chapters from a file (interchange)."""

from federations.models import User
from workplan.imports import contributions
from workplan.imports.results import Result
from workplan.management.files import FileCommand


class Command(FileCommand):
    """Writes contributions as one batch."""

    help = "Takes reports of chapters from a CSV file into a work year."

    def take(self, text: str, year: int, *, by: User | None, file_name: str) -> Result:
        """The file's reports."""
        return contributions.take(text, year, by=by, file_name=file_name)
