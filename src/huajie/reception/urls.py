"""Addresses of this room: those of staff, and the public one to which a receipt leads."""

from django.urls import path

from huajie.reception.views import centre, joint, legal, public, requests

app_name = "reception"
urlpatterns = [
    path("reception/", requests.index, name="index"),
    path("reception/new/", requests.new, name="new"),
    path("reception/new/alike/", requests.alike, name="alike"),
    path("reception/new/suggested/", requests.suggested, name="suggested"),
    path("reception/requests/<int:number>/", requests.receipt, name="receipt"),
    path("reception/requests/<int:number>/handed-over/", requests.handed_over, name="handed_over"),
    path("reception/requests/<int:number>/paper/", requests.paper, name="paper"),
    path("reception/centres/<slug:code>/", centre.centre, name="centre"),
    path("reception/centres/<slug:code>/desk/", centre.set_up, name="set_up"),
    path("reception/centres/<slug:code>/display/", centre.display, name="display"),
    path("reception/desks/<int:pk>/", centre.desk, name="desk"),
    path("reception/desks/<int:pk>/take/", centre.take, name="take"),
    path("reception/desks/<int:pk>/next/", centre.call, name="call"),
    path("reception/tickets/<int:pk>/<slug:move>/", centre.move, name="move"),
    path("reception/legal/", legal.index, name="legal"),
    path("reception/legal/of-matter/<slug:reference>/", legal.of_matter, name="legal_of_matter"),
    path("reception/legal/question/", legal.ask, name="question"),
    path("reception/legal/consult/<slug:reference>/", legal.consult, name="consult"),
    path("reception/legal/aid/<slug:reference>/new/", legal.apply, name="apply"),
    path("reception/legal/aid/<int:pk>/", legal.aid, name="aid"),
    path("reception/legal/aid/<int:pk>/decision/", legal.decision, name="decision"),
    path("reception/legal/aid/<int:pk>/<slug:move>/", legal.move, name="move_aid"),
    path("reception/joint/of-matter/<slug:reference>/", joint.of_matter, name="joint_of_matter"),
    path("reception/joint/<slug:reference>/plan/", joint.plan, name="plan_joint"),
    path("reception/joint/<int:pk>/", joint.joint, name="joint"),
    path("reception/joint/<int:pk>/hold/", joint.hold, name="hold_joint"),
    path("reception/joint/<int:pk>/call-off/", joint.call_off, name="call_off_joint"),
    path("r/", public.ask, name="receipt_code"),
    path("r/<slug:code>/", public.progress, name="receipt_progress"),
]
