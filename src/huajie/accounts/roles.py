"""The roles of the district, and what each may do. Everything else is forbidden."""

from enum import Enum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Permission(Enum):
    """One thing that a role may or may not do."""

    SEE_MATTERS = "see_matters"
    OPEN_MATTERS = "open_matters"
    SERVE_TICKETS = "serve_tickets"
    DECIDE_LEGAL_AID = "decide_legal_aid"
    PREPARE_AID = "prepare_aid"
    HANDLE_AID = "handle_aid"
    GIVE_URGENT_RELIEF = "give_urgent_relief"
    DECIDE_AID = "decide_aid"
    PAY_AID = "pay_aid"
    REFER_FAMILIES = "refer_families"
    VERIFY_ORGANISATIONS = "verify_organisations"
    CLAIM_FAMILIES = "claim_families"
    EXPORT_MATTERS = "export_matters"
    EDIT_SHEETS = "edit_sheets"
    SEE_CONFIDENTIAL = "see_confidential"
    ACCEPT_MATTERS = "accept_matters"
    ROUTE_MATTERS = "route_matters"
    WORK_MATTERS = "work_matters"
    APPROVE_MATTERS = "approve_matters"
    CONFIRM_CLOSING = "confirm_closing"
    ARCHIVE_MATTERS = "archive_matters"
    SET_TEAMS = "set_teams"
    SET_LEADERS = "set_leaders"
    EDIT_ROUTES = "edit_routes"
    SEE_PEOPLE = "see_people"
    EDIT_PEOPLE = "edit_people"
    REVEAL_VALUES = "reveal_values"
    MERGE_RECORDS = "merge_records"
    EXPORT_PEOPLE = "export_people"
    SEE_LISTS = "see_lists"
    DELIVER_LISTS = "deliver_lists"
    ANSWER_QUESTIONS = "answer_questions"
    SEE_AREAS = "see_areas"
    EDIT_GRIDS = "edit_grids"
    EDIT_CALENDAR = "edit_calendar"
    SEE_STAFF = "see_staff"
    EDIT_STAFF = "edit_staff"
    EDIT_TOKENS = "edit_tokens"
    EDIT_TEMPLATES = "edit_templates"
    SEE_AUDIT = "see_audit"


class Role(models.TextChoices):
    """A duty in the district's work (see docs/glossary.md)."""

    GRID_WORKER = "grid_worker", _("Grid worker")
    COMMUNITY_WORKER = "community_worker", _("Community worker")
    ASSISTANCE_WORKER = "assistance_worker", _("Assistance worker")
    WINDOW_CLERK = "window_clerk", _("Window clerk")
    HOTLINE_OPERATOR = "hotline_operator", _("Hotline operator")
    TOWN_COORDINATOR = "town_coordinator", _("Town coordinator")
    DISTRICT_COORDINATOR = "district_coordinator", _("District coordinator")
    MEDIATOR = "mediator", _("People's mediator")
    LEGAL_SERVICE_CLERK = "legal_service_clerk", _("Legal-service clerk")
    CIVIL_AFFAIRS_CLERK = "civil_affairs_clerk", _("Civil-affairs clerk")
    CIVIL_AFFAIRS_APPROVER = "civil_affairs_approver", _("Civil-affairs approver")
    ASSISTANCE_ADVISER = "assistance_adviser", _("Assistance adviser")
    RESPONSIBLE_LEADER = "responsible_leader", _("Responsible leader")
    UNIT_HEAD = "unit_head", _("Unit head")
    SUPERVISOR = "supervisor", _("Supervisor")
    AUDITOR = "auditor", _("Auditor")
    CHARITY_MEMBER = "charity_member", _("Charity member")
    OPERATOR = "operator", _("Operator")


P = Permission
BY_INVOLVEMENT = frozenset({P.SEE_MATTERS, P.ACCEPT_MATTERS, P.ROUTE_MATTERS, P.WORK_MATTERS, P.APPROVE_MATTERS, P.SET_TEAMS})
"""Permissions on matters that, in a sector unit, hold for the matters of that unit and of its people alone."""
WITHIN_THEIR_UNIT = frozenset(
    {
        Role.MEDIATOR,
        Role.LEGAL_SERVICE_CLERK,
        Role.CIVIL_AFFAIRS_CLERK,
        Role.CIVIL_AFFAIRS_APPROVER,
        Role.ASSISTANCE_WORKER,
        Role.RESPONSIBLE_LEADER,
        Role.UNIT_HEAD,
    }
)
"""Roles for which that is so. Coordinators, supervisors, the window and the hotline look after their whole area in any unit."""
_FIELD_WORK = frozenset({P.SEE_MATTERS, P.OPEN_MATTERS, P.WORK_MATTERS, P.SEE_PEOPLE, P.REVEAL_VALUES, P.SEE_AREAS})
_DESK_WORK = _FIELD_WORK | {P.EDIT_PEOPLE, P.SEE_LISTS, P.DELIVER_LISTS}
_CIVIL_AFFAIRS = frozenset({P.PREPARE_AID, P.HANDLE_AID, P.GIVE_URGENT_RELIEF, P.REFER_FAMILIES})
_COORDINATION = (
    _DESK_WORK
    | _CIVIL_AFFAIRS
    | {
        P.SERVE_TICKETS,
        P.EXPORT_MATTERS,
        P.EDIT_SHEETS,
        P.SEE_CONFIDENTIAL,
        P.ACCEPT_MATTERS,
        P.ROUTE_MATTERS,
        P.CONFIRM_CLOSING,
        P.ARCHIVE_MATTERS,
        P.SET_TEAMS,
        P.EXPORT_PEOPLE,
        P.MERGE_RECORDS,
        P.ANSWER_QUESTIONS,
        P.EDIT_GRIDS,
        P.SEE_STAFF,
    }
)
_OVERSIGHT = frozenset({P.SEE_MATTERS, P.SEE_AREAS, P.SEE_STAFF})

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.GRID_WORKER: _FIELD_WORK,
    Role.COMMUNITY_WORKER: _DESK_WORK | {P.PREPARE_AID},
    Role.ASSISTANCE_WORKER: _FIELD_WORK | {P.PREPARE_AID},
    Role.WINDOW_CLERK: _DESK_WORK | {P.PREPARE_AID, P.REFER_FAMILIES, P.SERVE_TICKETS, P.ACCEPT_MATTERS, P.CONFIRM_CLOSING},
    Role.HOTLINE_OPERATOR: _DESK_WORK | {P.CONFIRM_CLOSING},
    Role.TOWN_COORDINATOR: _COORDINATION,
    Role.DISTRICT_COORDINATOR: _COORDINATION
    | {P.VERIFY_ORGANISATIONS, P.SET_LEADERS, P.EDIT_ROUTES, P.EDIT_STAFF, P.EDIT_TOKENS, P.EDIT_CALENDAR, P.EDIT_TEMPLATES},
    Role.MEDIATOR: _FIELD_WORK | {P.SERVE_TICKETS},
    Role.LEGAL_SERVICE_CLERK: _FIELD_WORK | {P.SERVE_TICKETS, P.DECIDE_LEGAL_AID},
    Role.CIVIL_AFFAIRS_CLERK: _DESK_WORK | _CIVIL_AFFAIRS | {P.SERVE_TICKETS},
    Role.CIVIL_AFFAIRS_APPROVER: _FIELD_WORK - {P.OPEN_MATTERS} | {P.GIVE_URGENT_RELIEF, P.DECIDE_AID, P.PAY_AID, P.VERIFY_ORGANISATIONS},
    Role.ASSISTANCE_ADVISER: _FIELD_WORK | {P.EDIT_PEOPLE, P.PREPARE_AID, P.REFER_FAMILIES},
    Role.RESPONSIBLE_LEADER: _OVERSIGHT | {P.WORK_MATTERS, P.APPROVE_MATTERS},
    Role.UNIT_HEAD: _OVERSIGHT | {P.ACCEPT_MATTERS, P.ROUTE_MATTERS, P.WORK_MATTERS, P.APPROVE_MATTERS, P.SET_TEAMS},
    Role.SUPERVISOR: _OVERSIGHT | {P.EXPORT_MATTERS, P.SEE_CONFIDENTIAL, P.CONFIRM_CLOSING},
    Role.AUDITOR: frozenset({P.SEE_AUDIT, P.SEE_STAFF, P.SEE_AREAS}),
    Role.CHARITY_MEMBER: frozenset({P.CLAIM_FAMILIES}),
    Role.OPERATOR: frozenset({P.SEE_STAFF, P.EDIT_STAFF, P.EDIT_TOKENS, P.SEE_AREAS, P.EDIT_GRIDS, P.EDIT_CALENDAR}),
}
