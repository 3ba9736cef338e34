"""Who may hold a place on a team, and who may not. What the machine cannot know it asks."""

from collections.abc import Collection, Iterable, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff
from huajie.core.errors import Refused
from huajie.matters.models import Matter, Recusal
from huajie.matters.teams import namesakes, workers
from huajie.matters.withheld import demand_not_reported
from huajie.people.trees import within


class SameName(Refused):
    """Some of those named bear the name of a party: a person says first whether they are the same. `people` are those asked about."""

    def __init__(self, message: object, people: Sequence[Staff]) -> None:
        super().__init__(message)
        self.people = people


def demand_appointable(people: Sequence[Staff], matters: Sequence[Matter], *, not_the_same: Collection[int] = ()) -> None:
    """Refuse unless each works today and has nothing to do with the matters. `not_the_same` names those who only share a party's name.

    Whom a matter reports is refused without a reason: who asks may not be meant to know of that matter.
    """
    _demand_working(people)
    keys = [matter.pk for matter in matters]
    recused = Recusal.objects.filter(within("matter", keys), staff__in=people, lifted_because="").select_related("staff").first()
    if recused:
        told = {"name": recused.staff}
        raise Refused(_("%(name)s has declared a recusal (信访工作条例 §28). Choose somebody else.") % told)
    for matter in matters:
        demand_not_reported(matter, people=people)
    asked = [staff for staff in namesakes(people, matters) if staff.pk not in not_the_same]
    if asked:
        names = "、".join(str(staff) for staff in asked)
        text = _("A party, or somebody of their household, is called %(names)s, too. Say whether it is the same person.")
        raise SameName(text % {"names": names}, asked)


def _demand_working(people: Iterable[Staff]) -> None:
    people = list(people)
    for staff in people:
        if not staff.is_active:
            raise Refused(_("The account of %(name)s is closed. Choose somebody else.") % {"name": staff})
    posted = set(workers(timezone.localdate()).filter(staff__in=people).values_list("staff_id", flat=True))
    for staff in people:
        if staff.pk not in posted:
            raise Refused(_("%(name)s is not posted today in a role that works on matters. Choose somebody else.") % {"name": staff})
