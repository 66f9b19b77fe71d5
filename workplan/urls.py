"""What they undertake, as addresses; one room of pages after the other."""

from django.urls import URLPattern, path, register_converter

from workplan.views import federations, home, inboxes, national_inputs, nations, origins, regions
from workplan.views.converters import FormatConverter, MonthConverter, YearConverter

register_converter(FormatConverter, "format")
register_converter(MonthConverter, "month")
register_converter(YearConverter, "year")

urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    # figures: the nation, a region, a federation; and each figure opened
    path("<year:year>/", nations.nation, name="nation"),
    path("<year:year>/indikator/<str:code>/", origins.nation_indicator, name="nation_indicator"),
    path("<year:year>/angka.<format:wanted>", nations.file, name="nation_file"),
    path("<year:year>/wilayah/<str:region>/angka.<format:wanted>", regions.file, name="region_file"),
    path("<year:year>/federasi/<str:code>/", federations.federation, name="federation"),
    path("<year:year>/wilayah/<str:region>/", regions.region, name="region"),
    path(
        "<year:year>/wilayah/<str:region>/indikator/<str:code>/",
        origins.region_indicator,
        name="region_indicator",
    ),
    path(
        "<year:year>/wilayah/<str:region>/perwakilan/<str:chapter>/indikator/<str:code>/",
        origins.chapter_indicator,
        name="chapter_indicator",
    ),
    # Masukan Rakornas: a region's package, the national inbox, the book of all regions
    path("<year:year>/wilayah/<str:region>/masukan/", national_inputs.national_input, name="national_input"),
    path(
        "<year:year>/wilayah/<str:region>/masukan/kirim/",
        national_inputs.submit,
        name="national_input_submit",
    ),
    path(
        "<year:year>/wilayah/<str:region>/masukan/terima/",
        national_inputs.receive,
        name="national_input_receive",
    ),
    path(
        "<year:year>/wilayah/<str:region>/masukan/kembalikan/",
        national_inputs.send_back,
        name="national_input_return",
    ),
    path(
        "<year:year>/wilayah/<str:region>/masukan/v<int:version>.<format:wanted>",
        national_inputs.file,
        name="national_input_file",
    ),
    path("<year:year>/rakornas/", inboxes.inbox, name="inbox"),
    path("<year:year>/rakornas/himpunan.<format:wanted>", inboxes.book, name="book"),
]
