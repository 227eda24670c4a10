from django.urls import URLPattern, URLResolver, path

from tangguh.domains.participation import views

app_name = "participation"

proposals: list[URLPattern | URLResolver] = [
    path("proposals/", views.proposals, name="proposals"),
    path("proposals/export.csv", views.export_proposals, name="export_proposals"),
    path("proposals/new/", views.file_proposal, name="file_proposal"),
    path("proposals/hints/", views.hints, name="hints"),
    path("proposals/answers/", views.answers, name="answers"),
    path("proposals/counted/<slug:measure>/", views.counted, name="counted"),
    path("proposals/sipd/", views.sipd_list, name="sipd"),
    path("proposals/sipd/export.csv", views.export_sipd, name="export_sipd"),
    path("proposals/<str:number>/", views.proposal, name="proposal"),
    path("proposals/<str:number>/slip.pdf", views.slip, name="slip"),
    path("proposals/<str:number>/step/", views.take_step, name="take_step"),
    path("proposals/<str:number>/activity/", views.open_activity, name="open_activity"),
    path("proposals/<str:number>/activity/join/", views.join_activity, name="join_activity"),
    path("proposals/<str:number>/lesson/", views.hand_lesson, name="hand_lesson"),
    path("proposals/<str:number>/sipd/", views.keep_sipd_number, name="keep_sipd_number"),
    path("wall/<str:code>/", views.wall, name="wall"),
    path("wall/<str:code>/sheet.pdf", views.wall_sheet, name="wall_sheet"),
]

rounds: list[URLPattern | URLResolver] = [
    path("rule/", views.rule_page, name="rule"),
    path("rounds/", views.rounds, name="rounds"),
    path("rounds/new/", views.draft_round, name="draft_round"),
    path("rounds/what-if/", views.what_if, name="what_if"),
    path("rounds/what-if/import/", views.import_vote, name="import_vote"),
    path("rounds/bundles/<int:pk>/", views.bundle, name="bundle"),
    path("rounds/bundles/<int:pk>/commit/", views.commit_bundle, name="commit_bundle"),
    path("rounds/bundles/<int:pk>/withdraw/", views.withdraw_bundle, name="withdraw_bundle"),
    path("rounds/bundles/<int:pk>/<int:serial>/", views.key_ballot, name="key_ballot"),
    path("rounds/<int:pk>/", views.round_page, name="round"),
    path("rounds/<int:pk>/edit/", views.edit_round, name="edit_round"),
    path("rounds/<int:pk>/entries/", views.set_entries, name="round_entries"),
    path("rounds/<int:pk>/rule/", views.fix_rule, name="fix_rule"),
    path("rounds/<int:pk>/slips/", views.print_slips, name="print_slips"),
    path("rounds/<int:pk>/ballot.pdf", views.paper_ballot, name="paper_ballot"),
    path("rounds/<int:pk>/vote/", views.vote, name="vote"),
    path("rounds/<int:pk>/bundles/", views.bundles, name="bundles"),
    path("rounds/<int:pk>/close/", views.close_round, name="close_round"),
    path("rounds/<int:pk>/publish/", views.publish_result, name="publish_result"),
    path("rounds/<int:pk>/answer/", views.answer_proposals, name="answer_proposals"),
    path("rounds/<int:pk>/steps/", views.steps, name="steps"),
    path("rounds/<int:pk>/receipt/", views.receipt, name="receipt"),
    path("rounds/<int:pk>/ballots.pb", views.ballots_file, name="ballots_file"),
    path("rounds/<int:pk>/certificate.json", views.certificate, name="certificate"),
    path("rounds/<int:pk>/result.csv", views.result_table, name="result_table"),
    path("rounds/<int:pk>/result.json", views.result_data, name="result_data"),
]

forums: list[URLPattern | URLResolver] = [
    path("forums/", views.forums, name="forums"),
    path("forums/new/", views.open_forum, name="open_forum"),
    path("forums/<int:pk>/", views.forum, name="forum"),
    path("forums/<int:pk>/edit/", views.edit_forum, name="edit_forum"),
    path("forums/<int:pk>/meeting/", views.meeting, name="meeting"),
    path("forums/<int:pk>/attendees/", views.add_attendee, name="add_attendee"),
    path("forums/attendees/<int:pk>/strike/", views.strike_attendee, name="strike_attendee"),
    path("forums/<int:pk>/problems/", views.add_problem, name="add_problem"),
    path("forums/<int:pk>/proposals/", views.add_proposal, name="add_proposal"),
    path("forums/<int:pk>/criteria/", views.agree_criteria, name="agree_criteria"),
    path("forums/<int:pk>/points/", views.rate, name="rate"),
    path("forums/<int:pk>/close/", views.close_forum, name="close_forum"),
    path("forums/<int:pk>/minutes.pdf", views.minutes, name="minutes"),
    path("forums/<int:pk>/attendance.pdf", views.attendance_list, name="attendance_list"),
    path("forums/<int:pk>/forms.pdf", views.blank_forms, name="blank_forms"),
    path("forums/<int:pk>/proposals.pdf", views.wish_list, name="wish_list"),
]

urlpatterns: list[URLPattern | URLResolver] = [*proposals, *forums, *rounds]
