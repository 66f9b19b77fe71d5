"""`path` as the site map writes it: with years, months and formats in addresses."""

from django.urls import path, register_converter

from workplan.views.converters import (
    FiguresConverter,
    FormatConverter,
    LetterFormatConverter,
    MonthConverter,
    PictureConverter,
    YearConverter,
)

__all__ = ["path"]

register_converter(FiguresConverter, "figures")
register_converter(FormatConverter, "format")
register_converter(LetterFormatConverter, "letterformat")
register_converter(MonthConverter, "month")
register_converter(PictureConverter, "picture")
register_converter(YearConverter, "year")
