"""Families of the demo whom the rules leave out: one on the board, one claimed, one helped; and the charity that does it."""

from datetime import timedelta
from io import BytesIO

from django.db import transaction
from django.utils import timezone
from stdnum.cn import uscc

from huajie.accounts.models import Staff, Unit
from huajie.assistance.models import Claim, ConsentWay, GiftKind, NeedKind, Organisation, Referral, Shared
from huajie.assistance.services.claiming import Given, claim, give, move_claim
from huajie.assistance.services.organising import enter_organisation, verify_organisation
from huajie.assistance.services.referring import Need, consent, publish, refer_alone
from huajie.audit.services import SYSTEM
from huajie.demo.district import DemoPlan
from huajie.people.models import Person
from huajie.people.newcomers import NewPerson
from huajie.people.services.registering import register_people

_A_YEAR = timedelta(days=365)
_CODES = {"cishan": "51440114MJ0000001", "yigong": "51440114MJ0000002"}  # made-up digits; the check digit is added
_HELPED = Need(NeedKind.CARE, "母亲术后行动不便，父亲在工地做工，九岁的儿子放学后无人照看，需要轮椅一部", 120_000)
_CLAIMED = Need(NeedKind.SCHOOL, "外地来的一家四口，父亲工伤停工三个月，女儿上初二，缺校服、书本和半年伙食费", 300_000)
_OPEN = Need(NeedKind.LIVING, "独自带两个孩子的母亲，摊档停业，未办居住证，暂时领不到救助，需要三个月的米油和奶粉", 240_000)
_RECEIPT = "收条：轮椅一部已收到，会使用，谢谢。（演示）".encode()


@transaction.atomic
def refer_in_demo(plan: DemoPlan) -> None:
    """The first charity is verified, the second waits; its own people claim."""
    adviser = Staff.objects.get(username="assistance-adviser")
    organisation, _waits = (_entered(code) for code in _CODES)
    verifier = Staff.objects.get(username="civil-affairs-approver")
    verify_organisation(organisation, "社会团体法人登记证书", timezone.localdate() + _A_YEAR, by=verifier)
    helped, claimed, _on_board = (_on_the_board(need, plan, adviser, number) for number, need in enumerate((_HELPED, _CLAIMED, _OPEN)))
    _help(_taken_on(helped, organisation, adviser, "轮椅一部，一周内送到"), adviser)
    _taken_on(claimed, organisation, adviser, "校服、书本，每月伙食费五百元，共半年")


def _entered(unit: str) -> Organisation:
    number = _CODES[unit]
    return enter_organisation(Unit.objects.get(code=unit), number + uscc.calc_check_digit(number), by=SYSTEM)


def _on_the_board(need: Need, plan: DemoPlan, adviser: Staff, number: int) -> Referral:
    person = _newcomer(plan, number)
    referral = refer_alone(person, need, by=adviser)
    consent(referral, person, (Shared.NAME, Shared.PHONE), ConsentWay.HOME, timezone.localdate(), by=adviser)
    publish(referral, by=adviser)
    return referral


def _newcomer(plan: DemoPlan, number: int) -> Person:
    """Somebody who came to the district and is registered nowhere in it."""
    phone = f"1540009910{number}"
    new = NewPerson(
        names=(f"演示·来穗人员{'甲乙丙'[number]}",), area_code=plan.places[0].code, source="staff:assistance-adviser", phones=(phone,)
    )
    return register_people([new])[0]


def _taken_on(referral: Referral, organisation: Organisation, adviser: Staff, offer: str) -> Claim:
    """Both sides have accepted."""
    by = Staff.objects.get(username="charity-member")
    made = claim(referral, organisation, offer, by=by)
    move_claim(made, "accept", "上门当面询问，本人同意", by=adviser)
    move_claim(made, "take_on", "yes", by=by)
    return made


def _help(made: Claim, adviser: Staff) -> None:
    by = Staff.objects.get(username="charity-member")
    give(made, Given(GiftKind.GOODS, "轮椅一部", timezone.localdate(), BytesIO(_RECEIPT), "收条.txt"), by=by)
    move_claim(made, "report", "轮椅已送到家，家人会使用", by=by)
    move_claim(made, "confirm", "能推出门晒太阳了，谢谢", by=adviser)
