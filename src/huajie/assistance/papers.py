"""What stands in the papers of aid that people print and sign. What nobody knows stays blank, for a pen.

Identity numbers are never filled in, and accounts are masked. Papers are in Chinese, whatever language the reader works in.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import override

from huajie.accounts.models import Staff
from huajie.accounts.scope import postings_on
from huajie.assistance.known import stated
from huajie.assistance.models import Application, ApplicationStep, Asked, Decision, Given, Publicity, UrgentRelief
from huajie.assistance.programmes import called, is_monthly
from huajie.assistance.publicity import notice_of
from huajie.assistance.relief_queries import earlier
from huajie.assistance.relief_states import ReliefState
from huajie.core.documents import DOCUMENTS, DocumentKind
from huajie.core.documents.rendering import BLANK
from huajie.matters.papers import Paper
from huajie.ui.templatetags.huajie import day, money

K = DocumentKind
COMMITMENT = """我们承诺：
一、所填写和提交的家庭人口、收入、财产、支出等情况真实、完整，没有隐瞒和伪造；
二、配合信息核对、入户调查和复核；
三、家庭人口、收入、财产发生变化的，及时告诉镇人民政府（街道办事处）；
四、知道以虚报、隐瞒、伪造等手段骗取社会救助的，要退回所得的款物，并承担法律责任。"""
AUTHORISATION = """我们授权民政部门和镇人民政府（街道办事处）为办理本次申请和以后的复核，向有关部门和金融机构核对家庭成员的信息。
核对的内容限于共同生活的家庭成员的户籍、婚姻、就业、收入、财产、社会保险等与社会救助有关的信息。
核对所得的信息只用于社会救助，并予保密。授权自签名之日起有效，到不再享受救助时为止；本次申请未获准的，到告知之日为止。"""
_NO_AMOUNT = "—"


@dataclass(frozen=True, slots=True)
class Offer:
    """A paper that can be printed now: its name in addresses, and the day whose template it is made by."""

    name: str
    kind: DocumentKind
    on: date
    make: Callable[[], Paper]
    of: str = ""  # the programme, where there is one paper for each

    @property
    def label(self) -> str | Promise:
        """What it is called, in the reader's language."""
        return DOCUMENTS[self.kind].label


def papers_of(application: Application, *, sees: bool) -> list[Offer]:
    """The papers of an application; all but the notice tell what was stated and found, and need `sees`. Three queries."""
    today = timezone.localdate()
    notice = application.notices.order_by("pk").last()
    offers = [Offer("notice", K.AID_NOTICE, notice.since, partial(notice_paper, notice))] if notice else []
    if not sees:
        return offers
    made = (("application", K.AID_APPLICATION), ("survey", K.AID_SURVEY), ("approval", K.AID_APPROVAL))
    whole = [Offer(name, kind, today, partial(_FILLED[kind], application)) for name, kind in made]
    turned_away = [_turned_away(step) for step in application.steps.filter(move="not_accept")]
    return whole + offers + turned_away + [_decided(asked) for asked in application.asked.exclude(decision=Decision.NONE)]


def papers_of_relief(relief: UrgentRelief) -> list[Offer]:
    """The form that is signed when relief is given, and the one with which its papers are completed. What was taken back has none."""
    if relief.state == ReliefState.TAKEN_BACK:
        return []
    given_on, today = timezone.localdate(relief.given_at), timezone.localdate()
    return [
        Offer("given", K.RELIEF, given_on, partial(relief_paper, relief)),
        Offer("afterwards", K.RELIEF_AFTER, relief.completed_on or today, partial(afterwards_paper, relief)),
    ]


def _decided(asked: Asked) -> Offer:
    kind = K.AID_GRANTED if asked.decision == Decision.GRANTED else K.AID_REFUSED
    return Offer(f"decision-{asked.pk}", kind, asked.decided_on or timezone.localdate(), partial(decision_paper, asked), asked.called)


def _turned_away(step: ApplicationStep) -> Offer:
    return Offer("not-accepted", K.AID_REFUSED, timezone.localdate(step.at), partial(not_accepted_paper, step))


@override("zh-hans")
def application_paper(application: Application) -> Paper:
    """The application as it was stated, with commitment and authorisation, to be signed by every adult."""
    statement = application.statement
    account = " ".join(part for part in (statement.account_holder, statement.masked) if part)
    known = {
        "programmes": _programmes(application),
        "housing": statement.declared.get("housing", ""),
        "account": account,
        "brought_by": " ".join(str(part) for part in (application.get_way_display(), application.helper or "") if part),
        "mandate": application.mandate,
        "commitment": COMMITMENT,
        "authorisation": AUTHORISATION,
        "received_on": application.received_on,
    }
    return _paper(K.AID_APPLICATION, _family(application) | known)


@override("zh-hans")
def survey_paper(application: Application) -> Paper:
    """The sheet of the last survey; before the first one it is taken along."""
    known = {"housing": application.statement.declared.get("housing", "")}
    return _paper(K.AID_SURVEY, _family(application) | known | _survey(application))


@override("zh-hans")
def notice_paper(notice: Publicity) -> Paper:
    """What hangs in the village: names, numbers, amounts, until when, and where to object. Nothing else may stand there (§24)."""
    town = _office(notice.by, notice.since)
    shown = notice_of(notice)
    rows = [
        {"applicant": line.name, "members": line.members, "amount": _amount(line.amount_fen, monthly=line.monthly) or _NO_AMOUNT}
        for line in shown.lines
    ]
    known = {"published": rows, "public_since": shown.since, "public_until": shown.until, "objections_to": town, "office": town}
    return _paper(K.AID_NOTICE, known)


@override("zh-hans")
def approval_paper(application: Application) -> Paper:
    """The form on which survey, opinion, publicity and decision stand together, for the signatures of those who answer for them."""
    check = application.checks.filter(received_on__isnull=False).last()
    opinion = application.steps.filter(move="opine").last()
    notice = application.notices.order_by("pk").last()
    known: dict[str, object] = {
        "programmes": _programmes(application),
        "received_on": application.received_on,
        "checked": f"{day(check.received_on)}：{check.result}" if check else "",
        "opinion": opinion.facts.get("opinion", "") if opinion else "",
        "decided": [_row(asked) for asked in application.asked.select_related("decided_by")],
    }
    if notice:
        objections = [f"{day(one.received_on)}：{one.words}{'→' if one.handled else ''}{one.handled}" for one in notice.objections.all()]
        known |= {"public_since": notice.since, "public_until": notice.until, "objections": "\n".join(objections)}
    return _paper(K.AID_APPROVAL, _family(application) | _survey(application) | known)


@override("zh-hans")
def decision_paper(asked: Asked) -> Paper:
    """What was decided on one programme, with reasons and law; a refusal with the route that is open."""
    application, granted = asked.application, asked.decision == Decision.GRANTED
    names = "、".join(person.standing.shown_name for person in asked.people.select_related("root"))
    programme = f"{called(asked.programme)}（{names}）" if names else called(asked.programme)
    known = {
        "number": f"〔{asked.decided_on.year}〕{asked.pk}号" if asked.decided_on else "",
        "resident": application.applicant.standing.shown_name,
        "reference": application.ref,
        "received_on": application.received_on,
        "decision": _granted(asked, programme) if granted else f"不予{programme}。",
        "reason": asked.reasons,
        "law": asked.law,
        "next_route": asked.next_route,
        "approved_by": str(asked.decided_by or ""),
        "office": _office(asked.decided_by, asked.decided_on),
        "issued_on": asked.decided_on,
    }
    return _paper(K.AID_GRANTED if granted else K.AID_REFUSED, known)


@override("zh-hans")
def not_accepted_paper(step: ApplicationStep) -> Paper:
    """The same for an application that was not accepted at all."""
    application, day_of_it = step.application, timezone.localdate(step.at)
    known = {
        "number": f"〔{day_of_it.year}〕不受{application.pk}号",
        "resident": application.applicant.standing.shown_name,
        "reference": application.ref,
        "received_on": application.received_on,
        "decision": f"不予受理：{_programmes(application)}。",
        "reason": step.facts["because"],
        "law": step.facts["law"],
        "next_route": step.facts["next_route"],
        "approved_by": str(step.by),
        "office": _office(step.by, day_of_it),
        "issued_on": day_of_it,
    }
    return _paper(K.AID_REFUSED, known)


@override("zh-hans")
def relief_paper(relief: UrgentRelief) -> Paper:
    """The form that whoever receives it signs on the spot."""
    return _paper(K.RELIEF, _relief(relief) | {"papers_by": relief.deadline})


@override("zh-hans")
def afterwards_paper(relief: UrgentRelief) -> Paper:
    """The form with which somebody else than who gave it completes the papers."""
    known = {"papers": relief.papers, "completed_on": relief.completed_on, "approved_by": str(relief.approved_by or "")}
    return _paper(K.RELIEF_AFTER, _relief(relief) | known)


_FILLED = {K.AID_APPLICATION: application_paper, K.AID_SURVEY: survey_paper, K.AID_APPROVAL: approval_paper}


def _paper(kind: DocumentKind, known: Mapping[str, object]) -> Paper:
    return Paper(kind, {field.name: known.get(field.name) for field in DOCUMENTS[kind].fields})


def _family(application: Application) -> dict[str, object]:
    """Who asks, who counts in the household, and where they live."""
    home = application.household.standing
    rows = stated(application)
    return {
        "reference": application.ref,
        "applicant": application.applicant.standing.shown_name,
        "members_count": len(rows),
        "members": [dict(zip(("name", "relation", "income", "work", "health"), row, strict=True)) for row in rows],
        "address": f"{home.area.name}{home.address or BLANK}",
        "cause": application.statement.declared.get("cause", ""),
    }


def _survey(application: Application) -> dict[str, object]:
    """The last survey."""
    last = application.surveys.last()
    if last is None:
        return {}
    return {"surveyed_on": last.on, "surveyors": "、".join(map(str, last.staff.all())), "findings": last.findings}


def _relief(relief: UrgentRelief) -> dict[str, object]:
    """What happened to whom, and what was given."""
    home = relief.household.standing if relief.household else None
    given_on = timezone.localdate(relief.given_at)
    parts = [relief.get_given_display(), money(relief.amount_fen) if relief.given != Given.REFERRAL else "", relief.what]
    return {
        "reference": relief.ref,
        "applicant": relief.person.standing.shown_name,
        "address": f"{home.area.name}{home.address}" if home else relief.area.name,
        "emergency": relief.get_kind_display(),
        "need": relief.need,
        "given": "，".join(part for part in parts if part),
        "earlier": "\n".join(_given_before(relief, given_on)) or "没有记录",
        "given_on": given_on,
        "given_by": str(relief.given_by),
        "office": _office(relief.given_by, given_on),
    }


def _given_before(relief: UrgentRelief, on: date) -> list[str]:
    """What the person was given within the year before."""
    rows = [row for row in earlier(relief.person, on) if row.pk < relief.pk]
    return [f"{day(row.given_at)} {row.get_given_display()} {money(row.amount_fen) if row.amount_fen else row.what}" for row in rows]


def _programmes(application: Application) -> str:
    return "、".join(asked.called for asked in application.asked.all())


def _row(asked: Asked) -> dict[str, object]:
    """One programme in the approval form; before it is decided the last two places wait for a pen."""
    amount = _amount(asked.amount_fen, monthly=is_monthly(asked.programme))
    done = asked.decision != Decision.NONE
    return {
        "programme": asked.called,
        "proposed": _amount(asked.proposed_fen, monthly=is_monthly(asked.programme)),
        "decision": "，".join(part for part in (asked.get_decision_display(), amount) if part) if done else "",
        "by": f"{asked.decided_by} {day(asked.decided_on)}" if done else "",
    }


def _granted(asked: Asked, programme: str) -> str:
    amount = _amount(asked.amount_fen, monthly=is_monthly(asked.programme))
    begins = f"自{asked.from_month.year}年{asked.from_month.month}月起" if asked.from_month else ""
    paid = f"，{amount}，{begins}发放" if amount else f"，{begins}生效" if begins else ""
    return f"准予{programme}{paid}。"


def _amount(fen: int | None, *, monthly: bool) -> str:
    """每月 800 元, or 800 元 where it is given once; empty: no amount."""
    return f"{'每月 ' if monthly else ''}{money(fen)}" if fen else ""


def _office(staff: Staff | None, on: date | None) -> str:
    """The unit for which somebody acted on a day; empty where they had several or none, for a pen."""
    units = {posting.unit.name for posting in postings_on(staff, on)} if staff and on else set()
    return units.pop() if len(units) == 1 else ""
