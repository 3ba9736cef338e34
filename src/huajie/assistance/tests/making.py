"""A family that applies for aid, and the staff who look into it, for tests."""

from datetime import date

from django.utils import timezone

from huajie.accounts.models import Posting, Staff, Unit
from huajie.accounts.roles import Role
from huajie.assistance.models import Application, Decision
from huajie.assistance.services.applying import Declared, Filled, apply
from huajie.assistance.services.deciding import Verdict, decide, notify
from huajie.assistance.services.inquiring import Found, ask_check, authorise, enter_check, opine, survey
from huajie.assistance.services.moving import move
from huajie.assistance.services.publishing import publish
from huajie.assistance.states import AppliedState
from huajie.people.models import Household, Person
from huajie.people.newcomers import NewHousehold, NewMember
from huajie.people.services.registering import register_households
from huajie.people.tests.making import DISTRICT, TOWN, VILLAGE, make_staff, register

A = AppliedState
COURSE = (A.RECEIVED, A.ACCEPTED, A.SURVEYED, A.OPINED, A.PUBLIC, A.SUBMITTED, A.DECIDED, A.TOLD, A.CLOSED)
REFUSAL = Verdict(Decision.REFUSED, "家庭人均月收入高于标准", "社会救助暂行办法第九条", "六十日内可以申请行政复议")
GRANT = Verdict(Decision.GRANTED, "家庭人均月收入低于标准", "社会救助暂行办法第九条", amount_fen=80_000)


def clerk(area: str = TOWN) -> Staff:
    """Somebody who accepts applications in a town."""
    return make_staff(Role.CIVIL_AFFAIRS_CLERK, area)


def approver() -> Staff:
    """Somebody of the county who decides."""
    return make_staff(Role.CIVIL_AFFAIRS_APPROVER, DISTRICT)


def colleague(name: str = "colleague", *, until: date | None = None) -> Staff:
    """One more clerk of the town."""
    staff = Staff.objects.create(username=name, display_name=name, language="en")
    unit = Unit.objects.get_or_create(code="aid", defaults={"name": "民政办", "kind": "town_office", "area_id": TOWN})[0]
    Posting.objects.create(staff=staff, unit=unit, role=Role.CIVIL_AFFAIRS_CLERK, area_id=TOWN, since=date(2021, 1, 1), until=until)
    return staff


def family(*people: Person, area: str = VILLAGE) -> Household:
    """A household of these people, the first its head; by default of 陈伟 and 陈小明."""
    members = people or (register("陈伟"), register("陈小明"))
    new = NewHousehold(area, "row:1", "东湖村1号", members[0].pk, tuple(NewMember(one.pk) for one in members))
    return register_households([new])[0]


def filled(household: Household, *programmes: str, **told: object) -> Filled:
    """What a clerk writes down for all members of a household."""
    members = [row.person for row in household.memberships.select_related("person").order_by("pk")]
    fields: dict[str, object] = {
        "applicant": members[0] if members else None,
        "members": tuple(Declared(one, income_fen_per_month=40_000) for one in members),
        "programmes": programmes or ("low_income",),
        "received_on": timezone.localdate(),
    }
    return Filled(**(fields | told))  # type: ignore[arg-type]  # the test names the fields


def applied(*programmes: str, household: Household | None = None, **told: object) -> Application:
    """An application, received."""
    home = household or family()
    return apply(home, filled(home, *programmes, **told), by=clerk(home.area_id))


def found(*staff: Staff, **told: object) -> Found:
    """A survey of the home by these, today."""
    fields: dict[str, object] = {"staff": staff, "on": timezone.localdate(), "findings": "两人户，租住单间", "signed": True}
    return Found(**(fields | told))  # type: ignore[arg-type]  # as above


def led_to(state: AppliedState, *programmes: str) -> Application:
    """An application that came by the ordinary moves to where it stands; what is published is not waited for."""
    application = applied(*programmes)
    for there in COURSE[1 : COURSE.index(state) + 1]:
        _lead(application, there)
    return application


def _lead(application: Application, to: AppliedState) -> None:
    by = clerk()
    if to == A.ACCEPTED:
        move(application, "accept", by=by)
    elif to == A.SURVEYED:
        authorise(application, [application.applicant], timezone.localdate(), by=by)
        ask_check(application, by=by)
        enter_check(application, "名下无车辆，存款 2100 元", by=by)
        other = Staff.objects.filter(username="colleague").first() or colleague()
        survey(application, found(by, other), by=by)
    elif to == A.OPINED:
        opine(application, "符合条件", {"low_income": 80_000}, by=by)
    elif to == A.PUBLIC:
        publish(application, "村务公开栏", by=by)
    elif to == A.SUBMITTED:
        hang_out(application)
        move(application, "submit", by=by)
    elif to == A.DECIDED:
        for asked in application.asked.all():
            decide(asked, GRANT, by=approver())
    elif to == A.TOLD:
        notify(application, "当面送达", by=by)
    elif to == A.CLOSED:
        move(application, "close", by=by)
    application.refresh_from_db()


def hang_out(application: Application) -> None:
    """As if the notice had hung for its seven days."""
    notice = application.notices.latest("pk")
    yesterday = timezone.localdate() - (notice.until - notice.since) / 7
    type(notice).objects.filter(pk=notice.pk).update(since=yesterday - (notice.until - notice.since), until=yesterday)
