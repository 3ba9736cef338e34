"""Addresses of this room: those of staff, and the public one to which a receipt leads."""

from django.urls import path

from huajie.reception.views import centre, public, requests

app_name = "reception"
urlpatterns = [
    path("reception/", requests.index, name="index"),
    path("reception/new/", requests.new, name="new"),
    path("reception/new/alike/", requests.alike, name="alike"),
    path("reception/new/suggested/", requests.suggested, name="suggested"),
    path("reception/requests/<int:number>/", requests.receipt, name="receipt"),
    path("reception/requests/<int:number>/paper/", requests.paper, name="paper"),
    path("reception/centres/<slug:code>/", centre.centre, name="centre"),
    path("reception/centres/<slug:code>/desk/", centre.set_up, name="set_up"),
    path("reception/centres/<slug:code>/display/", centre.display, name="display"),
    path("reception/desks/<int:pk>/", centre.desk, name="desk"),
    path("reception/desks/<int:pk>/take/", centre.take, name="take"),
    path("reception/desks/<int:pk>/next/", centre.call, name="call"),
    path("reception/tickets/<int:pk>/<slug:move>/", centre.move, name="move"),
    path("r/", public.ask, name="receipt_code"),
    path("r/<slug:code>/", public.progress, name="receipt_progress"),
]
