"""Rows on their way into the register: read back from the database and understood."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from huajie.areas.names import gazetteer
from huajie.intake.content import read_back
from huajie.intake.meaning.mentions import Mention, mentions_of
from huajie.intake.meaning.places import Places, Where
from huajie.intake.meaning.tellings import Told, told_by
from huajie.intake.models import Delivery, FileState, ListRow, ListSheet, Outcome, RowRole
from huajie.intake.reading.kinds import ListKind
from huajie.intake.reading.typed import ReadRow
from huajie.matters.models import Channel

ROWS_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Prepared:
    """One waiting row with what it means."""

    row: ListRow
    read: ReadRow
    where: Where
    mentions: tuple[Mention, ...]
    told: Told

    @property
    def source(self) -> str:
        """How everything that comes from this row names it."""
        return f"row:{self.row.pk}"

    @property
    def subject(self) -> Mention | None:
        """The person whom the row is about."""
        return next((mention for mention in self.mentions if mention.role is RowRole.SUBJECT), None)

    @property
    def home(self) -> tuple[Mention, ...]:
        """The people of the row's household."""
        return tuple(mention for mention in self.mentions if mention.role in {RowRole.SUBJECT, RowRole.MEMBER})

    def key(self, mention: Mention) -> str:
        """The name of a mention in a linkage run."""
        return f"{self.row.pk}.{mention.position}"


class Preparer:
    """Understands rows one after another; it holds the names of the district's areas and the kinds of the sheets."""

    def __init__(self, delivery: Delivery) -> None:
        self._places = Places(gazetteer(delivery.unit.area_id), delivery.unit.area_id)
        self._delivery = delivery
        self._files = delivery.files.in_bulk()
        self._sheets = ListSheet.objects.filter(file__delivery=delivery).defer("columns").in_bulk()

    def waiting(self) -> QuerySet[ListRow]:
        """The rows that are not in the register yet, in the order in which they go there."""
        rows = ListRow.objects.filter(
            file__delivery=self._delivery, file__state=FileState.READ, outcome=Outcome.WAITING, same_as__isnull=True
        )
        return rows.only("file_id", "sheet_id", "number", "content").order_by("pk")

    def prepared(self, rows: Iterable[ListRow]) -> Iterator[Prepared]:
        """Each row with its meaning."""
        for row in rows:
            sheet = self._sheets[row.sheet_id]
            read = read_back(row.content, sheet=sheet.name, number=row.number)
            where = self._places.of_row(read, self._files[row.file_id].name)
            channel = channel_of(sheet.kind)
            mentions = tuple(mentions_of(read, area_code=where.code, source=f"row:{row.pk}", is_visit=channel is Channel.VISIT))
            yield Prepared(row, read, where, mentions, told_by(read, channel))

    def chunks(self, size: int = ROWS_AT_ONCE) -> Iterator[list[Prepared]]:
        """The waiting rows, some at a time, whatever becomes of the ones before: walks along the primary key."""
        last = 0
        while rows := list(self.waiting().filter(pk__gt=last)[:size]):
            last = rows[-1].pk
            yield list(self.prepared(rows))


def prepared_of(rows: Iterable[ListRow]) -> list[Prepared]:
    """Rows of any deliveries with their meaning, in their order."""
    found = sorted(rows, key=lambda row: row.pk)
    deliveries = {row.file.delivery_id: row.file.delivery for row in found}
    preparers = {key: Preparer(delivery) for key, delivery in deliveries.items()}
    return [one for row in found for one in preparers[row.file.delivery_id].prepared([row])]


_CHANNELS = {
    ListKind.DISPUTE.value: Channel.LEDGER,
    ListKind.PETITION.value: Channel.PETITION_LIST,
    ListKind.HARDSHIP.value: Channel.SURVEY,
    ListKind.MIGRANT_HARDSHIP.value: Channel.MIGRANT_SURVEY,
    ListKind.HOTLINE.value: Channel.HOTLINE,
    ListKind.VISIT.value: Channel.VISIT,
}


def channel_of(kind: str) -> Channel:
    """The channel by which a kind of list tells; a kind that nobody knows is another list."""
    return _CHANNELS.get(kind, Channel.OTHER)
