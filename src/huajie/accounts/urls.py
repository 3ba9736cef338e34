"""Addresses of this room: signing in, one's own account, staff and units, areas, and the record of acts."""

from django.urls import include, path

from huajie.accounts.doors import routes
from huajie.accounts.views import areas, exports, me, record, sign_in, staff, units

own = [
    path("sign-in/demo/", sign_in.sign_in_to_demo, name="demo_sign_in"),
    path("account/", me.my_account, name="me"),
    path("staff/", staff.staff_list, name="staff_list"),
    path("staff/export/", exports.staff, name="staff_export"),
    path("staff/add/", staff.staff_add, name="staff_add"),
    path("staff/<int:pk>/", staff.staff_page, name="staff"),
    path("staff/<int:pk>/post/", staff.posting_add, name="posting_add"),
    path("staff/<int:pk>/password/", staff.password_set, name="password_set"),
    path("staff/<int:pk>/second-factor/remove/", staff.second_factor_remove, name="second_factor_remove"),
    path("staff/<int:pk>/close/", staff.staff_close, name="staff_close"),
    path("staff/<int:pk>/reopen/", staff.staff_reopen, name="staff_reopen"),
    path("staff/postings/<int:pk>/end/", staff.posting_end, name="posting_end"),
    path("units/", units.unit_list, name="unit_list"),
    path("units/export/", exports.units, name="unit_export"),
    path("units/add/", units.unit_add, name="unit_add"),
    path("units/<slug:code>/", units.unit_page, name="unit"),
    path("units/<slug:code>/rename/", units.unit_rename, name="unit_rename"),
    path("units/<slug:code>/close/", units.unit_close, name="unit_close"),
    path("units/<slug:code>/reopen/", units.unit_reopen, name="unit_reopen"),
    path("areas/", areas.area_list, name="area_list"),
    path("areas/export/", exports.areas, name="area_export"),
    path("areas/<slug:code>/", areas.area_page, name="area"),
    path("areas/<slug:code>/grids/add/", areas.grid_add, name="grid_add"),
    path("areas/<slug:code>/rename/", areas.grid_rename, name="grid_rename"),
    path("areas/<slug:code>/use/", areas.grid_use, name="grid_use"),
    path("areas/<slug:code>/names/add/", areas.area_name_add, name="area_name_add"),
    path("record/export/", exports.record, name="record_export"),
    path("record/", record.record_list, name="record_list"),
]
urlpatterns = [
    path("", include((own, "accounts"))),
    path("language/", sign_in.set_language, name="set_language"),
    *routes(),
]
