"""Addresses of this room."""

from django.urls import path

from huajie.assistance.views import applications, grants, panels, payments, prospects, relatives, relief, whatif

app_name = "assistance"
urlpatterns = [
    path("aid/", applications.index, name="applications"),
    path("aid/decisions/", applications.decisions, name="decisions"),
    path("aid/new/", applications.apply, name="apply"),
    path("aid/of-matter/<slug:reference>/", panels.of_matter, name="of_matter"),
    path("aid/of-household/<slug:reference>/", panels.of_household, name="of_household"),
    path("aid/of-person/<slug:reference>/", panels.of_person, name="of_person"),
    path("aid/relief/", relief.index, name="relief_list"),
    path("aid/relief/new/", relief.give, name="give_relief"),
    path("aid/relief/funds/", relief.funds, name="funds"),
    path("aid/relief/funds/<slug:code>/", relief.fund, name="fund"),
    path("aid/relief/<slug:reference>/", relief.relief, name="relief"),
    path("aid/relief/<slug:reference>/complete/", relief.complete, name="complete_relief"),
    path("aid/relief/<slug:reference>/take-back/", relief.take_back, name="take_relief_back"),
    path("aid/what-if/", whatif.index, name="what_if"),
    path("aid/prospects/", prospects.index, name="prospects"),
    path("aid/prospects/<int:pk>/settle/", prospects.settle, name="settle_prospect"),
    path("aid/households/<slug:reference>/", prospects.household, name="household"),
    path("aid/households/<slug:reference>/answer/", prospects.answer, name="answer"),
    path("aid/households/<slug:reference>/panel/", prospects.panel, name="prospects_panel"),
    path("aid/grants/", grants.index, name="grants"),
    path("aid/grants/<int:pk>/", grants.grant, name="grant"),
    path("aid/grants/<int:pk>/review/", grants.review, name="review_grant"),
    path("aid/grants/<int:pk>/told/<int:step>/", grants.told, name="tell_of_grant"),
    path("aid/grants/<int:pk>/<slug:move>/", grants.act, name="act_on_grant"),
    path("aid/payments/", payments.index, name="payments"),
    path("aid/payments/to-confirm/", payments.to_confirm, name="payments_to_confirm"),
    path("aid/payments/new/", payments.draw_up, name="draw_up_payments"),
    path("aid/payments/<int:pk>/", payments.payment_list, name="payment_list"),
    path("aid/payments/<int:pk>/confirm/", payments.confirm, name="confirm_payments"),
    path("aid/payments/<int:pk>/file/", payments.bank_file, name="bank_file"),
    path("aid/relatives/", relatives.index, name="relatives"),
    path("aid/relatives/of/<slug:reference>/", relatives.file, name="file_relative"),
    path("aid/relatives/<int:pk>/end/", relatives.end, name="end_relative"),
    path("aid/applications/<slug:reference>/", applications.application, name="application"),
    path("aid/applications/<slug:reference>/notice/", applications.notice, name="notice"),
    path("aid/applications/<slug:reference>/<slug:move>/", applications.move, name="move"),
]
