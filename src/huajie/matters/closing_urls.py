"""Addresses of what closes a matter."""

from django.urls import path

from huajie.matters.views import after_closing, desks, outcomes, papers

urlpatterns = [
    path("call-backs/", desks.call_backs, name="call_backs"),
    path("follow-ups/", desks.follow_ups, name="follow_ups"),
    path("notices/", desks.notices, name="notices"),
    path("<slug:reference>/outcome/", outcomes.outcome, name="outcome"),
    path("<slug:reference>/answer/", outcomes.answer, name="answer"),
    path("<slug:reference>/answer/code/", outcomes.code, name="code"),
    path("<slug:reference>/calls/<int:pk>/tried/", outcomes.call_tried, name="call_tried"),
    path("<slug:reference>/closing/", desks.closing, name="closing"),
    path("<slug:reference>/notices/", desks.notices_of, name="notices_of"),
    path("<slug:reference>/notices/<int:pk>/", papers.served, name="served"),
    path("<slug:reference>/notices/<int:pk>/<slug:which>.<slug:ending>", papers.paper, name="paper"),
    path("<slug:reference>/follow-up/", after_closing.follow_up, name="follow_up"),
    path("<slug:reference>/review/", after_closing.review, name="review"),
    path("<slug:reference>/archive/", after_closing.archive, name="archive"),
    path("<slug:reference>/archive/report.<slug:ending>", papers.report, name="closing_report"),
]
