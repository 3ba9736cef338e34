"""Making a paper of aid. Who fetched which stands in the record."""

from django.db import transaction

from huajie.accounts.models import Staff
from huajie.assistance.papers import Offer
from huajie.audit.acts import Act
from huajie.audit.services import record
from huajie.core.documents import pdf, render


@transaction.atomic
def printed(offer: Offer, reference: str, *, as_pdf: bool, by: Staff) -> bytes:
    """The paper as PDF or .docx, by the template of its day."""
    data = offer.make().data
    made = pdf(offer.kind, data, on=offer.on) if as_pdf else render(offer.kind, data, on=offer.on).docx
    record(Act.AID_PAPER_FETCHED, by=by, subject=reference, detail={"paper": offer.name, "as": "pdf" if as_pdf else "docx"})
    return made
