"""What the pages of deliveries show, worked out beforehand so that the templates only show it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from math import ceil

from django.db.models import Count
from django.utils.translation import gettext as _

from huajie.accounts.roles import Permission
from huajie.accounts.scope import Scope
from huajie.intake.meaning.notes import sentence
from huajie.intake.models import Delivery, DeliveryState, FileState, ListFile, ListRow, Outcome
from huajie.intake.queries import Progress, is_whole
from huajie.intake.reading.columns import Certainty
from huajie.intake.reading.kinds import ListKind
from huajie.intake.services.holding import GIVEN_UP_AFTER_DEATHS

_SECONDS_A_QUESTION = 12
_TONES = {
    DeliveryState.READING: "azure",
    DeliveryState.MAPPING: "yellow",
    DeliveryState.REGISTERING: "azure",
    DeliveryState.DONE: "teal",
    DeliveryState.FAILED: "orange",
    DeliveryState.WITHDRAWN: "secondary",
}
_FILE_TONES = {
    FileState.WAITING: "yellow",
    FileState.READ: "azure",
    FileState.REGISTERED: "teal",
    FileState.SEEN_BEFORE: "secondary",
    FileState.UNREADABLE: "orange",
    FileState.WITHDRAWN: "secondary",
}


@dataclass(frozen=True)
class Ends:
    """How many rows ended how."""

    registered: int = 0
    review: int = 0
    refused: int = 0
    waiting: int = 0

    @property
    def rows(self) -> int:
        return self.registered + self.review + self.refused + self.waiting

    @property
    def spoken(self) -> str:
        """In words, for who hears the bar."""
        counts = {"registered": self.registered, "review": self.review, "refused": self.refused}
        return _("%(registered)s rows in the register, %(review)s to review, %(refused)s to correct") % counts


@dataclass(frozen=True)
class DeliveryLine:
    """One delivery in the list of deliveries."""

    delivery: Delivery
    ends: Ends
    file_count: int
    is_whole: bool  # else only the rows of the reader's area are shown

    @property
    def tone(self) -> str:
        return _TONES[DeliveryState(self.delivery.state)]


@dataclass(frozen=True)
class DeliveryPage:
    """One delivery with its figures."""

    delivery: Delivery
    progress: Progress
    file_count: int
    repeated: int  # files that were delivered before

    @property
    def is_only_repeated(self) -> bool:
        """True if and only if every file of it was delivered before."""
        return 0 < self.repeated == self.file_count

    @property
    def ends(self) -> Ends:
        shown = self.progress
        return Ends(shown.registered, shown.review, shown.refused, shown.waiting)

    @property
    def is_working(self) -> bool:
        """True if and only if the program has something to do on it."""
        return self.delivery.state in {DeliveryState.READING, DeliveryState.REGISTERING}

    @property
    def is_mapping(self) -> bool:
        """True if and only if it waits for a person to confirm columns."""
        return self.delivery.state == DeliveryState.MAPPING

    @property
    def is_stopped(self) -> bool:
        """True if and only if a fault has stopped it."""
        return self.delivery.state == DeliveryState.FAILED

    @property
    def was_given_up(self) -> bool:
        """True if and only if the process at work on it died again and again."""
        return self.delivery.deaths >= GIVEN_UP_AFTER_DEATHS

    @property
    def is_withdrawn(self) -> bool:
        """True if and only if somebody took it back."""
        return self.delivery.state == DeliveryState.WITHDRAWN

    @property
    def review_minutes(self) -> int:
        """How long the rows to review will take a person."""
        return ceil(self.progress.review * _SECONDS_A_QUESTION / 60)


@dataclass(frozen=True)
class FileCard:
    """One file of a delivery with what became of it."""

    file: ListFile
    ends: Ends

    @property
    def tone(self) -> str:
        return _FILE_TONES[FileState(self.file.state)]

    @property
    def kinds(self) -> str:
        """The kinds of its sheets."""
        return " · ".join(dict.fromkeys(str(ListKind(sheet.kind).label) for sheet in self.file.sheets.all()))

    @property
    def message(self) -> str:
        """Why it cannot be read, or which file it only repeats."""
        if self.file.message:
            return sentence(self.file.message)
        if self.file.same_as is None:
            return ""
        if self.file.state == FileState.WITHDRAWN:
            said = _("The same file was delivered before as “%(name)s” and then withdrawn. Deliver it again if it is to be entered.")
        else:
            said = _("The same file was delivered before as “%(name)s”.")
        return said % {"name": self.file.same_as.name}

    @property
    def remarks(self) -> list[str]:
        """What was noted of its sheets: a hidden one, one without rows."""
        return list(dict.fromkeys(sentence(remark) for sheet in self.file.sheets.all() for remark in sheet.remarks))

    @property
    def dropped(self) -> str:
        """The columns that are not taken."""
        columns = [column for sheet in self.file.sheets.all() for column in sheet.columns]
        return "、".join(dict.fromkeys(column["header"] for column in columns if column["certainty"] == Certainty.DROPPED.value))


def delivery_lines(scope: Scope, deliveries: Sequence[Delivery]) -> list[DeliveryLine]:
    """Deliveries with their figures; of those of others the rows of the reader's area are counted. Three queries."""
    whole = {each.pk for each in deliveries if is_whole(scope, each)}
    own = ListRow.objects.filter(file__delivery__in=whole)
    partly = ListRow.objects.filter(file__delivery__in={each.pk for each in deliveries} - whole)
    others = scope.narrow(partly, Permission.SEE_LISTS, "area_id")
    files = dict(ListFile.objects.filter(delivery__in=deliveries).values_list("delivery").annotate(Count("pk")))
    counted = (rows.values_list("file__delivery", "outcome").annotate(Count("pk")) for rows in (own, others))
    ends = _ends(chain.from_iterable(counted))
    return [DeliveryLine(each, ends.get(each.pk, Ends()), files.get(each.pk, 0), each.pk in whole) for each in deliveries]


def file_cards(delivery: Delivery) -> list[FileCard]:
    """The files of a delivery, those with something to do first. Three queries."""
    files = delivery.files.select_related("same_as").prefetch_related("sheets").order_by("name", "pk")
    ends = _ends(ListRow.objects.filter(file__delivery=delivery).values_list("file", "outcome").annotate(Count("pk")))
    cards = [FileCard(file, ends.get(file.pk, Ends())) for file in files]
    return sorted(cards, key=lambda card: card.file.state != FileState.UNREADABLE)


def _ends(counted: Iterable[tuple[int, str, int]]) -> dict[int, Ends]:
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for key, outcome, count in counted:
        found[key][Outcome(outcome).value] = count
    return {key: Ends(**counts) for key, counts in found.items()}
