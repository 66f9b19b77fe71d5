"""What they undertake, as addresses; one room of pages after the other."""

from django.urls import URLPattern, path, register_converter

from workplan.views import home
from workplan.views.converters import MonthConverter, YearConverter

register_converter(MonthConverter, "month")
register_converter(YearConverter, "year")

urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
]
