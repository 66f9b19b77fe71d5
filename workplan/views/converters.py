"""Years and months in addresses."""

from datetime import date


class YearConverter:
    """A work year: `2021`."""

    regex = r"20\d\d"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class MonthConverter:
    """A month: `2021-08`, as the date of its first day."""

    regex = r"20\d\d-(?:0[1-9]|1[0-2])"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(f"{value}-01")

    def to_url(self, value: date | str) -> str:
        return value if isinstance(value, str) else f"{value:%Y-%m}"


class FormatConverter:
    """A format that the product exports."""

    regex = "pdf|docx|xlsx|csv|json"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class FiguresConverter(FormatConverter):
    """A format of figures alone."""

    regex = "xlsx|csv|json"


class LetterFormatConverter(FormatConverter):
    """A format of letters."""

    regex = "pdf|docx"


class PictureConverter(FormatConverter):
    """A format of pictures."""

    regex = "svg|png"
