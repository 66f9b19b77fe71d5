"""One kind of figure for the whole product: exact, with four decimals (decisions, data 1)."""

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext_lazy as _

SCALE = 10_000
"""A figure is stored as a whole number of ten-thousandths."""

MAX_FIGURE = Decimal("99999999999999.9999")
"""Fourteen digits before the comma: with the scale they fit a BIGINT, and so does the sum of thousands."""


def to_ten_thousandths(value: Decimal) -> int:
    """The whole number of ten-thousandths in `value`; ValueError when it has a finer part."""
    scaled = value * SCALE
    whole = int(scaled)
    if scaled != whole:
        raise ValueError(f"{value} has more than four decimals")
    return whole


def from_ten_thousandths(scaled: int) -> Decimal:
    """The Decimal, without trailing zeros, that `scaled` ten-thousandths stand for."""
    value = Decimal(scaled) / SCALE
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()


class FigureField(models.BigIntegerField[Any, Any]):
    """A never-negative figure: Decimal in Python, whole ten-thousandths in a BIGINT.

    SQLite keeps a DecimalField as a floating number and loses digits from the sixteenth on, and in sums.
    """

    # What the type checker lets a model be made with.
    _pyi_private_set_type: Any

    description = _("Figure")
    empty_strings_allowed = False

    def from_db_value(self, value: int | None, *_args: Any) -> Decimal | None:
        return None if value is None else from_ten_thousandths(int(value))

    def to_python(self, value: Any) -> Decimal | None:
        if value is None or isinstance(value, Decimal):
            return value
        if isinstance(value, float):
            raise ValidationError(_("Figures are never floating numbers."))
        try:
            return Decimal(value)
        except (InvalidOperation, TypeError) as error:
            raise ValidationError(_("“%(value)s” is not a number."), params={"value": value}) from error

    def get_prep_value(self, value: Any) -> int | None:
        value = self.to_python(value)
        return None if value is None else to_ten_thousandths(value)

    def get_db_prep_value(
        self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False
    ) -> int | None:
        return value if prepared else self.get_prep_value(value)

    def validate(self, value: Any, model_instance: Any) -> None:
        super().validate(value, model_instance)
        if value is None:
            return
        if value < 0:
            raise ValidationError(_("A figure is never negative."))
        if value > MAX_FIGURE:
            raise ValidationError(_("This figure is too large."))
        if value != value.quantize(Decimal("0.0001"), rounding=ROUND_HALF_UP):
            raise ValidationError(_("At most four decimals."))

    @property
    def validators(self) -> list[Any]:
        # The BIGINT's own range is in ten-thousandths; `validate` checks the range of the Decimal.
        return []
