"""Opening a matter: the one form for every request, filled in by a machine."""

import uuid
from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpResponse
from ninja import Header, Schema
from ninja.errors import ValidationError
from pydantic import ConfigDict, Field

from huajie.accounts.roles import Permission
from huajie.api.caller import ApiRequest
from huajie.api.operations import matters
from huajie.api.operations.permitted import needs
from huajie.api.schemas import NO_CONTROLS, TEXT, AreaCode, Key, MatterRef, PersonRef, written
from huajie.api.services.repeating import once
from huajie.matters.models import Channel, Kind
from huajie.reception.alike import certain_person
from huajie.reception.forms import RequestForm
from huajie.reception.services.recording import record_request

router = matters.router  # one address, two methods
Line = Annotated[str, Field(max_length=80, pattern=NO_CONTROLS)]
Place = Annotated[str, Field(max_length=200, pattern=NO_CONTROLS)]
Text = Annotated[str, Field(min_length=1, max_length=5000, pattern=TEXT)]


class RequestSent(Schema):
    """What somebody asks for, in their own words; who they are, as far as they say. Numbers stand here, never in an address."""

    model_config = ConfigDict(extra="forbid")

    kind: Kind
    text: Text
    channel: Channel
    told_on: date
    petition_class: Literal["", "claim", "suggestion", "misconduct"] = Field(
        "", description="For a petition alone, and there it must be said"
    )
    area: AreaCode | None = Field(None, description="Town, village or grid; may be left out by whoever is posted for one area")
    place: Place = ""
    name: Line = ""
    id_number: Annotated[str, Field(max_length=40, pattern=NO_CONTROLS)] = ""
    phone: Annotated[str, Field(max_length=60, pattern=NO_CONTROLS)] = ""
    birth_date: date | None = None
    address: Place = ""
    is_for_household: bool = False
    is_oral: bool = False
    other_name: Line = ""
    other_phone: Annotated[str, Field(max_length=60, pattern=NO_CONTROLS)] = ""
    amount: Annotated[str, Field(max_length=40, pattern=NO_CONTROLS)] = Field("", description="In yuan: 1120, 1.2万")
    people_came: Annotated[int, Field(ge=1, le=9999)] | None = None
    person: PersonRef | None = Field(None, description="Who asks, if it is known")
    known: MatterRef | None = Field(None, description="The matter that is told again, if it is known")


class RequestTaken(Schema):
    """The receipt."""

    matter: str
    number: int
    code: str = Field(description="With it the resident follows the matter")
    told_again: bool


@router.post("/matters", response={201: RequestTaken}, summary="Open a matter, or tell a known one again")
@needs(Permission.OPEN_MATTERS)
def open_matter(request: ApiRequest, sent: RequestSent, key: Annotated[Key, Header(alias="Idempotency-Key")]) -> HttpResponse:
    """The form of the window, with its rules. Somebody whom the register knows for certain is recorded as the same person."""
    caller = request.auth
    form = RequestForm(caller.scope, _as_typed(sent, uuid.uuid5(uuid.NAMESPACE_OID, f"{caller.token.pk}:{key}")))
    if not form.is_valid():
        raise ValidationError([_fault(name, str(error)) for name, errors in form.errors.items() for error in errors])
    asked = form.asked()
    person = form.found_person or certain_person(caller.scope, asked.teller, asked.area_code)

    def record() -> HttpResponse:
        taken = record_request(asked, by=caller.staff, form_key=form.cleaned_data["form_key"], person=person, known=form.found_matter)
        receipt = RequestTaken(matter=taken.matter.ref, number=taken.number, code=taken.code, told_again=taken.told_again)
        return written(receipt, Location=f"/api/matters/{taken.matter.ref}")

    return once(caller.token, key, request, record)


def _as_typed(sent: RequestSent, form_key: uuid.UUID) -> dict[str, Any]:
    """As a browser would send the form: what was not said is not there."""
    said = sent.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    return {name: "on" if value is True else value for name, value in said.items()} | {"form_key": str(form_key)}


def _fault(name: str, told: str) -> dict[str, Any]:
    return {"loc": ("body", name), "type": "form", "msg": told}
