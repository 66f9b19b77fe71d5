"""How figures, dates and months are written for the reader, in the language of the request."""

from collections.abc import Iterable
from datetime import date, datetime, tzinfo
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import formats, timezone
from django.utils.translation import get_language

from rakerwil.numbers import Exact, decimals_near, spelled

NONE = "–"
"""What stands where there is no figure; why there is none is said beside it."""


def _language() -> str:
    return "en" if (get_language() or "").startswith("en") else "id"


def _exact(value: Exact | str) -> Exact:
    """Frozen figures are text in their JSON."""
    return Decimal(value) if isinstance(value, str) else value


def field_of(row: Any, name: str, default: Any) -> Any:
    """A field of an object or of a dict, as a template would see it."""
    return row.get(name, default) if isinstance(row, dict) else getattr(row, name, default)


def _cut_offs(categories: Iterable[Any]) -> list[Exact]:
    return [field_of(category, "cut_off", category) for category in categories]


def _near(value: Exact | str | None, categories: Iterable[Any], decimals: int) -> str:
    if value is None or value == "":
        return NONE
    exact = _exact(value)
    return spelled(exact, decimals_near(exact, _cut_offs(categories), decimals), _language())


def figure(value: Exact | str | None, decimals: int = 0) -> str:
    """`1.234,5` in the reader's language, rounded half away from zero."""
    return NONE if value is None or value == "" else spelled(_exact(value), int(decimals), _language())


def exact(value: Decimal | str | None) -> str:
    """With as many decimals as it has, and no more: what was typed, such as a weight of 2,5."""
    if value is None or value == "":
        return NONE
    number = Decimal(value).normalize()
    return figure(number, max(0, -int(number.as_tuple().exponent)))


def percent(value: Exact | str | None, categories: Iterable[Any] = ()) -> str:
    """`53,3 %` of a percent 0–100; more decimals where rounding would cross a cut-off (domain rule 6)."""
    text = _near(value, categories, 1)
    if text == NONE:
        return text
    return f"{text}%" if _language() == "en" else f"{text}\N{NO-BREAK SPACE}%"


def score(value: Exact | str | None, categories: Iterable[Any] = ()) -> str:
    """As `percent`, without the sign."""
    return _near(value, categories, 1)


def cell_figure(value: Exact | str | None, categories: Iterable[Any] = ()) -> str:
    """A heat cell's percent: no decimals but near a cut-off, no sign."""
    return _near(value, categories, 0)


def _local(value: datetime, zone: str | tzinfo | None) -> datetime:
    return timezone.localtime(value, ZoneInfo(zone) if isinstance(zone, str) else zone)


def _month(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(f"{value[:7]}-01")


def _on(value: date) -> date:
    """The day itself; a moment is read on the current clock, since it is kept in another zone."""
    return timezone.localtime(value).date() if isinstance(value, datetime) else value


def day(value: date | None) -> str:
    """`10 September 2021`; of a moment the day on the current clock."""
    return formats.date_format(_on(value), "j F Y") if value else NONE


def weekday_day(value: date | None) -> str:
    """`Jumat, 10 September 2021`."""
    return formats.date_format(_on(value), "l, j F Y") if value else NONE


def day_month(value: date | None) -> str:
    """`10 September`."""
    return formats.date_format(_on(value), "j F") if value else NONE


def moment(value: datetime | None, zone: str | tzinfo | None = None) -> str:
    """`10 September 2021, 19.40` in `zone` (a name of the time zone database), or in the current one."""
    return formats.date_format(_local(value, zone), "DATETIME_FORMAT") if value else NONE


def clock(value: datetime | None, zone: str | tzinfo | None = None) -> str:
    """`19.40` in `zone`, or in the current one."""
    return formats.date_format(_local(value, zone), "TIME_FORMAT") if value else NONE


def month_name(value: date | str | int | None) -> str:
    """`Agustus 2021` of a date or of "2021-08"; `Agustus` of the number 8."""
    if value is None:
        return NONE
    if isinstance(value, int):
        return formats.date_format(date(2000, value, 1), "F")
    return formats.date_format(_month(value), "F Y")


def month_short(value: date | str | int | None) -> str:
    """`Agu`, for axes and narrow heads."""
    if value is None:
        return NONE
    return formats.date_format(date(2000, value, 1) if isinstance(value, int) else _month(value), "M")
