"""The table of who may open what: one line per address, one column per role (decisions, who may do what).

Outside the scope 404, inside without the right 403, before sign-in the door (302). A page is opened; a verb
is posted where its state refuses it, so that those who may are sent back (302) and nothing is written.
"""

COLUMNS = {
    "door": "",  # not signed in
    "adm": "den",
    "obs": "pengamat",
    "aud": "auditor",
    "coo": "koordinator.jakarta",
    "sec": "sekretaris.jakarta",
    "rep": "kamiparho.jakarta",  # of the chapter that the lines are about
    "nei": "garteks.jakarta",  # of another chapter of the region
    "fed": "garteks",  # a federation's office; @garteks are lines about its own chapter
    "uni": "iiwe",  # a national unit that trained at the Rakerwil
    "els": "koordinator.jabar",
    "non": "tanpa.peran",  # an account without a role
}
"""The sign-ins of the example, as they stand to DKI Jakarta in 2021 and to its KAMIPARHO."""

TABLE = """
      address                          door  adm obs aud  coo sec rep nei  fed uni  els non
# the frame
GET   home                             302  302 302 302  302 302 302 302  302 302  302 200
GET   nation                           302  200 200 200  403 403 403 403  403 403  403 403
GET   nation_indicator                 302  200 200 200  403 403 403 403  403 403  403 403
GET   nation_file                      302  200 200 200  403 403 403 403  403 403  403 403
GET   region_file                      302  200 200 200  200 200 200 200  404 404  404 404
GET   federation                       302  200 200 200  404 404 404 404  200 404  404 404
GET   region                           302  200 200 200  200 200 200 200  404 404  404 404
GET   region_indicator                 302  200 200 200  200 200 200 200  404 404  404 404
GET   chapter_indicator                302  200 200 200  200 200 200 200  404 404  404 404
GET   chapter_indicator@garteks        302  200 200 200  200 200 200 200  200 404  404 404
GET   catch_up_plan                    302  200 200 200  200 200 200 200  404 404  404 404
GET   comparison                       302  200 200 200  200 200 200 200  403 403  200 403
GET   nation_changes                   302  200 200 200  403 403 403 403  403 403  403 403
GET   nation_indicator_changes         302  200 200 200  403 403 403 403  403 403  403 403
GET   region_changes                   302  200 200 200  200 200 200 200  404 404  404 404
GET   region_indicator_changes         302  200 200 200  200 200 200 200  404 404  404 404
# for the leadership, and across years
GET   nation_leaders                   302  200 200 200  403 403 403 403  403 403  403 403
GET   nation_brief                     302  200 200 200  403 403 403 403  403 403  403 403
GET   region_leaders                   302  200 200 200  200 200 200 200  404 404  404 404
GET   region_brief                     302  200 200 200  200 200 200 200  404 404  404 404
GET   nation_slide                     302  200 200 200  403 403 403 403  403 403  403 403
GET   nation_slide_file                302  200 200 200  403 403 403 403  403 403  403 403
GET   region_slide                     302  200 200 200  200 200 200 200  404 404  404 404
GET   region_slide_file                302  200 200 200  200 200 200 200  404 404  404 404
GET   nation_years                     302  200 200 200  403 403 403 403  403 403  403 403
GET   region_years                     302  200 200 200  200 200 200 200  404 404  404 404
GET   federation_years                 302  200 200 200  404 404 404 404  200 404  404 404
# reading by programs
GET   api                              302  200 200 200  200 200 200 200  200 200  200 200
GET   api_openapi                      200  200 200 200  200 200 200 200  200 200  200 200
GET   api_rollup                       401  200 200 200  200 200 200 200  403 403  200 403
GET   api_rollup@jakarta               401  200 200 200  200 200 200 200  404 404  404 404
GET   api_federation                   401  200 200 200  404 404 404 404  200 404  404 404
GET   api_catch_up                     401  200 200 200  200 200 200 200  404 404  404 404
GET   api_indicators                   401  200 200 200  200 200 200 200  200 200  200 200
GET   api_recommendations              401  200 200 200  200 200 200 200  200 200  200 200
GET   api_regions                      401  200 200 200  200 200 200 200  200 200  200 200
# the framework, the work year
GET   year_create                      302  200 403 403  403 403 403 403  403 403  403 403
POST  year_open                        302  302 403 403  403 403 403 403  403 403  403 403
GET   year_closing                     302  200 200 200  403 403 403 403  403 403  403 403
POST  year_close                       302  302 403 403  403 403 403 403  403 403  403 403
POST  year_reopen                      302  302 403 403  403 403 403 403  403 403  403 403
GET   framework                        302  200 200 200  200 200 200 200  200 200  200 200
GET   framework_history                302  200 200 200  200 200 200 200  200 200  200 200
GET   framework_comparison             302  200 200 200  200 200 200 200  200 200  200 200
GET   programmes                       302  200 200 200  200 200 200 200  200 200  200 200
GET   programme                        302  200 200 200  200 200 200 200  200 200  200 200
GET   programme_create                 302  200 403 403  403 403 403 403  403 403  403 403
GET   programme_edit                   302  200 403 403  403 403 403 403  403 403  403 403
POST  framework_take_over              302  302 403 403  403 403 403 403  403 403  403 403
GET   year_edit                        302  200 403 403  403 403 403 403  403 403  403 403
GET   objective_create                 302  200 403 403  403 403 403 403  403 403  403 403
GET   objective_edit                   302  200 403 403  403 403 403 403  403 403  403 403
POST  objective_retire                 302  302 403 403  403 403 403 403  403 403  403 403
GET   indicator_create                 302  200 403 403  403 403 403 403  403 403  403 403
GET   indicator_edit                   302  200 403 403  403 403 403 403  403 403  403 403
POST  indicator_retire                 302  302 403 403  403 403 403 403  403 403  403 403
POST  indicator_take_out               302  302 403 403  403 403 403 403  403 403  403 403
# reports
GET   months                           302  200 403 200  200 200 200 200  200 403  200 403
GET   month                            302  200 403 200  200 200 200 200  200 403  200 403
POST  month_save                       302  403 403 403  200 200 200 200  403 403  200 403
GET   entry_sheet                      302  403 403 403  200 200 200 200  403 403  200 403
GET   entry_sheet_year                 302  403 403 403  200 200 200 200  403 403  200 403
GET   paper_form                       302  403 403 403  200 200 200 200  403 403  200 403
GET   entry_sheet_upload               302  403 403 403  200 200 200 200  403 403  200 403
POST  entry_sheet_take                 302  403 403 403  302 302 302 302  403 403  302 403
GET   contribution                     302  200 404 200  200 200 200 404  404 404  404 404
GET   contribution@garteks             302  200 404 200  200 200 404 200  200 404  404 404
GET   evidence                         302  200 404 200  200 200 200 404  404 404  404 404
GET   evidence@garteks                 302  200 404 200  200 200 404 200  200 404  404 404
GET   evidence_look                    302  200 404 200  200 200 200 404  404 404  404 404
GET   comments                         302  200 404 200  200 200 200 404  404 404  404 404
GET   nation_arrivals                  302  200 200 200  403 403 403 403  403 403  403 403
GET   region_arrivals                  302  200 403 200  200 200 403 403  404 404  404 404
GET   paper_forms                      302  200 403 200  200 200 403 403  404 404  404 404
GET   queues                           302  200 403 403  403 403 403 403  403 403  403 403
# verification
GET   queue                            302  200 403 403  200 403 403 403  404 404  404 404
GET   queue_chapter                    302  200 403 403  200 403 403 403  404 404  404 404
POST  queue_verify                     302  302 403 403  302 403 403 403  404 404  404 404
POST  queue_return                     302  302 403 403  302 403 403 403  404 404  404 404
POST  queue_reopen                     302  302 403 403  302 403 403 403  404 404  404 404
GET   queue_rows                       302  200 403 403  200 403 403 403  404 404  404 404
POST  queue_rows_verify                302  302 403 403  302 403 403 403  404 404  404 404
POST  queue_rows_return                302  302 403 403  302 403 403 403  404 404  404 404
# pledges
GET   pledges                          302  200 200 200  200 200 200 200  200 404  404 404
GET   chapter_pledges                  302  200 200 200  200 200 200 200  200 404  404 404
GET   import                           302  200 403 403  200 200 200 200  403 403  200 403
POST  import_confirm                   302  302 403 403  302 302 302 302  403 403  302 403
GET   import_template                  302  200 403 403  200 200 200 200  403 403  200 403
# targets, the agreement
GET   national_targets                 302  200 200 200  200 200 200 200  200 200  200 200
POST  national_targets_agree           302  302 403 403  403 403 403 403  403 403  403 403
POST  national_targets_revise          302  302 403 403  403 403 403 403  403 403  403 403
GET   target_proposals                 302  200 403 403  403 403 403 403  403 403  403 403
POST  target_proposals_save            302  302 403 403  403 403 403 403  403 403  403 403
GET   national_target_history          302  200 200 200  200 200 200 200  200 200  200 200
GET   targets                          302  200 200 200  200 200 200 200  200 404  404 404
POST  agreement_propose                302  403 403 403  422 403 403 403  403 404  404 404
POST  agreement_send_back              302  302 403 403  403 403 403 403  403 404  404 404
POST  agreement_agree                  302  302 403 403  403 403 403 403  403 404  404 404
POST  agreement_revise                 302  302 403 403  403 403 403 403  403 404  404 404
GET   target_history                   302  200 200 200  200 200 200 200  200 404  404 404
GET   agreement_document               302  200 200 200  200 200 200 200  200 404  404 404
# meetings
GET   meetings                         302  200 200 200  200 200 200 200  200 200  200 200
GET   search                           302  200 200 200  200 200 200 200  200 200  200 200
GET   meeting_create                   302  403 403 403  200 200 403 403  404 404  404 404
GET   meeting                          302  200 200 200  200 200 200 200  200 200  404 404
GET   meeting_live                     302  200 200 200  200 200 200 200  200 200  404 404
GET   hall                             302  200 200 200  200 200 200 200  200 200  404 404
GET   meeting_edit                     302  403 403 403  200 200 403 403  403 403  404 404
POST  meeting_invite                   302  403 403 403  302 302 403 403  403 403  404 404
POST  meeting_start                    302  403 403 403  302 302 403 403  403 403  404 404
POST  meeting_finish                   302  403 403 403  302 302 403 403  403 403  404 404
POST  meeting_step_back                302  403 403 403  302 302 403 403  403 403  404 404
POST  meeting_freeze                   302  403 403 403  302 302 403 403  403 403  404 404
GET   record_line                      302  403 403 403  200 200 403 403  403 403  404 404
POST  record_line_reclassify           302  403 403 403  302 302 403 403  403 403  404 404
POST  record_line_assign               302  403 403 403  302 302 403 403  403 403  404 404
POST  presence                         302  403 403 403  302 302 403 403  403 403  404 404
# agenda and attendance
GET   agenda                           302  200 200 200  200 200 200 200  200 200  404 404
GET   agenda_item_edit                 302  403 403 403  200 200 403 403  403 403  404 404
POST  agenda_item_move_up              302  403 403 403  302 302 403 403  403 403  404 404
POST  agenda_item_move_down            302  403 403 403  302 302 403 403  403 403  404 404
POST  agenda_item_place                302  403 403 403  302 302 403 403  403 403  404 404
POST  agenda_item_remove               302  403 403 403  302 302 403 403  403 403  404 404
POST  agenda_item_begin                302  403 403 403  302 302 403 403  403 403  404 404
POST  sitting_suspend                  302  403 403 403  302 302 403 403  403 403  404 404
POST  sitting_resume                   302  403 403 403  302 302 403 403  403 403  404 404
POST  agenda_item_end                  302  403 403 403  302 302 403 403  403 403  404 404
GET   participants                     302  200 200 200  200 200 200 200  200 200  404 404
GET   participant_invite               302  403 403 403  200 200 403 403  403 403  404 404
GET   signed_sheet                     302  403 403 403  302 302 403 403  403 403  404 404
GET   door                             302  403 403 403  200 200 403 403  403 403  404 404
GET   door_slips                       302  403 403 403  302 302 403 403  403 403  404 404
POST  door_renew                       302  403 403 403  302 302 403 403  403 403  404 404
# before sign-in, with the code of the door
GET   check_in                         200  200 200 200  200 200 200 200  200 200  200 200
POST  participant_confirm              302  403 403 403  302 302 403 403  403 403  404 404
POST  participant_decline              302  403 403 403  302 302 403 403  403 403  404 404
POST  participant_enter                302  403 403 403  302 302 403 403  403 403  404 404
POST  participant_leave                302  403 403 403  302 302 403 403  403 403  404 404
POST  participant_take_back            302  403 403 403  302 302 403 403  403 403  404 404
POST  participant_category             302  403 403 403  302 302 403 403  403 403  404 404
POST  participant_take_off             302  403 403 403  302 302 403 403  403 403  404 404
# the agenda as matters, the next meeting, letters and their answers, readiness
GET   meeting_clone                    302  403 403 403  200 200 403 403  403 403  404 404
GET   meeting_calendar                 302  200 200 200  200 200 200 200  200 200  404 404
GET   matters                          302  200 200 200  200 200 200 200  200 200  404 404
GET   matter_edit                      302  403 403 403  200 200 403 403  403 403  404 404
POST  matter_move_up                   302  403 403 403  302 302 403 403  403 403  404 404
POST  matter_move_down                 302  403 403 403  302 302 403 403  403 403  404 404
POST  matter_remove                    302  403 403 403  302 302 403 403  403 403  404 404
POST  matter_settle                    302  403 403 403  302 302 403 403  403 403  404 404
GET   invitations                      302  403 403 403  200 200 403 403  403 403  404 404
GET   invitations_bundle               302  403 403 403  200 200 403 403  403 403  404 404
POST  invitations_prepare              302  403 403 403  302 302 403 403  403 403  404 404
POST  invitations_issue                302  403 403 403  302 302 403 403  403 403  404 404
GET   letter_terms                     302  403 403 403  200 200 403 403  403 403  404 404
GET   invitation_create                302  403 403 403  200 200 403 403  403 403  404 404
GET   invitation_edit                  302  403 403 403  200 200 403 403  403 403  404 404
GET   invitation_file                  302  403 403 403  200 200 403 403  403 403  404 404
GET   invitation_mandate               302  403 403 403  200 200 403 403  403 403  404 404
POST  invitation_issue                 302  403 403 403  302 302 403 403  403 403  404 404
POST  invitation_withdraw              302  403 403 403  302 302 403 403  403 403  404 404
POST  invitation_redraft               302  403 403 403  302 302 403 403  403 403  404 404
POST  invitation_remove                302  403 403 403  302 302 403 403  403 403  404 404
GET   readiness                        302  403 403 403  200 200 403 403  403 403  404 404
POST  readiness_remind                 302  403 403 403  302 302 403 403  403 403  404 404
GET   answer                           200  200 200 200  200 200 200 200  200 200  200 200
GET   answer_calendar                  200  200 200 200  200 200 200 200  200 200  200 200
# commissions
GET   commissions                      302  200 200 200  200 200 200 200  200 200  404 404
GET   commission                       302  200 200 200  200 200 200 200  200 200  404 404
GET   commission_members               302  403 403 403  200 200 403 403  403 403  404 404
POST  commission_hand_in               302  403 403 403  302 302 403 403  403 403  404 404
POST  commission_send_back             302  403 403 403  302 302 403 403  403 403  404 404
POST  commission_present               302  403 403 403  302 302 403 403  403 403  404 404
# minutes, decisions, actions
GET   minutes                          302  200 200 200  200 200 200 200  200 200  404 404
GET   minutes_desk                     302  403 403 403  302 302 403 403  403 403  404 404
POST  minutes_watch                    302  403 403 403  200 200 403 403  403 403  404 404
POST  minutes_entry_save               302  403 403 403  200 200 403 403  403 403  404 404
GET   minutes_entry                    302  403 403 403  200 200 403 403  403 403  404 404
GET   correction                       302  403 403 403  403 403 403 403  403 403  404 404
POST  correction_accept                302  403 403 403  302 302 403 403  403 403  404 404
POST  correction_refuse                302  403 403 403  302 302 403 403  403 403  404 404
POST  minutes_circulate                302  403 403 403  302 302 403 403  403 403  404 404
POST  minutes_approve_as_chair         302  403 403 403  302 403 403 403  403 403  404 404
POST  minutes_approve_as_secretary     302  403 403 403  403 302 403 403  403 403  404 404
POST  minutes_revise                   302  302 403 403  403 403 403 403  403 403  404 404
GET   dossier                          302  200 200 200  200 200 200 200  200 200  404 404
GET   dossier_archive                  302  200 200 200  200 200 200 200  200 200  404 404
GET   paper                            302  200 200 200  200 200 200 200  200 200  404 404
GET   item_paper                       302  200 200 200  200 200 200 200  200 200  404 404
POST  paper_number                     302  403 403 403  302 302 403 403  403 403  404 404
POST  meeting_file_attach              302  403 403 403  302 302 403 403  403 403  404 404
GET   meeting_file                     302  200 403 200  200 200 403 403  403 403  404 404
POST  meeting_file_remove              302  403 403 403  302 302 403 403  403 403  404 404
GET   decision_create                  302  403 403 403  200 200 403 403  403 403  404 404
GET   decision_edit                    302  403 403 403  200 200 403 403  403 403  404 404
GET   action_items                     302  200 200 200  200 200 200 200  200 200  200 200
GET   action_item_create               302  403 403 403  200 200 403 403  403 403  404 404
GET   action_item                      302  200 200 200  200 200 200 200  200 200  404 404
GET   action_item_edit                 302  403 403 403  200 200 403 403  403 403  404 404
POST  action_item_report               302  403 403 403  403 403 403 403  403 403  404 404
POST  action_item_report@own           302  403 403 403  403 403 302 403  403 403  404 404
POST  action_item_confirm              302  403 403 403  302 302 403 403  403 403  404 404
POST  action_item_reopen               302  403 403 403  302 302 403 403  403 403  404 404
POST  action_item_cancel               302  403 403 403  302 302 403 403  403 403  404 404
# pledges raised in the room
GET   raised_pledges                   302  200 200 200  200 200 200 200  200 200  404 404
POST  raised_pledge_say                302  403 403 403  422 422 403 403  403 403  404 404
POST  raised_pledge_take_back          302  403 403 403  302 302 403 403  403 403  404 404
POST  raised_pledge_take_over          302  403 403 403  302 403 403 403  403 403  404 404
# recommendations
GET   recommendations                  302  200 200 200  200 200 200 200  200 200  200 200
GET   region_recommend                 302  403 403 403  200 200 200 200  404 404  404 404
GET   recommendation_create            302  403 403 403  302 302 302 302  403 302  404 404
POST  recommendation_adopt_block       302  403 403 403  302 302 403 403  403 403  404 404
POST  recommendation_from_figure       302  403 403 403  302 302 302 302  403 302  404 404
GET   recommendation                   302  200 200 200  200 200 200 200  200 200  404 404
GET   recommendation_edit              302  403 403 403  200 200 403 403  403 403  404 404
POST  recommendation_attach_plan       302  403 403 403  302 302 403 403  403 403  404 404
POST  recommendation_set_plan          302  403 403 403  302 302 403 403  403 403  404 404
POST  recommendation_discuss           302  403 403 403  302 302 403 403  403 403  404 404
POST  recommendation_table             302  403 403 403  302 302 403 403  403 403  404 404
POST  recommendation_adopt             302  403 403 403  302 302 403 403  403 403  404 404
POST  recommendation_adopt_amended     302  403 403 403  302 302 403 403  403 403  404 404
POST  recommendation_defer             302  403 403 403  302 302 403 403  403 403  404 404
POST  recommendation_reject            302  403 403 403  302 302 403 403  403 403  404 404
POST  recommendation_withdraw          302  403 403 403  302 302 403 403  403 403  404 404
# the national meeting's answers
GET   disposition_desk                 302  200 403 403  403 403 403 403  403 403  403 403
GET   disposition                      302  200 403 403  403 403 403 403  403 403  404 404
POST  disposition_take_back            302  302 403 403  403 403 403 403  403 403  404 404
POST  disposition_report_progress      302  302 403 403  403 403 403 403  403 403  404 404
POST  disposition_carry_out            302  302 403 403  403 403 403 403  403 403  404 404
# the working list, composites, the national forum, what came of its answers
POST  worklist_move                    302  302 403 403  403 403 403 403  403 403  403 403
POST  worklist_answer                  302  422 403 403  403 403 403 403  403 403  403 403
POST  worklist_publish                 302  422 403 403  403 403 403 403  403 403  403 403
POST  worklist_carry_out               302  422 403 403  403 403 403 403  403 403  403 403
POST  worklist_group                   302  422 403 403  403 403 403 403  403 403  403 403
POST  worklist_set_priority            302  422 403 403  403 403 403 403  403 403  403 403
POST  worklist_take_up                 302  422 403 403  403 403 403 403  403 403  403 403
GET   composite                        302  200 404 404  404 404 404 404  404 404  404 404
GET   composite_edit                   302  200 404 404  404 404 404 404  404 404  404 404
POST  composite_add                    302  302 404 404  404 404 404 404  404 404  404 404
POST  composite_let_go                 302  302 404 404  404 404 404 404  404 404  404 404
POST  composite_dissolve               302  302 404 404  404 404 404 404  404 404  404 404
GET   composite_answer                 302  200 404 404  404 404 404 404  404 404  404 404
POST  composite_take_back              302  302 404 404  404 404 404 404  404 404  404 404
POST  composite_report_progress        302  302 404 404  404 404 404 404  404 404  404 404
POST  composite_carry_out              302  302 404 404  404 404 404 404  404 404  404 404
GET   consequence_indicator            302  302 403 403  403 403 403 403  403 403  403 403
GET   consequence_target               302  302 403 403  403 403 403 403  403 403  403 403
GET   consequence_programme            302  200 403 403  403 403 403 403  403 403  403 403
GET   consequence_action               302  200 403 403  403 403 403 403  403 403  403 403
GET   forum_create                     302  200 403 403  403 403 403 403  403 403  403 403
GET   forum                            302  200 200 200  200 200 404 404  404 404  200 404
GET   forum_decide                     302  200 403 403  403 403 404 404  404 404  403 404
# the support that federations got
GET   national_support                 302  200 200 200  403 403 403 403  403 403  403 403
GET   support                          302  200 200 200  200 200 200 200  404 404  404 404
GET   support_rating                   302  403 403 403  403 403 200 403  404 404  404 404
# input to Rakornas
GET   national_input                   302  200 200 200  200 200 200 200  404 404  404 404
POST  national_input_submit            302  403 403 403  302 403 403 403  404 404  404 404
POST  national_input_receive           302  302 403 403  403 403 403 403  404 404  404 404
POST  national_input_return            302  302 403 403  403 403 403 403  404 404  404 404
GET   national_input_file              302  200 200 200  200 200 200 200  404 404  404 404
GET   national_input_differences       302  404 404 404  404 404 404 404  404 404  404 404
GET   inbox                            302  200 200 200  403 403 403 403  403 403  403 403
POST  inbox_remind                     302  302 403 403  403 403 403 403  403 403  403 403
GET   inbox_reading                    302  200 200 200  403 403 403 403  403 403  403 403
GET   book                             302  200 200 200  403 403 403 403  403 403  403 403
POST  book_make                        302  302 302 302  403 403 403 403  403 403  403 403
GET   book_file                        302  404 404 404  403 403 403 403  403 403  403 403
# the door
GET   account_login                    200  302 302 302  302 302 302 302  302 302  302 302
GET   account_logout                   302  200 200 200  200 200 200 200  200 200  200 200
GET   account_signup                   200  302 302 302  302 302 302 302  302 302  302 302
GET   account_inactive                 200  200 200 200  200 200 200 200  200 200  200 200
GET   account_reset_password           200  200 200 200  200 200 200 200  200 200  200 200
GET   account_reset_password_done      200  200 200 200  200 200 200 200  200 200  200 200
GET   account_reset_password_from_key  200  200 200 200  200 200 200 200  200 200  200 200
GET   account_reset_password_from_key_done 200  200 200 200  200 200 200 200  200 200  200 200
GET   account_change_password          302  200 200 200  200 200 200 200  200 200  200 200
GET   account_reauthenticate           302  200 200 200  200 200 200 200  200 200  200 200
GET   account_email                    302  200 200 200  200 200 200 200  200 200  200 200
GET   account_confirm_email            200  200 200 200  200 200 200 200  200 200  200 200
GET   invitation                       410  410 410 410  410 410 410 410  410 410  410 410
GET   profile                          302  200 200 200  200 200 200 200  200 200  200 200
GET   personal_tokens                  302  200 200 200  200 200 200 200  200 200  200 200
GET   personal_token_create            302  302 302 302  302 302 302 302  302 302  302 302
POST  personal_token_revoke            302  302 404 404  302 404 404 404  404 404  404 404
# accounts and roles
GET   users                            302  200 403 403  200 403 403 403  403 403  200 403
GET   user_invite                      302  200 403 403  200 403 403 403  403 403  200 403
GET   user                             302  200 403 403  200 403 403 403  403 403  404 403
GET   user_give_role                   302  200 403 403  200 403 403 403  403 403  404 403
GET   letters                          302  200 403 403  403 403 403 403  403 403  403 403
POST  letters_retry                    302  302 403 403  403 403 403 403  403 403  403 403
POST  user_resend                      302  302 403 403  302 403 403 403  403 403  404 403
POST  user_deactivate                  302  302 403 403  403 403 403 403  403 403  404 403
POST  user_reactivate                  302  302 403 403  403 403 403 403  403 403  404 403
POST  role_end                         302  302 403 403  302 403 403 403  403 403  404 403
POST  role_take_back                   302  302 403 403  302 403 403 403  403 403  404 403
# the directory
GET   people                           302  200 200 200  200 200 200 200  403 200  200 403
GET   person_new                       302  200 403 403  200 200 403 403  403 403  200 403
GET   person                           302  200 200 200  200 200 200 200  403 404  404 403
GET   person_edit                      302  200 403 403  200 200 403 403  404 404  404 404
GET   person_contact                   302  200 403 403  200 200 403 403  404 404  404 404
POST  person_agree                     302  403 403 403  403 403 302 403  404 404  404 404
GET   tenure_new                       302  200 403 403  200 200 403 403  404 404  404 404
POST  tenure_end                       302  302 403 403  302 302 403 403  403 404  404 403
POST  tenure_take_back                 302  302 403 403  302 302 403 403  403 404  404 403
GET   privacy                          302  200 200 200  200 200 200 200  200 200  200 200
GET   reveals                          302  200 403 403  403 403 403 403  403 403  403 403
POST  person_reveal                    302  200 403 403  200 200 403 403  403 404  404 403
POST  person_download                  302  200 403 403  200 200 200 403  403 404  404 403
POST  person_withdraw                  302  302 403 403  302 302 403 403  403 404  404 403
GET   person_erase                     302  200 403 403  200 403 403 403  403 404  404 403
# the organisation
GET   organisation                     302  200 200 200  200 200 200 200  200 200  200 200
GET   organisation_region_new          302  200 403 403  403 403 403 403  403 403  403 403
GET   organisation_national_letterhead 302  200 403 403  403 403 403 403  403 403  403 403
GET   organisation_region              302  200 200 200  200 200 200 200  200 200  200 200
GET   organisation_region_edit         302  200 403 403  403 403 403 403  403 403  403 403
GET   organisation_letterhead          302  200 403 403  200 403 403 403  403 403  403 403
GET   organisation_district_new        302  200 403 403  403 403 403 403  403 403  403 403
GET   organisation_district_edit       302  200 403 403  403 403 403 403  403 403  403 403
GET   chapter_new                      302  200 403 403  403 403 403 403  403 403  403 403
GET   chapter                          302  200 200 200  200 200 200 200  200 200  200 200
GET   chapter_edit                     302  200 403 403  403 403 403 403  403 403  403 403
POST  chapter_end                      302  302 403 403  403 403 403 403  403 403  403 403
POST  chapter_reopen                   302  302 403 403  403 403 403 403  403 403  403 403
GET   organisation_federations         302  200 200 200  200 200 200 200  200 200  200 200
GET   organisation_federation_new      302  200 403 403  403 403 403 403  403 403  403 403
GET   organisation_federation          302  200 200 200  200 200 200 200  200 200  200 200
GET   organisation_federation_edit     302  200 403 403  403 403 403 403  403 403  403 403
GET   organisation_units               302  200 200 200  200 200 200 200  200 200  200 200
GET   organisation_unit_new            302  200 403 403  403 403 403 403  403 403  403 403
GET   organisation_unit_edit           302  200 403 403  403 403 403 403  403 403  403 403
POST  language                         302  302 302 302  302 302 302 302  302 302  302 302
"""
