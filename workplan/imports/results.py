"""What came of a file."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _


@dataclass
class Result:
    """How many of a file's rows were new, changed something or changed nothing, and what else happened."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    remarks: list[str] = field(default_factory=list)

    def count(self, *, added: bool = False, changed: bool = False) -> None:
        """One row more."""
        if added:
            self.added += 1
        elif changed:
            self.changed += 1
        else:
            self.unchanged += 1

    @property
    def has_changes(self) -> bool:
        return bool(self.added or self.changed or self.remarks)

    def __str__(self) -> str:
        counts = {"added": self.added, "changed": self.changed, "unchanged": self.unchanged}
        return _("%(added)s new, %(changed)s changed, %(unchanged)s unchanged") % counts
