"""From which rows a person, a household or a matter comes: for ever, also through merges and corrections."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from huajie.accounts.scope import Scope
from huajie.intake.models import ListRow
from huajie.intake.queries import shown_rows
from huajie.intake.services.preparing import channel_of
from huajie.matters.models import Matter, Telling
from huajie.people.models import Household, Person
from huajie.people.models.records import MergeableRecord
from huajie.people.trees import within


@dataclass(frozen=True, slots=True)
class Origin:
    """One row that spoke of the record."""

    row: ListRow
    told_on: date | None
    is_withdrawn: bool  # a corrected row has taken its place
    is_repeat: bool  # it only repeats a row of an earlier file

    @property
    def label(self) -> str:
        """As people name a row: its list and its own number, or the number of the line."""
        kind = channel_of(self.row.sheet.kind).label
        if self.row.ticket and not self.row.ticket.startswith("#"):
            return f"{kind} {self.row.ticket}"
        return _("%(list)s row %(number)s") % {"list": kind, "number": self.row.number}


@dataclass(frozen=True, slots=True)
class Lineage:
    """A record that stands now and every row behind it, in the order in which they were handed in."""

    ref: str
    origins: tuple[Origin, ...]

    @property
    def told(self) -> tuple[Origin, ...]:
        """The rows that count: each telling once."""
        return tuple(origin for origin in self.origins if not origin.is_withdrawn and not origin.is_repeat)

    @property
    def sentence(self) -> str:
        """Told 4 times: Dispute ledger row 12, Hotline HX20210001, …"""
        count = len(self.told)
        heading = ngettext("Told once", "Told %(count)s times", count) % {"count": count}
        return f"{heading}: {', '.join(origin.label for origin in self.told)}" if count else _("No list tells of it")


def lineage_of(record: MergeableRecord, scope: Scope | None = None) -> Lineage:
    """Every row behind a record and behind everything merged into it, without what is withheld from a reader. Two queries."""
    standing = record.standing
    rows = _rows(standing) if scope is None else shown_rows(scope, _rows(standing))
    found = list(rows.select_related("file__delivery__unit", "sheet").defer("content").order_by("pk").distinct())
    told = dict(Telling.objects.filter(source__in=[f"row:{row.pk}" for row in found]).values_list("source", "told_on"))
    return Lineage(
        standing.ref,
        tuple(Origin(row, told.get(f"row:{row.pk}"), row.replaced_by_id is not None, row.same_as_id is not None) for row in found),
    )


def record_of(ref: str) -> MergeableRecord | None:
    """The person, household or matter with a reference."""
    for model in (Person, Household, Matter):
        record = model.objects.select_related("root").filter(ref=ref).first()
        if record:
            return record
    return None


def _rows(standing: MergeableRecord) -> QuerySet[ListRow]:
    keys = [standing.pk]
    if isinstance(standing, Person):
        return ListRow.objects.filter(within("person", keys) | within("people__person", keys))
    return ListRow.objects.filter(within("household" if isinstance(standing, Household) else "matter", keys))
