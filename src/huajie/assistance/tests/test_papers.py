"""The papers of aid: each fills from a made-up family, the notice tells nothing but what it may, and who fetches one is recorded."""

import io

import docx
import pytest

from huajie.accounts.roles import Role
from huajie.assistance.models import Application
from huajie.assistance.papers import Offer, papers_of, papers_of_relief
from huajie.assistance.services.deciding import decide
from huajie.assistance.services.moving import move
from huajie.assistance.services.relieving import complete, take_back
from huajie.assistance.states import AppliedState
from huajie.assistance.tests.making import GRANT, REFUSAL, applied, approver, clerk, colleague, family, led_to
from huajie.assistance.tests.test_pages import shown, signed_in
from huajie.assistance.tests.test_relief import given, ready
from huajie.audit.acts import Act
from huajie.audit.models import Entry
from huajie.core.documents import DOCUMENTS, DocumentKind, missing, render
from huajie.core.documents.checking import check_template
from huajie.core.documents.rendering import BLANK
from huajie.core.errors import Refused
from huajie.people.tests.making import OTHER_TOWN, VILLAGE, id_card, make_staff, register

A, K = AppliedState, DocumentKind


def words_of(offer: Offer) -> str:
    """Every text of the paper."""
    file = docx.Document(io.BytesIO(render(offer.kind, offer.make().data, on=offer.on).docx))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in file.paragraphs), *cells])


def offered(application: Application, *, sees: bool = True) -> dict[DocumentKind, Offer]:
    return {offer.kind: offer for offer in papers_of(application, sees=sees)}


def blanks(offer: Offer) -> set[str]:
    return {field.name for field in missing(offer.kind, offer.make().data)}


def test_the_application_carries_what_was_stated_and_no_identity_number() -> None:
    wei = register("陈伟", identifiers=(id_card(),))
    told = {"cause": "因病", "housing": "租住单间", "account": "6228480402564890018", "account_holder": "陈伟"}
    application = applied("low_income", "medical_aid", household=family(wei, register("陈小明")), people_of={"medical_aid": (wei,)}, **told)
    words = words_of(offered(application)[K.AID_APPLICATION])
    for part in (application.ref, "陈小明", "400 元", "因病", "租住单间", "承诺书", "授权书", "不再享受救助", "东湖村1号"):
        assert part in words
    assert "44019019911209800X" not in words
    assert "6228480402564890018" not in words
    assert "0018" in words


def test_the_survey_is_taken_along_blank_and_printed_filled() -> None:
    assert {"findings", "surveyors", "surveyed_on"} <= blanks(offered(applied())[K.AID_SURVEY])
    Application.objects.update(state=A.WITHDRAWN)
    survey = offered(led_to(A.SURVEYED))[K.AID_SURVEY]
    assert blanks(survey) == {"cause", "housing"}
    assert "两人户，租住单间" in words_of(survey)


def test_the_approval_form_follows_the_application_to_its_decision() -> None:
    application = led_to(A.SUBMITTED)
    words = words_of(offered(application)[K.AID_APPROVAL])
    for part in ("存款 2100 元", "符合条件", "两人户，租住单间", "每月 800 元"):
        assert part in words
    assert "准予" not in words
    decide(application.asked.get(), GRANT, by=approver())
    assert blanks(offered(application)[K.AID_APPROVAL]) == {"cause"}


def test_a_decision_tells_amount_month_and_law_and_a_refusal_the_route() -> None:
    application = led_to(A.SUBMITTED, "low_income", "low_income_margin")
    low_income, margin = application.asked.order_by("pk")
    decide(low_income, GRANT, by=approver())
    decide(margin, REFUSAL, by=approver())
    papers = offered(application)
    granted, refused = words_of(papers[K.AID_GRANTED]), words_of(papers[K.AID_REFUSED])
    assert f"每月 800 元，自{low_income.from_month:%Y}年" in granted
    for part in (REFUSAL.reasons, REFUSAL.law, REFUSAL.next_route):
        assert part in refused
    assert blanks(papers[K.AID_REFUSED]) == {"phone"}


def test_who_is_turned_away_is_told_in_writing_why_and_where_to_go() -> None:
    application = applied()
    said = {"because": "已在享受同一项目", "law": "第十条", "next_route": "可以申请行政复议"}
    move(application, "not_accept", by=clerk(), facts=said)
    paper = offered(application)[K.AID_REFUSED]
    assert blanks(paper) == {"phone"}
    assert all(words in words_of(paper) for words in said.values())


def test_the_notice_shows_name_number_amount_days_and_where_to_object_and_nothing_else() -> None:
    application = led_to(A.PUBLIC)
    notice = offered(application, sees=False)[K.AID_NOTICE]
    names = {field.name for field in DOCUMENTS[K.AID_NOTICE].fields}
    assert names == {"published", "public_since", "public_until", "objections_to", "phone", "office"}
    data = notice.make().data
    assert data["published"] == [{"applicant": "陈伟", "members": 2, "amount": "每月 800 元"}]
    assert data["office"] == data["objections_to"] == "东镇综治中心"
    words = words_of(notice)
    for part in (application.ref, "陈小明", "东湖村", "租住", "存款", "400", "低保"):
        assert part not in words


@pytest.mark.parametrize("kind", [kind for kind in K if kind.startswith(("aid_", "relief"))])
def test_a_template_without_what_the_law_demands_is_refused(kind: DocumentKind) -> None:
    by_law = sorted(DOCUMENTS[kind].by_law)
    file = docx.Document()
    for name in by_law[1:]:
        file.add_paragraph(f"{{{{ {name} }}}}")
    sink = io.BytesIO()
    file.save(sink)
    with pytest.raises(Refused, match=by_law[0]):
        check_template(sink.getvalue(), kind)


def test_relief_is_signed_at_once_and_its_papers_are_completed_afterwards() -> None:
    ready()
    relief = given()
    first, after = papers_of_relief(relief)
    words = words_of(first)
    for part in ("外地来的老林", "1,500 元", "昨夜失火", "梁协调"):
        assert part in words
    assert BLANK not in words
    assert blanks(after) == {"papers", "completed_on", "approved_by"}
    complete(relief, "收条、身份证复印件", signed=True, by=colleague())
    relief.refresh_from_db()
    assert "收条、身份证复印件" in words_of(papers_of_relief(relief)[1])
    assert words_of(papers_of_relief(given(person=relief.person))[0]).count("1,500 元") == 2
    back = take_back(given(), "没有找到人", by=clerk())
    back.refresh_from_db()
    assert papers_of_relief(back) == []


def test_papers_are_fetched_by_those_who_may_see_what_is_in_them_and_recorded() -> None:
    application = led_to(A.PUBLIC)
    page = f"/aid/applications/{application.ref}/"
    town, adviser = signed_in(clerk()), signed_in(make_staff(Role.ASSISTANCE_ADVISER, VILLAGE))
    assert f"{page}papers/survey/pdf/" in shown(town, page)
    assert f"{page}papers/notice/docx/" in shown(adviser, page)
    assert f"{page}papers/survey/" not in shown(adviser, page)
    assert town.post(f"{page}papers/survey/pdf/").content.startswith(b"%PDF-")
    assert town.post(f"{page}papers/survey/docx/").content.startswith(b"PK")
    assert adviser.post(f"{page}papers/notice/docx/").status_code == 200
    for client, name in (
        (adviser, "survey/pdf"),
        (town, "decision-1/pdf"),
        (town, "survey/odt"),
        (signed_in(clerk(OTHER_TOWN)), "notice/pdf"),
    ):
        assert client.post(f"{page}papers/{name}/").status_code == 404
    assert town.get(f"{page}papers/survey/pdf/").status_code == 405
    entries = Entry.objects.filter(act=Act.AID_PAPER_FETCHED.value, subject=application.ref).order_by("pk")
    assert [(entry.detail["paper"], entry.detail["as"]) for entry in entries] == [("survey", "pdf"), ("survey", "docx"), ("notice", "docx")]


def test_the_papers_of_relief_are_fetched_where_it_is_given() -> None:
    ready()
    relief = given()
    page = f"/aid/relief/{relief.ref}/"
    town = signed_in(clerk())
    assert f"{page}papers/afterwards/docx/" in shown(town, page)
    assert town.post(f"{page}papers/given/pdf/").content.startswith(b"%PDF-")
    assert signed_in(clerk(OTHER_TOWN)).post(f"{page}papers/given/pdf/").status_code == 404
