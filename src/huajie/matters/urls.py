"""Addresses of this room."""

from django.urls import path

from huajie.matters.views import (
    attachments,
    leaves,
    lists,
    moving,
    places,
    records,
    revealing,
    searching,
    teams,
    withholding,
    working,
)

app_name = "matters"
urlpatterns = [
    path("", lists.index, name="index"),
    path("search/", searching.search, name="search"),
    path("export/", lists.export, name="export"),
    path("of-person/<slug:reference>/", records.of_person, name="of_person"),
    path("of-household/<slug:reference>/", records.of_household, name="of_household"),
    path("teams/mine/", places.mine, name="my_teams"),
    path("teams/leaves/", leaves.leaves, name="leaves"),
    path("teams/leaves/<int:pk>/end/", leaves.end, name="end_leave"),
    path("teams/places/<int:pk>/accept/", places.accept, name="accept_place"),
    path("teams/places/<int:pk>/decline/", places.decline, name="decline_place"),
    path("<slug:reference>/", records.matter, name="matter"),
    path("<slug:reference>/move/<slug:name>/", moving.move_matter, name="move"),
    path("<slug:reference>/note/", working.note, name="note"),
    path("<slug:reference>/notes/<int:pk>/take-back/", working.take_back, name="take_note_back"),
    path("<slug:reference>/next-step/", working.next_step, name="next_step"),
    path("<slug:reference>/tasks-and-files/", working.panel, name="work"),
    path("<slug:reference>/tasks/", working.task, name="task"),
    path("<slug:reference>/tasks/<int:pk>/finish/", working.finish, name="finish_task"),
    path("<slug:reference>/files/", attachments.attach_file, name="attach"),
    path("<slug:reference>/files/<int:pk>/", attachments.download, name="attachment"),
    path("<slug:reference>/files/<int:pk>/withdraw/", attachments.withdraw, name="withdraw_attachment"),
    path("<slug:reference>/team/", teams.set_team, name="team"),
    path("<slug:reference>/team/panel/", teams.panel, name="team_panel"),
    path("<slug:reference>/team/<int:pk>/entrust/", teams.entrust_team, name="entrust_team"),
    path("<slug:reference>/team/dissolve/", teams.dissolve_team, name="dissolve_team"),
    path("<slug:reference>/team/<int:pk>/hand-on/", places.hand_on, name="hand_on"),
    path("<slug:reference>/team/<int:pk>/withdraw/", places.withdraw, name="withdraw_place"),
    path("<slug:reference>/recusals/", teams.recuse, name="recuse"),
    path("<slug:reference>/recusals/<int:pk>/lift/", teams.lift, name="lift_recusal"),
    path("<slug:reference>/withhold/", withholding.withhold_matter, name="withhold"),
    path("<slug:reference>/withhold/lift/", withholding.lift, name="lift_withholding"),
    path("<slug:reference>/reveal/<slug:kind>/<int:pk>/", revealing.reveal_of_party, name="reveal"),
    path("<slug:reference>/merges/<int:pk>/undo/", records.undo_merge, name="undo_merge"),
]
