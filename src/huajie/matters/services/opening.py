"""Opening one matter that somebody reported: at the window, by phone, at a door."""

from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff
from huajie.accounts.roles import Permission
from huajie.accounts.scope import demand_in
from huajie.audit.acts import Act
from huajie.audit.services import record
from huajie.core.acts import part
from huajie.core.bulk import add
from huajie.core.errors import Refused
from huajie.core.written import Written
from huajie.matters.events import moved
from huajie.matters.models import Kind, Matter, Notice, PetitionClass, Step
from huajie.matters.newcomers import NewMatter
from huajie.matters.services.registering import register_matters
from huajie.matters.services.withholding import withhold_named
from huajie.matters.states import NoticeKind

_first_step = Written(lambda matter: Step.objects.filter(matter=matter), -1)


@part
def open_matter(new: NewMatter, *, by: Staff, petition_class: str = "") -> Matter:
    """The matter in the register, with its first step, its first deadlines, and the receipt that is owed.

    A report of misconduct is withheld from the beginning (信访工作条例 §30).
    """
    demand_in(by, Permission.OPEN_MATTERS, new.area_code)
    _demand_sense(new, petition_class)
    matter = register_matters([new], by=by)[0]
    if new.kind == Kind.PETITION and petition_class:
        matter.petition_class = petition_class
        matter.save(update_fields=["petition_class"])
    if petition_class == PetitionClass.REPORT:
        withhold_named(matter, by=by)
    step: Step = _first_step.first(matter.pk)
    add(Notice(matter=matter, step=step, kind=NoticeKind.RECEIPT, owed_since=timezone.localdate(step.at)))
    record(Act.MATTER_OPENED, by=by, subject=matter.ref, detail={"kind": matter.kind, "channel": new.telling.channel})
    moved(step)
    return matter


def _demand_sense(new: NewMatter, petition_class: str) -> None:
    if not new.telling.text.strip():
        raise Refused(_("Write down what was reported, in the resident's own words."))
    if petition_class and petition_class not in PetitionClass.values:
        raise Refused(_("Choose one of the three statutory classes."))
    if new.telling.told_on and new.telling.told_on > timezone.localdate():
        raise Refused(_("It cannot have been told after today. Correct the day."))
