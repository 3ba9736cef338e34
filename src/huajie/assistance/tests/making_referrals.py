"""A family referred to a made-up charity, and the people on both sides, for tests."""

from datetime import date, timedelta
from io import BytesIO
from typing import cast

from django.utils import timezone
from stdnum.cn import uscc

from huajie.accounts.models import Posting, Staff, Unit, UnitKind
from huajie.accounts.roles import Role
from huajie.accounts.scope import scope_of
from huajie.assistance.models import Claim, ConsentWay, Gift, GiftKind, NeedKind, Organisation, Referral, Shared
from huajie.assistance.referral_queries import claiming_for
from huajie.assistance.services.claiming import Given, claim, give, move_claim
from huajie.assistance.services.organising import enter_organisation, verify_organisation
from huajie.assistance.services.referring import Need, consent, publish, refer
from huajie.assistance.states_referral import ClaimState
from huajie.assistance.tests.making import approver, family
from huajie.people.models import Household, Person
from huajie.people.tests.making import DISTRICT, TOWN, make_staff, register

C = ClaimState
WORDS = "母亲做完手术在家休养，两个孩子上小学，需要轮椅一部和半年的生活补贴"
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
COURSE = (C.OFFERED, C.ACCEPTED, C.REVEALED, C.GIVEN, C.REPORTED, C.DONE)
ALL = tuple(Shared)


def adviser() -> Staff:
    """Whoever stays with the family."""
    return make_staff(Role.ASSISTANCE_ADVISER, TOWN)


def code_of(number: int, head: str = "51440190MJ") -> str:
    """A sound code of made-up digits."""
    body = f"{head}{number:07d}"
    return body + uscc.calc_check_digit(body)


def charity(name: str = "爱心会", *, verified: bool = True, area: str = DISTRICT) -> Organisation:
    """A charity of the district, verified for a year."""
    number = Unit.objects.filter(kind=UnitKind.CHARITY).count() + 1
    unit = Unit.objects.create(code=f"charity-{number}", name=name, kind=UnitKind.CHARITY, area_id=area)
    made = enter_organisation(unit, code_of(number), by=approver())
    if verified:
        verify_organisation(made, "登记证书", timezone.localdate() + timedelta(days=365), by=approver())
    return made


def member(organisation: Organisation, name: str = "") -> Staff:
    """Somebody of its people."""
    username = name or f"member-{organisation.pk}"
    staff, made = Staff.objects.get_or_create(username=username, defaults={"display_name": username, "language": "en"})
    if made:
        unit = organisation.unit
        Posting.objects.create(staff=staff, unit=unit, role=Role.CHARITY_MEMBER, area_id=unit.area_id, since=date(2021, 1, 1))
    return staff


def home() -> Household:
    """陈伟, with a phone, a number and a birth date, and 陈小明, in 东湖村."""
    wei = register("陈伟", phones=("15400000001",), birth_date=date(1985, 3, 7))
    return family(wei, register("陈小明", birth_date=date(2017, 5, 1)))


def drafted(household: Household | None = None, words: str = WORDS) -> Referral:
    """A draft."""
    return refer(household or home(), Need(NeedKind.LIVING, words, 600_000), by=adviser())


def agreed(referral: Referral, fields: tuple[Shared, ...] = ALL, by: Person | None = None) -> None:
    """The head of the household consents."""
    person = by or referral.household.head
    consent(referral, cast(Person, person), fields, ConsentWay.PAPER, timezone.localdate(), by=adviser())


def open_referral(fields: tuple[Shared, ...] = ALL, household: Household | None = None) -> Referral:
    """A family on the board."""
    referral = drafted(household)
    agreed(referral, fields)
    publish(referral, by=adviser())
    return referral


def given(**told: object) -> Given:
    """A wheelchair, with its receipt."""
    fields: dict[str, object] = {"kind": GiftKind.GOODS, "what": "轮椅一部", "on": timezone.localdate()}
    return Given(**(fields | {"proof": BytesIO(PDF), "proof_name": "收条.pdf"} | told))  # type: ignore[arg-type]  # the test names the fields


def gift(claimed: Claim, **told: object) -> Gift:
    """Given by somebody of the organisation."""
    return give(claimed, given(**told), by=member(claimed.organisation))


def led_to(state: ClaimState, referral: Referral | None = None, organisation: Organisation | None = None) -> Claim:
    """A claim that came by the ordinary moves to where it stands."""
    found, by = referral or open_referral(), organisation or charity()
    made = claim(found, by, "轮椅和每月五百元", by=member(by))
    for there in COURSE[1 : COURSE.index(state) + 1]:
        _lead(made, there)
    found.refresh_from_db()
    return made


def _lead(made: Claim, to: ClaimState) -> None:
    theirs = member(made.organisation)
    if to == C.ACCEPTED:
        move_claim(made, "accept", "当面询问本人", by=adviser())
    elif to == C.REVEALED:
        move_claim(made, "take_on", "yes", by=theirs)
    elif to == C.GIVEN:
        gift(made)
    elif to == C.REPORTED:
        move_claim(made, "report", "轮椅已送到，补贴已发三个月", by=theirs)
    elif to == C.DONE:
        move_claim(made, "confirm", "轮椅很好用，谢谢你们", by=adviser())


def pass_term(claimed: Claim) -> None:
    """As if the term of the claim had ended yesterday."""
    yesterday = timezone.localdate() - timedelta(days=1)
    claimed.clocks.filter(stopped_on=None).update(due_on=yesterday, target_on=yesterday, started_on=yesterday, half_on=yesterday)


def sees_board(organisation: Organisation) -> bool:
    """True if and only if its people may see the board today."""
    return claiming_for(scope_of(member(organisation))) is not None
