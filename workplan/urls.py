"""What they undertake, as addresses; one room of pages after the other."""

from django.urls import URLPattern, path, register_converter

from workplan.views import (
    action_items,
    agenda,
    agreements,
    answers,
    api,
    arrivals,
    calendars,
    catch_up_plans,
    changes,
    clones,
    closings,
    comments,
    consoles,
    contributions,
    decisions,
    drafts,
    entry_sheets,
    evidence,
    federations,
    frameworks,
    halls,
    home,
    imports,
    inboxes,
    indicators,
    invitations,
    letter_terms,
    matters,
    meetings,
    minutes,
    months,
    national_inputs,
    nations,
    origins,
    paper_forms,
    participants,
    pledges,
    proposals,
    queues,
    readiness,
    recommendations,
    regions,
    reports,
    resolutions,
    support,
    targets,
    verifications,
    years,
)
from workplan.views.converters import (
    FiguresConverter,
    FormatConverter,
    LetterFormatConverter,
    MonthConverter,
    YearConverter,
)

register_converter(FiguresConverter, "figures")
register_converter(FormatConverter, "format")
register_converter(LetterFormatConverter, "letterformat")
register_converter(MonthConverter, "month")
register_converter(YearConverter, "year")

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
    # meetings: the list, one meeting, its agenda, who takes part, its minutes
    path("rapat/", meetings.meeting_list, name="meetings"),
    path("<year:year>/wilayah/<str:region>/rapat/baru/", meetings.create, name="meeting_create"),
    path("rakerwil/<slug:slug>/", consoles.meeting_detail, name="meeting"),
    path("rakerwil/<slug:slug>/layar/", halls.hall, name="hall"),
    path("rakerwil/<slug:slug>/ubah/", meetings.EditMeetingView.as_view(), name="meeting_edit"),
    path("rakerwil/<slug:slug>/undang/", meetings.invite, name="meeting_invite"),
    path("rakerwil/<slug:slug>/mulai/", meetings.start, name="meeting_start"),
    path("rakerwil/<slug:slug>/selesai/", meetings.finish, name="meeting_finish"),
    path("rakerwil/<slug:slug>/mundur/", meetings.step_back, name="meeting_step_back"),
    path("rakerwil/<slug:slug>/posisi-data/", meetings.freeze, name="meeting_freeze"),
    path("rakerwil/<slug:slug>/acara/", agenda.agenda, name="agenda"),
    path("rakerwil/<slug:slug>/acara/<int:pk>/ubah/", agenda.EditItemView.as_view(), name="agenda_item_edit"),
    path("rakerwil/<slug:slug>/acara/<int:pk>/naik/", agenda.move_up, name="agenda_item_move_up"),
    path("rakerwil/<slug:slug>/acara/<int:pk>/turun/", agenda.move_down, name="agenda_item_move_down"),
    path("rakerwil/<slug:slug>/acara/<int:pk>/hapus/", agenda.remove, name="agenda_item_remove"),
    path("rakerwil/<slug:slug>/acara/<int:pk>/buka/", agenda.begin, name="agenda_item_begin"),
    path("rakerwil/<slug:slug>/acara/<int:pk>/skors/", agenda.suspend, name="sitting_suspend"),
    path("rakerwil/<slug:slug>/acara/<int:pk>/lanjutkan/", agenda.resume, name="sitting_resume"),
    path("rakerwil/<slug:slug>/acara/<int:pk>/tutup/", agenda.end, name="agenda_item_end"),
    # the agenda as a list of matters; the meeting after the pattern of the last; who can put it in a calendar
    path("rakerwil/<slug:slug>/salin/", clones.clone, name="meeting_clone"),
    path("rakerwil/<slug:slug>/kalender.ics", calendars.calendar, name="meeting_calendar"),
    path("rakerwil/<slug:slug>/agenda/", matters.matter_list, name="matters"),
    path("rakerwil/<slug:slug>/agenda/<int:pk>/ubah/", matters.EditMatterView.as_view(), name="matter_edit"),
    path("rakerwil/<slug:slug>/agenda/<int:pk>/naik/", matters.move_up, name="matter_move_up"),
    path("rakerwil/<slug:slug>/agenda/<int:pk>/turun/", matters.move_down, name="matter_move_down"),
    path("rakerwil/<slug:slug>/agenda/<int:pk>/hapus/", matters.remove, name="matter_remove"),
    path("rakerwil/<slug:slug>/agenda/<int:pk>/hasil/", matters.settle, name="matter_settle"),
    # letters that invite, their answers through a link without sign-in, how ready everybody is
    path("rakerwil/<slug:slug>/surat/", invitations.invitation_list, name="invitations"),
    path("rakerwil/<slug:slug>/surat/siapkan/", invitations.prepare, name="invitations_prepare"),
    path("rakerwil/<slug:slug>/surat/terbitkan/", invitations.issue_all, name="invitations_issue"),
    path(
        "rakerwil/<slug:slug>/surat/semua-<letterformat:wanted>.zip",
        invitations.bundle,
        name="invitations_bundle",
    ),
    path("rakerwil/<slug:slug>/surat/ketentuan/", letter_terms.EditTermsView.as_view(), name="letter_terms"),
    path("rakerwil/<slug:slug>/surat/baru/", invitations.create, name="invitation_create"),
    path(
        "rakerwil/<slug:slug>/surat/<int:pk>/ubah/",
        invitations.EditInvitationView.as_view(),
        name="invitation_edit",
    ),
    path(
        "rakerwil/<slug:slug>/surat/<int:pk>.<letterformat:wanted>", invitations.file, name="invitation_file"
    ),
    path("rakerwil/<slug:slug>/surat/<int:pk>/mandat/", invitations.mandate, name="invitation_mandate"),
    path("rakerwil/<slug:slug>/surat/<int:pk>/terbitkan/", invitations.issue, name="invitation_issue"),
    path("rakerwil/<slug:slug>/surat/<int:pk>/cabut/", invitations.withdraw, name="invitation_withdraw"),
    path("rakerwil/<slug:slug>/surat/<int:pk>/tulis-ulang/", invitations.redraft, name="invitation_redraft"),
    path("rakerwil/<slug:slug>/surat/<int:pk>/hapus/", invitations.remove, name="invitation_remove"),
    path("rakerwil/<slug:slug>/kesiapan/", readiness.readiness, name="readiness"),
    path("rakerwil/<slug:slug>/kesiapan/ingatkan/", readiness.remind, name="readiness_remind"),
    path("u/<int:pk>-<slug:seal>/", answers.answer, name="answer"),
    path("u/<int:pk>-<slug:seal>/kalender.ics", answers.calendar, name="answer_calendar"),
    path("rakerwil/<slug:slug>/peserta/", participants.participant_list, name="participants"),
    path("rakerwil/<slug:slug>/peserta/undang/", participants.invite, name="participant_invite"),
    path(
        "rakerwil/<slug:slug>/peserta/<int:number>/hadir/", participants.confirm, name="participant_confirm"
    ),
    path(
        "rakerwil/<slug:slug>/peserta/<int:number>/berhalangan/",
        participants.decline,
        name="participant_decline",
    ),
    path("rakerwil/<slug:slug>/peserta/<int:number>/masuk/", participants.enter, name="participant_enter"),
    path("rakerwil/<slug:slug>/peserta/<int:number>/keluar/", participants.leave, name="participant_leave"),
    path(
        "rakerwil/<slug:slug>/peserta/<int:number>/salah-tekan/",
        participants.take_back,
        name="participant_take_back",
    ),
    path(
        "rakerwil/<slug:slug>/peserta/<int:number>/kategori/",
        participants.change_category,
        name="participant_category",
    ),
    path(
        "rakerwil/<slug:slug>/peserta/<int:number>/hapus/",
        participants.take_off,
        name="participant_take_off",
    ),
    path("rakerwil/<slug:slug>/notulen/", minutes.minutes_detail, name="minutes"),
    path("rakerwil/<slug:slug>/notulen/acara-<int:pk>/", minutes.entry_edit, name="minutes_entry"),
    path("rakerwil/<slug:slug>/notulen/edarkan/", minutes.circulate, name="minutes_circulate"),
    path(
        "rakerwil/<slug:slug>/notulen/sahkan-ketua/",
        minutes.approve,
        {"signer": "chair"},
        name="minutes_approve_as_chair",
    ),
    path(
        "rakerwil/<slug:slug>/notulen/sahkan-sekretaris/",
        minutes.approve,
        {"signer": "secretary"},
        name="minutes_approve_as_secretary",
    ),
    path("rakerwil/<slug:slug>/notulen/revisi/", minutes.revise, name="minutes_revise"),
    path("rakerwil/<slug:slug>/keputusan/baru/", decisions.create, name="decision_create"),
    path(
        "rakerwil/<slug:slug>/keputusan/<int:number>/ubah/",
        decisions.EditDecisionView.as_view(),
        name="decision_edit",
    ),
    # actions: what was promised, by whom, by when
    path("tindak-lanjut/", action_items.action_list, name="action_items"),
    path("rakerwil/<slug:slug>/tindak-lanjut/baru/", action_items.create, name="action_item_create"),
    path("rakerwil/<slug:slug>/tindak-lanjut/<int:number>/", action_items.action_detail, name="action_item"),
    path(
        "rakerwil/<slug:slug>/tindak-lanjut/<int:number>/ubah/",
        action_items.EditActionView.as_view(),
        name="action_item_edit",
    ),
    path(
        "rakerwil/<slug:slug>/tindak-lanjut/<int:number>/lapor/",
        action_items.report,
        name="action_item_report",
    ),
    path(
        "rakerwil/<slug:slug>/tindak-lanjut/<int:number>/selesai/",
        action_items.confirm,
        name="action_item_confirm",
    ),
    path(
        "rakerwil/<slug:slug>/tindak-lanjut/<int:number>/buka-kembali/",
        action_items.reopen,
        name="action_item_reopen",
    ),
    path(
        "rakerwil/<slug:slug>/tindak-lanjut/<int:number>/batalkan/",
        action_items.cancel,
        name="action_item_cancel",
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
    path("<year:year>/rakornas/", inboxes.inbox, name="inbox"),
    path("<year:year>/rakornas/himpunan.<format:wanted>", inboxes.book, name="book"),
]
