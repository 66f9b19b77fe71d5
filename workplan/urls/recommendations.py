"""Recommendations, the support that federations got, and the input to Rakornas."""

from django.urls import URLPattern

from workplan.urls.paths import path
from workplan.views import (
    books,
    dispositions,
    inboxes,
    input_differences,
    input_readings,
    national_inputs,
    raised_pledges,
    recommendation_blocks,
    recommendations,
    resolutions,
    support,
)

urlpatterns: list[URLPattern] = [
    # pledges raised in the room, gap by gap
    path(
        "rakerwil/<slug:slug>/kesanggupan/<str:code>/",
        raised_pledges.raised_pledge_list,
        name="raised_pledges",
    ),
    path("rakerwil/<slug:slug>/kesanggupan/<str:code>/catat/", raised_pledges.say, name="raised_pledge_say"),
    path(
        "rakerwil/<slug:slug>/kesanggupan/<str:code>/komitmen/",
        raised_pledges.take_over,
        name="raised_pledge_take_over",
    ),
    path(
        "rakerwil/<slug:slug>/kesanggupan/<str:code>/<int:pk>/tarik/",
        raised_pledges.take_back,
        name="raised_pledge_take_back",
    ),
    # recommendations: from a red figure to what the meeting adopts
    path("<year:year>/rekomendasi/", recommendations.recommendation_list, name="recommendations"),
    path(
        "<year:year>/wilayah/<str:region>/rekomendasi/baru/",
        recommendations.of_region,
        name="region_recommend",
    ),
    path("rakerwil/<slug:slug>/rekomendasi/baru/", recommendations.create, name="recommendation_create"),
    path(
        "rakerwil/<slug:slug>/rekomendasi/sahkan-sekaligus/",
        recommendation_blocks.adopt,
        name="recommendation_adopt_block",
    ),
    path(
        "rakerwil/<slug:slug>/rekomendasi/dari-angka/",
        recommendations.from_figure,
        name="recommendation_from_figure",
    ),
    path(
        "rakerwil/<slug:slug>/rekomendasi/<int:number>/",
        resolutions.recommendation_detail,
        name="recommendation",
    ),
    path(
        "rakerwil/<slug:slug>/rekomendasi/<int:number>/ubah/",
        recommendations.EditRecommendationView.as_view(),
        name="recommendation_edit",
    ),
    *(
        path(f"rakerwil/<slug:slug>/rekomendasi/<int:number>/{word}/", view, name=f"recommendation_{name}")
        for word, name, view in (
            ("rencana", "set_plan", resolutions.set_plan),
            ("bahas", "discuss", recommendations.discuss),
            ("ajukan", "table", recommendations.table),
            ("sahkan", "adopt", resolutions.adopt),
            ("sahkan-ubahan", "adopt_amended", resolutions.adopt_amended),
            ("tunda", "defer", recommendations.defer),
            ("tolak", "reject", resolutions.reject),
            ("tarik", "withdraw", recommendations.withdraw),
        )
    ),
    # the support that federations got, rated by them
    path("<year:year>/dukungan/", support.national_support, name="national_support"),
    path("<year:year>/wilayah/<str:region>/dukungan/", support.support, name="support"),
    path(
        "<year:year>/wilayah/<str:region>/dukungan/<str:chapter>/<int:quarter>/",
        support.rating,
        name="support_rating",
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
    path(
        "<year:year>/wilayah/<str:region>/masukan/v<int:version>/beda/",
        input_differences.differences,
        name="national_input_differences",
    ),
    path("<year:year>/rakornas/", inboxes.inbox, name="inbox"),
    path("<year:year>/rakornas/ingatkan/", inboxes.remind, name="inbox_remind"),
    path("<year:year>/rakornas/berdampingan/", input_readings.reading, name="inbox_reading"),
    path("<year:year>/rakornas/himpunan/", books.book, name="book"),
    path("<year:year>/rakornas/himpunan/susun/", books.make, name="book_make"),
    path("<year:year>/rakornas/himpunan.<format:wanted>", books.file, name="book_file"),
    # the national meeting's answers
    path(
        "rakerwil/<slug:slug>/rekomendasi/<int:number>/jawaban/", dispositions.disposition, name="disposition"
    ),
    *(
        path(
            f"rakerwil/<slug:slug>/rekomendasi/<int:number>/jawaban/{word}/", view, name=f"disposition_{name}"
        )
        for word, name, view in (
            ("cabut", "take_back", dispositions.take_back),
            ("kemajuan", "report_progress", dispositions.report_progress),
            ("terlaksana", "carry_out", dispositions.carry_out),
        )
    ),
]
