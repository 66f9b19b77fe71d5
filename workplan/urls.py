"""What they undertake, as addresses; one room of pages after the other."""

from django.urls import URLPattern, path, register_converter

from workplan.views import (
    agreements,
    contributions,
    evidence,
    federations,
    home,
    inboxes,
    indicators,
    national_inputs,
    nations,
    origins,
    pledges,
    regions,
    targets,
    verifications,
    years,
)
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
    # the framework: the year, its objectives and indicators
    path("tahun-kerja/baru/", years.create, name="year_create"),
    path("<year:year>/buka/", years.open_year, name="year_open"),
    path("<year:year>/tutup/", years.close, name="year_close"),
    path("<year:year>/buka-kembali/", years.reopen, name="year_reopen"),
    path("<year:year>/kerangka/", indicators.framework, name="framework"),
    path("<year:year>/kerangka/riwayat/", indicators.history, name="framework_history"),
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
    # reports: a chapter's months, their evidence, and the queue of those who decide
    path("laporan/", contributions.months, name="months"),
    path("laporan/<month:month>/", contributions.month, name="month"),
    path("bukti/<int:pk>/", evidence.evidence, name="evidence"),
    path("<year:year>/wilayah/<str:region>/verifikasi/", verifications.queue, name="queue"),
    path(
        "<year:year>/wilayah/<str:region>/verifikasi/<str:chapter>/<month:month>/",
        verifications.queue_chapter,
        name="queue_chapter",
    ),
    path(
        "<year:year>/wilayah/<str:region>/verifikasi/<str:chapter>/<month:month>/sahkan/",
        verifications.verify,
        name="queue_verify",
    ),
    path(
        "<year:year>/wilayah/<str:region>/verifikasi/<str:chapter>/<month:month>/kembalikan/",
        verifications.send_back,
        name="queue_return",
    ),
    path(
        "<year:year>/wilayah/<str:region>/verifikasi/<str:chapter>/<month:month>/buka-lagi/",
        verifications.reopen,
        name="queue_reopen",
    ),
    # pledges of the chapters
    path("<year:year>/wilayah/<str:region>/komitmen/", pledges.pledges, name="pledges"),
    path(
        "<year:year>/wilayah/<str:region>/komitmen/<str:chapter>/",
        pledges.chapter_pledges,
        name="chapter_pledges",
    ),
    # Janji Kinerja: targets of the nation's ratios and of a region, and the agreement's steps
    path("<year:year>/target/", targets.grid, name="national_targets"),
    path("<year:year>/target/sepakati/", agreements.agree, name="national_targets_agree"),
    path("<year:year>/target/revisi/", agreements.revise, name="national_targets_revise"),
    path("<year:year>/target/riwayat/<str:code>/", targets.history, name="national_target_history"),
    path("<year:year>/wilayah/<str:region>/target/", targets.grid, name="targets"),
    path("<year:year>/wilayah/<str:region>/target/usulkan/", agreements.propose, name="agreement_propose"),
    path(
        "<year:year>/wilayah/<str:region>/target/kembalikan/",
        agreements.send_back,
        name="agreement_send_back",
    ),
    path("<year:year>/wilayah/<str:region>/target/sepakati/", agreements.agree, name="agreement_agree"),
    path("<year:year>/wilayah/<str:region>/target/revisi/", agreements.revise, name="agreement_revise"),
    path(
        "<year:year>/wilayah/<str:region>/target/riwayat/<str:code>/", targets.history, name="target_history"
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
