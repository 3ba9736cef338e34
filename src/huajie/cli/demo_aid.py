"""Aid in the demo: applications at every stage, what was granted and is paid, relief given at once, and who is filed as a relative."""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from huajie.accounts.models import Staff
from huajie.areas.models import Area
from huajie.assistance.models import Application, Decision, EmergencyKind, Given, Grant, Way
from huajie.assistance.programmes import is_monthly
from huajie.assistance.services.applying import Declared, Filled, apply
from huajie.assistance.services.deciding import Verdict, decide, month_after, notify
from huajie.assistance.services.funds import fill_fund, set_limit
from huajie.assistance.services.granting import change, exit_gradually
from huajie.assistance.services.inquiring import Found, ask_check, authorise, enter_check, opine, survey
from huajie.assistance.services.moving import ask_material, move
from huajie.assistance.services.paying import draw_up
from huajie.assistance.services.publishing import publish, record_objection
from huajie.assistance.services.relatives import file_relative
from huajie.assistance.services.relieving import Need, complete, give
from huajie.audit.services import SYSTEM
from huajie.demo.district import DemoPlan
from huajie.people.dossier import household_dossier
from huajie.people.models import Household, Person

YUAN = 100
_LIMIT, _FUND = 2_000 * YUAN, 30_000 * YUAN
_LAW, _ROUTE = "最低生活保障审核确认办法第二十条", "收到告知之日起六十日内可以申请行政复议，或者六个月内提起行政诉讼"
_PUBLIC_AGO = 8
Step = Callable[[Application], object]


def open_demo_aid(plan: DemoPlan) -> None:
    """One application for each stage in the town whose staff signs in, and relief of the last days."""
    with transaction.atomic():
        _Demo(plan).fill()


class _Demo:
    """The staff of the demo, and the households that nobody has applied for yet."""

    def __init__(self, plan: DemoPlan) -> None:
        self.town = Area.objects.get(pk=plan.places[0].code[:9])
        self.village = plan.places[0].code
        names = ("civil-affairs-clerk", "town-coordinator", "civil-affairs-approver", "assistance-adviser")
        self.clerk, self.coordinator, self.approver, self.adviser = (Staff.objects.get(username=name) for name in names)
        self.homes = self._homes()

    def _homes(self) -> Iterator[tuple[Household, tuple[Person, ...]]]:
        """Households of the town with somebody in them, whose people stand in no other; those of the adviser's village first."""
        taken: set[int] = set()
        rows = Household.objects.filter(root=None, area__gte=self.town.code, area__lt=self.town.code + ":").order_by("pk")
        for home in sorted(rows, key=lambda one: not one.area_id.startswith(self.village)):
            people = tuple(member.person for member in household_dossier(home).members)
            if people and not taken & {one.pk for one in people} and all(len(one.memberships.all()) == 1 for one in people):
                taken |= {one.pk for one in people}
                yield home, people

    def fill(self) -> None:
        """Everything, the oldest first."""
        stages: tuple[tuple[tuple[str, ...], tuple[Step, ...]], ...] = (
            (("low_income",), ()),
            (("low_income", "medical_aid"), (self._ask,)),
            (("rigid_expenditure", "education_aid"), (self._accept,)),
            (("low_income",), (self._accept, self._survey)),
            (("low_income",), (self._accept, self._survey, self._publish)),
            (("low_income", "housing_aid"), (self._accept, self._survey, self._publish, self._object)),
            (("low_income",), (self._accept, self._survey, self._publish_before, self._submit)),
            (("low_income",), (self._accept, self._survey, self._publish_before, self._submit, self._file)),
            (("low_income",), (self._accept, self._survey, self._publish_before, self._submit, self._refuse)),
            *[(("low_income",), (self._accept, self._survey, self._publish_before, self._submit, self._grant))] * 3,
        )
        for programmes, steps in stages:
            application = self._apply(programmes, by=self.adviser if not steps else self.clerk)
            for step in steps:
                step(application)
                application.refresh_from_db()
        self._pay()
        self._relieve()

    def _apply(self, programmes: Sequence[str], by: Staff) -> Application:
        home, people = next(one for one in self.homes if by != self.adviser or one[0].area_id.startswith(self.village))
        helped = by == self.adviser
        filled = Filled(
            applicant=people[0],
            members=tuple(Declared(one, income_fen_per_month=(400 + 150 * place) * YUAN) for place, one in enumerate(people)),
            programmes=tuple(programmes),
            received_on=timezone.localdate(),
            way=Way.HELPER if helped else Way.SELF,
            mandate="本人上周委托救助顾问代为提出" if helped else "",
            cause="主要劳动力患病，收入减少",
            housing="自建房两间",
            account=f"62220000{home.pk:08d}",
            account_holder=people[0].name,
            people_of={code: people[:1] for code in programmes if code == "education_aid"},
        )
        return apply(home, filled, by=by)

    def _ask(self, one: Application) -> None:
        ask_material(one, "近六个月银行流水；医院诊断证明", by=self.clerk)

    def _accept(self, one: Application) -> None:
        move(one, "accept", by=self.clerk)

    def _survey(self, one: Application) -> None:
        authorise(one, [member.person for member in one.members.all()], timezone.localdate(), by=self.clerk)
        ask_check(one, by=self.clerk)
        enter_check(one, "名下无车辆；存款合计 3200 元；无其他房产", by=self.clerk)
        found = Found([self.clerk, self.coordinator], timezone.localdate(), "与申报一致，室内陈设简单，主要支出为药费", signed=True)
        survey(one, found, by=self.clerk)

    def _opine(self, one: Application) -> None:
        amounts = {asked.programme: 860 * YUAN if is_monthly(asked.programme) else None for asked in one.asked.all()}
        opine(one, "家庭人均月收入低于标准，财产符合规定，拟予同意", amounts, by=self.clerk)

    def _publish(self, one: Application) -> None:
        self._opine(one)
        publish(one, "村务公开栏", by=self.clerk)

    def _publish_before(self, one: Application) -> None:
        self._opine(one)
        publish(one, "村务公开栏", by=self.clerk, since=timezone.localdate() - timedelta(days=_PUBLIC_AGO))

    def _object(self, one: Application) -> None:
        record_objection(one, "听说他家有一辆货车", by=self.clerk)

    def _submit(self, one: Application) -> None:
        move(one, "submit", by=self.clerk)

    def _file(self, one: Application) -> None:
        file_relative(one.applicant, "堂弟", by=self.clerk, cadre="演示村委会副主任")

    def _refuse(self, one: Application) -> None:
        for asked in one.asked.all():
            decide(asked, Verdict(Decision.REFUSED, "核实后家庭人均月收入高于标准", _LAW, _ROUTE), by=self.approver)

    def _grant(self, one: Application) -> None:
        for asked in one.asked.all():
            decide(asked, Verdict(Decision.GRANTED, "家庭人均月收入低于标准", _LAW, amount_fen=860 * YUAN), by=self.approver)
        notify(one, "当面送达", by=self.clerk)
        one.refresh_from_db()
        move(one, "close", by=self.clerk)

    def _pay(self) -> None:
        """One amount changed, one family leaves gradually, and the next month is drawn up."""
        following = month_after(timezone.localdate())
        first, second, *_others = Grant.objects.order_by("pk")
        change(first, 620 * YUAN, "家庭成员收入增加", by=self.approver)
        exit_gradually(second, month_after(month_after(following)), "长子已就业，进入渐退期", by=self.approver)
        draw_up(self.town, following, by=self.clerk)

    def _relieve(self) -> None:
        district = Area.objects.get(pk=self.town.code[:6])
        set_limit(district, _LIMIT, timezone.localdate() - timedelta(days=90), "演示数据，非实际限额", by=SYSTEM)
        fill_fund(self.town, _FUND, "演示：年初拨付", by=SYSTEM)
        needs = (
            (EmergencyKind.FIRE, "昨夜出租屋失火，衣被全毁", Given.MONEY, 1_500, "", "演示·外来务工老林"),
            (EmergencyKind.ILLNESS, "突发脑出血，无钱垫付押金", Given.MONEY, 2_000, "", "演示·急病阿贵"),
            (EmergencyKind.STRANDED, "被骗滞留车站，无处过夜", Given.GOODS, 260, "棉被、食品和车票", "演示·滞留人员"),
        )
        given = [
            give(
                Need(self.village, kind, words, way, timezone.now() - timedelta(hours=3), name=name, amount_fen=yuan * YUAN, what=what),
                by=self.clerk,
                form_key=UUID(int=number),
            )
            for number, (kind, words, way, yuan, what, name) in enumerate(needs, start=1)
        ]
        complete(given[2], "收条、身份证明", signed=True, by=self.coordinator)
