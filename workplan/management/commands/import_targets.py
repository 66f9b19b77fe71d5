"""Takes targets of regions and of the nation's ratios from a file (interchange)."""

from federations.models import User
from workplan.imports import targets
from workplan.imports.results import Result
from workplan.management.files import FileCommand


class Command(FileCommand):
    """Writes targets that count at once."""

    help = "Takes targets of regions and of the nation's ratios from a CSV file into a work year."

    def take(self, text: str, year: int, *, by: User | None, file_name: str) -> Result:
        """The file's targets."""
        return targets.take(text, year, by=by)
