"""What permissions and recorded acts are called on pages."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from huajie.accounts.roles import Permission
from huajie.audit.acts import Act

PERMISSION_LABELS: dict[Permission, Promise | str] = {
    Permission.SEE_MATTERS: _("See matters"),
    Permission.OPEN_MATTERS: _("Record a request and open its matter"),
    Permission.SERVE_TICKETS: _("Call and serve at the one-stop centre"),
    Permission.EXPORT_MATTERS: _("Export matters"),
    Permission.EDIT_SHEETS: _("Make and change sheets"),
    Permission.SEE_CONFIDENTIAL: _("See reports of misconduct, and withhold them from those they report"),
    Permission.ACCEPT_MATTERS: _("Accept matters, or say why not"),
    Permission.ROUTE_MATTERS: _("Assign, transfer and suspend matters"),
    Permission.WORK_MATTERS: _("Work on matters"),
    Permission.APPROVE_MATTERS: _("Approve extensions and what a unit decides"),
    Permission.CONFIRM_CLOSING: _("Confirm with the resident that it is settled"),
    Permission.ARCHIVE_MATTERS: _("Archive matters"),
    Permission.SET_TEAMS: _("Appoint teams of three"),
    Permission.SET_LEADERS: _("Name responsible leaders and their lists"),
    Permission.EDIT_ROUTES: _("Edit which unit answers for which category"),
    Permission.SEE_PEOPLE: _("See people and households"),
    Permission.EDIT_PEOPLE: _("Change people and households"),
    Permission.REVEAL_VALUES: _("See a masked value, with a purpose"),
    Permission.MERGE_RECORDS: _("Part records that were joined"),
    Permission.EXPORT_PEOPLE: _("Export people and households"),
    Permission.SEE_LISTS: _("See delivered lists"),
    Permission.DELIVER_LISTS: _("Deliver lists"),
    Permission.ANSWER_QUESTIONS: _("Answer whether two records are one"),
    Permission.SEE_AREAS: _("See areas"),
    Permission.EDIT_GRIDS: _("Edit grids and names of areas"),
    Permission.EDIT_CALENDAR: _("Edit the calendar of working days"),
    Permission.SEE_STAFF: _("See staff and units"),
    Permission.EDIT_STAFF: _("Add and post staff"),
    Permission.EDIT_TOKENS: _("Let other systems in"),
    Permission.EDIT_TEMPLATES: _("Put in templates of documents"),
    Permission.SEE_AUDIT: _("Read the record of acts"),
}

ACT_LABELS: dict[Act, Promise | str] = {
    Act.TEMPLATE_ADDED: _("Added a template of a document"),
    Act.TEMPLATE_WITHDRAWN: _("Withdrew a template of a document"),
    Act.SIGNED_IN: _("Signed in"),
    Act.SIGN_IN_FAILED: _("Sign-in failed"),
    Act.STAFF_ADDED: _("Added a person"),
    Act.UNIT_ADDED: _("Added a unit"),
    Act.UNIT_RENAMED: _("Renamed a unit"),
    Act.UNIT_CLOSED: _("Closed a unit"),
    Act.UNIT_REOPENED: _("Opened a unit again"),
    Act.CREDENTIAL_SET: _("Set a password"),
    Act.SIGNED_OUT: _("Signed out"),
    Act.SECOND_FACTOR_ADDED: _("Added a second factor"),
    Act.SECOND_FACTOR_REMOVED: _("Removed a second factor"),
    Act.SINGLE_SIGN_ON_TIED: _("Tied single sign-on to a person"),
    Act.STAFF_CLOSED: _("Closed an account"),
    Act.STAFF_REOPENED: _("Opened an account again"),
    Act.DEMO_OPENED: _("Opened the demo"),
    Act.POSTED: _("Posted a person"),
    Act.POSTING_ENDED: _("Ended a posting"),
    Act.AREAS_LOADED: _("Loaded areas"),
    Act.GRID_SAVED: _("Saved a grid"),
    Act.AREA_NAMED: _("Named an area"),
    Act.CALENDAR_CHANGED: _("Changed the calendar of working days"),
    Act.VALUE_REVEALED: _("Saw a masked value"),
    Act.FACT_RECORDED: _("Recorded a fact"),
    Act.PERSON_CORRECTED: _("Corrected a person"),
    Act.PEOPLE_MERGED: _("Joined people"),
    Act.PEOPLE_MERGE_UNDONE: _("Parted people"),
    Act.HOUSEHOLDS_MERGED: _("Joined households"),
    Act.HOUSEHOLDS_MERGE_UNDONE: _("Parted households"),
    Act.MATTER_OPENED: _("Opened a matter"),
    Act.MATTER_TOLD_AGAIN: _("Added a telling to a matter"),
    Act.MATTER_MOVED: _("Moved a matter"),
    Act.TICKET_MOVED: _("Moved a ticket"),
    Act.DESK_SET: _("Set a desk of a centre"),
    Act.UNITS_ASKED: _("Asked units to assist"),
    Act.HANDOVER_SIGNED: _("Signed for a matter"),
    Act.HANDOVER_RETURNED: _("Sent back a part in a matter"),
    Act.HANDOVER_DONE: _("Reported a part as done"),
    Act.HANDOVER_RECALLED: _("Released an assisting unit"),
    Act.LETTER_MADE: _("Made a letter of joint handling"),
    Act.CATEGORY_ROUTED: _("Changed which unit answers for a category"),
    Act.ROUTES_APPLIED: _("Gave open matters their sector unit"),
    Act.EXTENSION_ASKED: _("Asked for an extension"),
    Act.EXTENSION_DECIDED: _("Decided on an extension"),
    Act.NOTE_ADDED: _("Noted what was done"),
    Act.NOTE_TAKEN_BACK: _("Took a note back"),
    Act.NEXT_STEP_SET: _("Set what is next"),
    Act.TASK_SET: _("Set a task"),
    Act.TASK_FINISHED: _("Finished a task"),
    Act.FILE_ATTACHED: _("Attached a file"),
    Act.FILE_WITHDRAWN: _("Withdrew a file"),
    Act.FILE_READ: _("Opened a file of a case"),
    Act.MATTERS_MERGED: _("Joined matters"),
    Act.MATTERS_MERGE_UNDONE: _("Parted matters"),
    Act.MATTER_WITHHELD: _("Withheld a report of misconduct"),
    Act.WITHHOLDING_LIFTED: _("Showed a withheld report again"),
    Act.REGISTER_EXPORTED: _("Exported matters"),
    Act.SHEET_MADE: _("Made a sheet"),
    Act.SHEET_CHANGED: _("Changed a sheet"),
    Act.SHEET_DELETED: _("Deleted a sheet"),
    Act.SHEET_RESTORED: _("Restored a sheet"),
    Act.SHEET_EXPORTED: _("Exported matters as a sheet"),
    Act.PEOPLE_EXPORTED: _("Exported people"),
    Act.HOUSEHOLDS_EXPORTED: _("Exported households"),
    Act.OFFICE_EXPORTED: _("Exported staff, units, areas or the record"),
    Act.LISTS_DELIVERED: _("Delivered lists"),
    Act.LISTS_TRIED_AGAIN: _("Had a stopped delivery tried again"),
    Act.LISTS_WITHDRAWN: _("Withdrew a delivery of lists"),
    Act.LIST_MAPPED: _("Confirmed the columns of a list"),
    Act.LISTS_REGISTERED: _("Registered lists"),
    Act.QUESTION_ANSWERED: _("Answered a question"),
    Act.ANSWER_TAKEN_BACK: _("Took an answer back"),
    Act.ROW_PARTED: _("Parted a row from a record"),
    Act.LIST_RETURNED: _("Fetched a list to correct"),
    Act.ROWS_EXPORTED: _("Exported the rows of a list"),
    Act.KEYS_RENEWED: _("Renewed the keys"),
    Act.SYSTEM_LET_IN: _("Let another system in"),
    Act.SYSTEM_SHUT_OUT: _("Shut another system out"),
    Act.SYSTEM_CALLED: _("Another system read or acted, for the first time on that day"),
}


def permission_label(permission: Permission) -> str:
    """What a permission is called, in the reader's language."""
    return str(PERMISSION_LABELS[permission])


def act_label(name: str) -> str:
    """What a recorded act is called, in the reader's language; an act of an older version keeps its name."""
    return dict(act_labels()).get(name, name)


def act_labels() -> list[tuple[str, str]]:
    """Every act with what it is called."""
    return [(act.value, str(label)) for act, label in ACT_LABELS.items()]
