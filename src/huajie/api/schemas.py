"""What goes over the line, word for word: docs/api/openapi.json is drawn from here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Generic, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpResponse
from ninja import Schema
from pydantic import BaseModel, ConfigDict, Field

from huajie.accounts.models import Unit, UnitKind
from huajie.api.refusals import CursorDamaged, NumberInAddress
from huajie.areas.models import Area, Level
from huajie.core import paging
from huajie.people.queries import is_number

TEXT = r"^[^\x00]*$"  # with lines of its own
NO_CONTROLS = r"^[^\x00-\x1f\x7f]*$"  # a text that every database takes
MatterRef = Annotated[str, Field(pattern=r"^[A-Z]{1,8}-\d{4}-\d{1,12}$", description="HD-2021-004217")]
PersonRef = Annotated[str, Field(pattern=r"^R\d{1,12}$", description="R00001234")]
AreaCode = Annotated[str, Field(pattern=r"^\d{2,15}$", description="National code without trailing zeros; a grid has 15 digits.")]
UnitCode = Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]{1,40}$")]
Words = Annotated[str, Field(max_length=100, pattern=NO_CONTROLS)]
KEY_PATTERN = r"^[\x21-\x7e]{1,100}$"
Key = Annotated[str, Field(pattern=KEY_PATTERN, description="Chosen anew for every act, the same when it is asked for again")]
M = TypeVar("M", bound=Model)
Item = TypeVar("Item")


class Paging(Schema):
    """Which page of a list."""

    cursor: Annotated[str, Field(max_length=400, pattern=r"^[-A-Za-z0-9_]*$", description="`next` of the page before")] = ""
    size: Annotated[int, Field(ge=1, le=200)] = 50

    def of(self, rows: QuerySet[M], *, by: str) -> "Listed[M]":
        """That page of the rows. A cursor that no page gave is refused: a machine must not begin anew without knowing it."""
        if self.cursor and not paging.reads(self.cursor, rows, by=by):
            raise CursorDamaged
        found = paging.page(rows, by=by, cursor=self.cursor, size=self.size)
        return Listed(found.rows, found.next_cursor)


class Shown(BaseModel):
    """What we write ourselves, field by field. Ninja's Schema would look at each value as if it were one of Django's."""

    model_config = ConfigDict(from_attributes=True)


@dataclass(frozen=True)
class Listed(Generic[Item]):
    """What a page of a list is written from."""

    items: Sequence[Item]
    next: str


class PageOf(Shown, Generic[Item]):
    """Some of a list. `next` is empty on the last page."""

    items: list[Item]
    next: str


def written(said: Schema, **headers: str) -> HttpResponse:
    """The answer to an act, as it is sent and kept."""
    return HttpResponse(said.model_dump_json(), status=201, content_type="application/json; charset=utf-8", headers=headers)


class AreaShown(Schema):
    """A division or grid."""

    code: str
    name: str
    short_name: str
    level: Level
    active: bool


class AreaNamed(Shown):
    """Where something lies."""

    code: str
    name: str

    @classmethod
    def of(cls, area: Area) -> "AreaNamed":
        """By the name that people use."""
        return cls(code=area.code, name=area.short_name)


class UnitShown(Schema):
    """A body that answers for work."""

    code: str
    name: str
    kind: UnitKind
    area: AreaNamed
    active: bool

    @staticmethod
    def resolve_area(unit: Unit) -> AreaNamed:
        """Loaded beside the unit."""
        return AreaNamed.of(unit.area)


class Me(Schema):
    """The token of this call and what it may do now."""

    name: str
    bearer: str
    permissions: dict[str, list[str]]
    expires_on: date


class Problem(Schema):
    """A refusal (RFC 9457)."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    errors: list[dict[str, Any]] = []
    needs: list[str] = Field([], description="Facts that a refused move lacks")


def demand_words(words: str | None) -> None:
    """Refuse a number that identifies somebody: addresses stand in logs."""
    if words and is_number(words):
        raise NumberInAddress
