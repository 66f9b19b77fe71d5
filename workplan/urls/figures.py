"""Figures: the nation, a region, a federation, each figure opened; and the framework they stand on."""

from django.urls import URLPattern

from workplan.urls.paths import path
from workplan.views import (
    api,
    catch_up_plans,
    changes,
    closings,
    comparisons,
    federations,
    frameworks,
    home,
    indicators,
    leaders,
    nations,
    origins,
    programmes,
    regions,
    slides,
    stories,
    years,
)

urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    # reading by programs
    path("api/", api.guide, name="api"),
    path("api/v1/openapi.json", api.openapi, name="api_openapi"),
    *(path(f"api/v1/{name}", view, name=f"api_{name}") for name, view in api.VIEWS.items()),
    # figures: the nation, a region, a federation; and each figure opened
    path("<year:year>/", nations.nation, name="nation"),
    path("<year:year>/indikator/<str:code>/", origins.nation_indicator, name="nation_indicator"),
    path("<year:year>/angka.<figures:wanted>", nations.file, name="nation_file"),
    path("<year:year>/wilayah/<str:region>/angka.<figures:wanted>", regions.file, name="region_file"),
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
    # who brings how much until a gap is closed
    path(
        "<year:year>/wilayah/<str:region>/indikator/<str:code>/rencana/",
        catch_up_plans.catch_up_plan,
        name="catch_up_plan",
    ),
    path(
        "rakerwil/<slug:slug>/rekomendasi/<int:number>/rencana-tersimpan/<str:code>/",
        catch_up_plans.attach,
        name="recommendation_attach_plan",
    ),
    # one indicator over the years
    path("<year:year>/banding/", comparisons.comparison, name="comparison"),
    # for the leadership: two pages, a message, a slide for each indicator
    path("<year:year>/pimpinan/", leaders.nation_leaders, name="nation_leaders"),
    path("<year:year>/pimpinan/ringkasan.<letterformat:wanted>", leaders.nation_brief, name="nation_brief"),
    path("<year:year>/wilayah/<str:region>/pimpinan/", leaders.region_leaders, name="region_leaders"),
    path(
        "<year:year>/wilayah/<str:region>/pimpinan/ringkasan.<letterformat:wanted>",
        leaders.region_brief,
        name="region_brief",
    ),
    path("<year:year>/indikator/<str:code>/salindia/", slides.nation_slide, name="nation_slide"),
    path(
        "<year:year>/indikator/<str:code>/salindia.<picture:wanted>",
        slides.nation_slide_file,
        name="nation_slide_file",
    ),
    path(
        "<year:year>/wilayah/<str:region>/indikator/<str:code>/salindia/",
        slides.region_slide,
        name="region_slide",
    ),
    path(
        "<year:year>/wilayah/<str:region>/indikator/<str:code>/salindia.<picture:wanted>",
        slides.region_slide_file,
        name="region_slide_file",
    ),
    # across years
    path("<year:year>/tahun-ke-tahun/", stories.nation_years, name="nation_years"),
    path("<year:year>/wilayah/<str:region>/tahun-ke-tahun/", stories.region_years, name="region_years"),
    path(
        "<year:year>/federasi/<str:code>/tahun-ke-tahun/", stories.federation_years, name="federation_years"
    ),
    # why a figure is not what it was
    path("<year:year>/perubahan/", changes.nation_changes, name="nation_changes"),
    path(
        "<year:year>/indikator/<str:code>/perubahan/",
        changes.nation_indicator_changes,
        name="nation_indicator_changes",
    ),
    path("<year:year>/wilayah/<str:region>/perubahan/", changes.region_changes, name="region_changes"),
    path(
        "<year:year>/wilayah/<str:region>/indikator/<str:code>/perubahan/",
        changes.region_indicator_changes,
        name="region_indicator_changes",
    ),
    # the framework: the year, its objectives and indicators
    path("tahun-kerja/baru/", years.create, name="year_create"),
    path("<year:year>/buka/", years.open_year, name="year_open"),
    path("<year:year>/tutup/", years.close, name="year_close"),
    path("<year:year>/penutupan/", closings.closing, name="year_closing"),
    path("<year:year>/buka-kembali/", years.reopen, name="year_reopen"),
    path("<year:year>/program/", programmes.programme_list, name="programmes"),
    path("<year:year>/program/baru/", programmes.NewProgramme.as_view(), name="programme_create"),
    path("<year:year>/program/<int:pk>/", programmes.programme_detail, name="programme"),
    path("<year:year>/program/<int:pk>/ubah/", programmes.EditProgramme.as_view(), name="programme_edit"),
    path("<year:year>/kerangka/", indicators.framework, name="framework"),
    path("<year:year>/kerangka/riwayat/", indicators.history, name="framework_history"),
    path("<year:year>/kerangka/perbandingan/", frameworks.comparison, name="framework_comparison"),
    path(
        "<year:year>/kerangka/perbandingan/<year:before>/<str:code>/ambil/",
        frameworks.take_over,
        name="framework_take_over",
    ),
    path("<year:year>/kerangka/pengaturan/", years.EditYear.as_view(), name="year_edit"),
    path("<year:year>/kerangka/sasaran/baru/", indicators.NewObjective.as_view(), name="objective_create"),
    path("<year:year>/kerangka/sasaran/<int:pk>/", indicators.EditObjective.as_view(), name="objective_edit"),
    path(
        "<year:year>/kerangka/sasaran/<int:pk>/akhiri/", indicators.retire_objective, name="objective_retire"
    ),
    path("<year:year>/kerangka/indikator/baru/", indicators.NewIndicator.as_view(), name="indicator_create"),
    path(
        "<year:year>/kerangka/indikator/<str:code>/",
        indicators.EditIndicator.as_view(),
        name="indicator_edit",
    ),
    path("<year:year>/kerangka/indikator/<str:code>/akhiri/", indicators.retire, name="indicator_retire"),
    path(
        "<year:year>/kerangka/indikator/<str:code>/keluarkan/",
        indicators.take_out,
        name="indicator_take_out",
    ),
]
