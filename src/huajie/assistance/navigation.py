"""This room's places in the side navigation, its panels, what waits on the desk, and what its records are called as sources."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from huajie.accounts.roles import Permission
from huajie.assistance.asking import show_answers
from huajie.assistance.desk import WORKS
from huajie.assistance.queries import to_decide
from huajie.assistance.sources import named_applications, named_relief
from huajie.matters.desk import register_work
from huajie.people.sources import register_sources
from huajie.ui.navigation import Entry, Group, register_entry
from huajie.ui.panels import register_panel

AID = Group(pgettext_lazy("navigation", "Aid"), "heart-handshake", 45)
P = Permission


def register() -> None:
    """Show the room's pages to those who work with them."""
    register_entry(Entry(_("May be entitled"), "heart-handshake", "assistance:prospects", P.PREPARE_AID, 5, group=AID))
    register_entry(Entry(_("Applications for aid"), "clipboard-list", "assistance:applications", P.PREPARE_AID, 10, group=AID))
    register_entry(
        Entry(_("Aid to decide"), "list-check", "assistance:decisions", P.DECIDE_AID, 20, lambda scope: to_decide(scope).count(), group=AID)
    )
    register_entry(Entry(_("Aid granted"), "circle-check", "assistance:grants", P.HANDLE_AID, 25, group=AID))
    register_entry(Entry(_("Urgent relief"), "clock", "assistance:relief_list", P.GIVE_URGENT_RELIEF, 30, group=AID))
    register_entry(Entry(_("Reserve funds"), "folder", "assistance:funds", P.DECIDE_AID, 40, group=AID))
    register_entry(Entry(_("Payment lists"), "file-spreadsheet", "assistance:payments", P.HANDLE_AID, 45, group=AID))
    register_entry(Entry(_("Payments to confirm"), "check", "assistance:payments_to_confirm", P.PAY_AID, 46, group=AID))
    register_entry(Entry(_("Relatives of staff"), "users", "assistance:relatives", P.HANDLE_AID, 50, group=AID))
    register_entry(Entry(_("Referrals to charities"), "users-group", "assistance:referrals", P.REFER_FAMILIES, 70, group=AID))
    register_entry(Entry(_("Organisations that claim"), "building", "assistance:organisations", P.VERIFY_ORGANISATIONS, 80, group=AID))
    register_entry(Entry(_("Board"), "heart-handshake", "assistance:board", P.CLAIM_FAMILIES, 90, group=AID))
    register_panel("household", "referrals", _("Referrals to charities"), "assistance:referrals_of_household", 40, P.REFER_FAMILIES)
    register_panel("matter", "referrals", _("Referrals to charities"), "assistance:referrals_of_matter", 66, P.REFER_FAMILIES)
    register_entry(Entry(_("What if"), "adjustments", "assistance:what_if", P.HANDLE_AID, 60, group=AID))
    register_entry(Entry(_("Figures of aid"), "list-check", "assistance:figures", P.HANDLE_AID, 65, group=AID))
    register_panel("household", "aid", pgettext_lazy("navigation", "Aid"), "assistance:of_household", 20, P.SEE_PEOPLE)
    register_panel("person", "aid", pgettext_lazy("navigation", "Aid"), "assistance:of_person", 20, P.SEE_PEOPLE)
    register_panel("matter", "aid", pgettext_lazy("navigation", "Aid"), "assistance:of_matter", 65, P.SEE_PEOPLE)
    register_panel("household", "prospects", _("May be entitled"), "assistance:prospects_panel", 30, P.PREPARE_AID)
    show_answers()
    register_sources("application", named_applications)
    register_sources("relief", named_relief)
    for work in WORKS:
        register_work(work)
