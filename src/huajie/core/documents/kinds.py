"""The kinds of document, with the article that each rests on and the fields that it declares."""

from dataclasses import dataclass, replace
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from huajie.core.documents.fields import FIELDS, Field


class DocumentKind(StrEnum):
    """A kind of document."""

    RECEIPT = "receipt"
    ACCEPTANCE = "acceptance"
    NOT_ACCEPTED = "not_accepted"
    TRANSFER = "transfer"
    EXTENSION = "extension"
    SUSPENSION = "suspension"
    OUTCOME = "outcome"
    REOPENING = "reopening"
    WITHDRAWAL = "withdrawal"
    REVIEW = "review"
    REREVIEW = "rereview"
    JOINT = "joint"
    DELIVERY = "delivery"
    LEGAL_AID = "legal_aid"
    CLOSING = "closing"
    AID_APPLICATION = "aid_application"
    AID_SURVEY = "aid_survey"
    AID_NOTICE = "aid_notice"
    AID_APPROVAL = "aid_approval"
    AID_GRANTED = "aid_granted"
    AID_REFUSED = "aid_refused"
    RELIEF = "relief"
    RELIEF_AFTER = "relief_after"


@dataclass(frozen=True, slots=True)
class Document:
    """What a kind of document is called, rests on and can be filled with. What stands in it by law no template may leave out."""

    kind: DocumentKind
    label: str | Promise
    article: str
    fields: tuple[Field, ...]
    by_law: frozenset[str]

    def field(self, name: str) -> Field | None:
        """The declared field of that name."""
        return next((field for field in self.fields if field.name == name), None)


def _document(kind: DocumentKind, label: str | Promise, article: str, names: str, *, may_lack: str = "", by_law: str = "") -> Document:
    needed = tuple(FIELDS[name] for name in names.split())
    others = tuple(replace(FIELDS[name], needed=False) for name in may_lack.split())
    return Document(kind, label, article, needed + others, frozenset(by_law.split()))


_MATTER = "reference title resident office issued_on phone"
_OPINION = "number claims facts opinion law next_route"
_FAMILY = "reference applicant members_count members address cause"
_RELIEF = "reference applicant address emergency need given given_on given_by earlier office"
_BY_LAW = "claims facts opinion law next_route"  # the four elements of 信访工作条例 §32, and what stays open to the resident

DOCUMENTS = {
    document.kind: document
    for document in (
        _document(
            DocumentKind.RECEIPT,
            _("Receipt"),
            "信访工作条例第二十一条、第二十二条",
            f"{_MATTER} received_on channel code answer_by",
            may_lack="clerk link",
            by_law="reference",
        ),
        _document(
            DocumentKind.ACCEPTANCE,
            _("Notice of acceptance"),
            "信访工作条例第二十三条",
            f"{_MATTER} number received_on unit procedure due_on",
            may_lack="clerk",
        ),
        _document(
            DocumentKind.NOT_ACCEPTED,
            _("Notice of non-acceptance"),
            "信访工作条例第二十三条",
            f"{_MATTER} number received_on reason law next_route",
            by_law="reason next_route",
        ),
        _document(
            DocumentKind.TRANSFER,
            _("Notice of transfer"),
            "信访工作条例第二十二条、第二十三条",
            f"{_MATTER} number received_on transferred_on unit reason answer_by",
        ),
        _document(
            DocumentKind.EXTENSION,
            _("Notice of extension"),
            "信访工作条例第三十四条",
            f"{_MATTER} number accepted_on due_on new_due_on reason approved_by",
            by_law="new_due_on reason",
        ),
        _document(
            DocumentKind.SUSPENSION,
            _("Notice of suspension"),
            "信访工作条例第二十三条",
            f"{_MATTER} number received_on reason until",
            by_law="reason",
        ),
        _document(
            DocumentKind.REOPENING,
            _("Notice of reopening"),
            "信访工作条例第二十三条",
            f"{_MATTER} number received_on reason unit due_on",
        ),
        _document(
            DocumentKind.WITHDRAWAL,
            _("Confirmation of withdrawal"),
            "人民调解法第十七条、第二十三条",
            f"{_MATTER} number received_on words",
        ),
        _document(
            DocumentKind.OUTCOME, _("Opinion on handling"), "信访工作条例第三十二条", f"{_MATTER} {_OPINION} received_on", by_law=_BY_LAW
        ),
        _document(
            DocumentKind.REVIEW,
            _("Opinion on review"),
            "信访工作条例第三十五条",
            f"{_MATTER} {_OPINION} received_on earlier_unit earlier_on",
            by_law=_BY_LAW,
        ),
        _document(
            DocumentKind.REREVIEW,
            _("Opinion on re-review"),
            "信访工作条例第三十六条",
            f"{_MATTER} {_OPINION} received_on earlier_unit earlier_on",
            by_law=_BY_LAW,
        ),
        _document(
            DocumentKind.JOINT,
            _("Letter of joint handling"),
            "信访工作条例第二十二条",
            "reference title office issued_on phone number unit part requirements due_on",
            may_lack="units",
        ),
        _document(
            DocumentKind.DELIVERY,
            _("Proof of delivery"),
            "信访工作条例第二十三条、第三十二条",
            "reference resident office served_document way place served_on clerk",
            may_lack="number received_by remark",
        ),
        _document(
            DocumentKind.LEGAL_AID,
            _("Decision on legal aid"),
            "法律援助法第四十三条、第四十九条",
            "number resident title office issued_on phone received_on decision reason law next_route",
            may_lack="unit",
            by_law="decision reason next_route",
        ),
        _document(
            DocumentKind.CLOSING,
            _("Closing report"),
            "信访工作条例第三十四条",
            "reference title parties office clerk channel received_on closed_on facts opinion confirmation issued_on",
            may_lack="follow_up remark",
        ),
        _document(
            DocumentKind.AID_APPLICATION,
            _("Application for aid, with commitment and authorisation"),
            "最低生活保障审核确认办法第九条",
            f"{_FAMILY} programmes housing account brought_by commitment authorisation received_on",
            may_lack="mandate",
            by_law="applicant members programmes commitment authorisation",
        ),
        _document(
            DocumentKind.AID_SURVEY,
            _("Sheet of the survey at home"),
            "最低生活保障审核确认办法第十五条、第十六条",
            f"{_FAMILY} housing surveyed_on surveyors findings",
            by_law="surveyed_on surveyors findings",
        ),
        _document(
            DocumentKind.AID_NOTICE,
            _("Notice of aid, made public"),
            "最低生活保障审核确认办法第十九条、第二十四条",
            "published public_since public_until objections_to phone office",
            by_law="published public_since public_until objections_to",
        ),
        _document(
            DocumentKind.AID_APPROVAL,
            _("Approval form for aid"),
            "最低生活保障审核确认办法第十九条、第二十条",
            f"{_FAMILY} programmes received_on checked surveyed_on surveyors findings opinion public_since public_until decided",
            may_lack="objections",
            by_law="surveyors opinion decided",
        ),
        _document(
            DocumentKind.AID_GRANTED,
            _("Decision to grant aid"),
            "最低生活保障审核确认办法第二十条、第二十一条",
            "number resident reference received_on decision reason law approved_by office issued_on phone",
            by_law="decision reason law",
        ),
        _document(
            DocumentKind.AID_REFUSED,
            _("Notice of refusal of aid"),
            "最低生活保障审核确认办法第二十一条；社会救助暂行办法第六十五条",
            "number resident reference received_on decision reason law next_route approved_by office issued_on phone",
            by_law="decision reason law next_route",
        ),
        _document(
            DocumentKind.RELIEF,
            _("Urgent relief, given at once"),
            "社会救助暂行办法第四十八条",
            f"{_RELIEF} papers_by",
            by_law="applicant need given given_on given_by papers_by",
        ),
        _document(
            DocumentKind.RELIEF_AFTER,
            _("Urgent relief, papers completed afterwards"),
            "社会救助暂行办法第四十八条",
            f"{_RELIEF} papers completed_on approved_by",
            by_law="applicant need given given_on given_by papers completed_on approved_by",
        ),
    )
}
