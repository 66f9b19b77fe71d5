"""Reports and promises: months, evidence, verification, pledges, files brought in, targets."""

from django.urls import URLPattern

from workplan.urls.paths import path
from workplan.views import (
    agreements,
    arrivals,
    comments,
    contributions,
    drafts,
    entry_sheets,
    evidence,
    imports,
    months,
    paper_forms,
    pledges,
    proposals,
    queues,
    reports,
    targets,
    verifications,
)

urlpatterns: list[URLPattern] = [
    # reports: a chapter's months, their evidence, and the queue of those who decide
    path("laporan/", months.months, name="months"),
    path("laporan/<month:month>/", contributions.month, name="month"),
    path("laporan/<month:month>/simpan/", drafts.save, name="month_save"),
    path("laporan/<month:month>/lembar.xlsx", entry_sheets.month_sheet, name="entry_sheet"),
    path("laporan/<year:year>/lembar.xlsx", entry_sheets.year_sheet, name="entry_sheet_year"),
    path("laporan/<month:month>/formulir.pdf", paper_forms.chapter_form, name="paper_form"),
    path("laporan/<year:year>/lembar/", entry_sheets.choose, name="entry_sheet_upload"),
    path("laporan/<year:year>/lembar/terima/", entry_sheets.take_in, name="entry_sheet_take"),
    path("laporan/baris/<int:pk>/", reports.history, name="contribution"),
    path("laporan/baris/<int:pk>/komentar/", comments.comments, name="comments"),
    path("bukti/<int:pk>/", evidence.evidence, name="evidence"),
    path("bukti/<int:pk>/sekilas/", evidence.look, name="evidence_look"),
    path("<year:year>/laporan-masuk/", arrivals.nation_arrivals, name="nation_arrivals"),
    path("<year:year>/wilayah/<str:region>/laporan-masuk/", arrivals.region_arrivals, name="region_arrivals"),
    path(
        "<year:year>/wilayah/<str:region>/formulir/<month:month>.pdf",
        paper_forms.region_forms,
        name="paper_forms",
    ),
    path("<year:year>/verifikasi/", verifications.regions, name="queues"),
    path("<year:year>/wilayah/<str:region>/verifikasi/", verifications.queue, name="queue"),
    path("<year:year>/wilayah/<str:region>/verifikasi/baris/", queues.queue_rows, name="queue_rows"),
    path(
        "<year:year>/wilayah/<str:region>/verifikasi/baris/sahkan/",
        queues.verify_rows,
        name="queue_rows_verify",
    ),
    path(
        "<year:year>/wilayah/<str:region>/verifikasi/baris/kembalikan/",
        queues.return_rows,
        name="queue_rows_return",
    ),
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
    # files brought in, with a preview
    path("<year:year>/impor/", imports.choose, name="import"),
    path("<year:year>/impor/simpan/", imports.confirm, name="import_confirm"),
    path("<year:year>/impor/<str:kind>.<format:wanted>", imports.template, name="import_template"),
    # Janji Kinerja: targets of the nation's ratios and of a region, and the agreement's steps
    path("<year:year>/target/", targets.grid, name="national_targets"),
    path("<year:year>/target/sepakati/", agreements.agree, name="national_targets_agree"),
    path("<year:year>/target/revisi/", agreements.revise, name="national_targets_revise"),
    path("<year:year>/target/usulan/", proposals.propose, name="target_proposals"),
    path("<year:year>/target/usulan/simpan/", proposals.save, name="target_proposals_save"),
    path("<year:year>/target/riwayat/<str:code>/", targets.history, name="national_target_history"),
    path("<year:year>/wilayah/<str:region>/target/", targets.grid, name="targets"),
    path(
        "<year:year>/wilayah/<str:region>/target/janji-kinerja.<letterformat:wanted>",
        agreements.document,
        name="agreement_document",
    ),
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
]
