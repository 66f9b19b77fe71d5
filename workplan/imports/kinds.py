"""The files that the web takes: which there are, their columns, and who may bring them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from federations.models import User
from workplan.imports import contributions, indicators, pledges, targets
from workplan.imports.results import Result


@dataclass(frozen=True)
class Kind:
    """One kind of file (interchange)."""

    code: str
    label: str | Promise
    say: str | Promise
    required: tuple[str, ...]
    optional: tuple[str, ...]
    take: Callable[[str, int, User, str], Result]
    """Text, year, who acts, name of the file."""
    is_own: bool = False
    """Who enters such figures by hand may bring them, for the own scope; otherwise the national office."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The header of an empty file."""
        return (*self.required, *self.optional)


KINDS = {
    kind.code: kind
    for kind in (
        Kind(
            "indikator",
            _("Framework"),
            _("Objectives and indicators of the year."),
            indicators.REQUIRED,
            indicators.OPTIONAL,
            lambda text, year, by, _name: indicators.take(text, year, by=by),
        ),
        Kind(
            "target",
            _("Targets"),
            _("Of regions; with an empty region the nation's of ratios. They count at once, as agreed."),
            targets.REQUIRED,
            targets.OPTIONAL,
            lambda text, year, by, _name: targets.take(text, year, by=by),
        ),
        Kind(
            "komitmen",
            _("Pledges"),
            _("Of federations, by region; KORWIL for the coordinator's own office."),
            pledges.REQUIRED,
            pledges.OPTIONAL,
            lambda text, year, by, _name: pledges.take(text, year, by=by),
        ),
        Kind(
            "laporan",
            _("Reports"),
            _("Figures of chapters, a row for each indicator and month."),
            contributions.REQUIRED,
            (),
            lambda text, year, by, name: contributions.take(text, year, by=by, file_name=name),
            is_own=True,
        ),
    )
}
"""By the word in the address."""
