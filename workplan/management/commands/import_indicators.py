"""Takes the framework of a work year from a file (interchange)."""

from federations.models import User
from workplan.imports import indicators
from workplan.imports.results import Result
from workplan.management.files import FileCommand


class Command(FileCommand):
    """Adds and changes indicators; creates the work year if it is missing."""

    help = "Takes objectives and indicators from a CSV file into a work year, created and opened if missing."

    def take(self, text: str, year: int, *, by: User | None, file_name: str) -> Result:
        """The file's indicators."""
        return indicators.take(text, year, by=by)
