"""Why a move is not possible now, in words: for the service that refuses it and for the page that says so beforehand."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff
from huajie.assistance.models import Application, Decision, MissingMaterial, Objection, StaffRelative, SurveyKind
from huajie.assistance.programmes import PUBLISHED, families_of
from huajie.assistance.states import AppliedState
from huajie.people.trees import within

_NOT_BY_A_RELATIVE = frozenset({"accept", "not_accept", "survey", "opine", "submit", "decide"})
_PREPARING = ("survey", "opine")


def hindrance(application: Application, name: str, by: Staff, on: date | None = None) -> str:
    """The reason why this person cannot make the move; empty: none. Permission and state are looked at elsewhere."""
    if name in _NOT_BY_A_RELATIVE and is_relative(application, by):
        return _("You are filed as a relative of this family: somebody else does this (§11).")
    reason = _REASONS.get(name)
    return reason(application, by, on or timezone.localdate()) if reason else ""


def is_relative(application: Application, staff: Staff) -> bool:
    """True if and only if somebody of the household is filed as a relative of this member of staff. Two queries."""
    return any(row.staff_id == staff.pk for row in relatives_of(application))


def relatives_of(application: Application) -> list[StaffRelative]:
    """Those of the household who are filed as relatives of staff or cadres. Two queries."""
    rows = StaffRelative.objects.filter(within("person", member_keys(application)), ended_on=None)
    return list(rows.select_related("staff", "person"))


def member_keys(application: Application) -> list[int]:
    """The standing people of the household. One query."""
    rows = application.members.values_list("person_id", "person__root_id")
    return [root or key for key, root in rows]


def needs_visit(application: Application) -> bool:
    """True if and only if the county has to visit the home before it decides: a relative of staff, or an objection (§20)."""
    return bool(relatives_of(application)) or Objection.objects.filter(notice__application=application).exists()


def is_published(application: Application) -> bool:
    """True if and only if one of its programmes is made public before it is decided."""
    return application.asked.filter(programme__in=PUBLISHED).exists()


def _asked_before(application: Application, by: Staff, on: date) -> str:
    asked = MissingMaterial.objects.filter(application=application).exists()
    return _("What is missing may be asked for once (§10). Go on with what there is.") if asked else ""


def _check(application: Application, by: Staff, on: date) -> str:
    if not application.authorisations.exists():
        return _("Record first who signed the authorisation (§9).")
    return _waits(application)


def _checked(application: Application, by: Staff, on: date) -> str:
    return "" if _waits(application) else _("No check waits for an answer.")


def _waits(application: Application) -> str:
    waits = application.checks.filter(received_on=None).exists()
    return _("The answer on the checked information has not come yet.") if waits else ""


def _opine(application: Application, by: Staff, on: date) -> str:
    if families_of(application.asked.values_list("programme", flat=True)) and not application.checks.exists():
        return _("Have the information checked first (§17).")
    return _waits(application)


def _publish(application: Application, by: Staff, on: date) -> str:
    return "" if is_published(application) else _("None of its programmes is made public. Submit it to the county.")


def _object(application: Application, by: Staff, on: date) -> str:
    notice = application.notices.last()
    return _("The seven days are over. Whoever doubts the aid may report it at any time (§37).") if notice and on > notice.until else ""


def _submit(application: Application, by: Staff, on: date) -> str:
    if application.state == AppliedState.OPINED and is_published(application):
        return _("Make it public first, for seven days (§19).")
    notice = application.notices.last()
    if application.state == AppliedState.PUBLIC and notice and on <= notice.until:
        return _("It hangs until %(day)s. Submit it after that.") % {"day": notice.until}
    return ""


def _decide(application: Application, by: Staff, on: date) -> str:
    if application.steps.filter(move__in=_PREPARING, by=by).exists():
        return _("You prepared it: somebody else decides.")
    if needs_visit(application) and not application.surveys.filter(kind=SurveyKind.COUNTY).exists():
        return _("The county visits the home first: a member is a relative of staff or of a cadre, or somebody objected (§20).")
    return ""


def _close(application: Application, by: Staff, on: date) -> str:
    open_ones = application.asked.filter(decision=Decision.NONE).exists()
    return _("Not every programme is decided.") if open_ones else ""


_REASONS = {
    "ask_material": _asked_before,
    "check": _check,
    "checked": _checked,
    "opine": _opine,
    "publish": _publish,
    "object": _object,
    "submit": _submit,
    "decide": _decide,
    "notify": _close,
    "close": _close,
}
