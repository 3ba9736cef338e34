"""Reading the whole record once, to find the first entry that is not as it was written."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from huajie.audit.head import read_head
from huajie.audit.models import Entry
from huajie.audit.services import GENESIS, digest_of


@dataclass(frozen=True)
class Verified:
    """Every entry is as it was written; the last one's digest is worth noting elsewhere.

    `end_is_known` if and only if the home folder remembers the record's end: without it, nobody can tell whether entries were cut off.
    """

    count: int
    digest: str
    end_is_known: bool


@dataclass(frozen=True)
class Broken:
    """The first entry that is missing or changed, and why it is known."""

    number: int
    why: str


def verify() -> Verified | Broken:
    """The whole record, entry by entry, in memory for 2,000 at a time."""
    head = read_head()
    number, digest = 0, GENESIS
    for entry in Entry.objects.order_by("number").iterator(chunk_size=2000):
        fault = _fault(entry, number, digest)
        if fault:
            return fault
        number, digest = entry.number, entry.digest
        if head and number == head.number and digest != head.digest:
            return Broken(
                number, _("The entry is not the one that the home folder remembers: the record was written anew, or is another one.")
            )
    if head and number < head.number:
        return Broken(number + 1, _("The record once went on to entry %(last)d: its end is missing.") % {"last": head.number})
    return Verified(number, digest, end_is_known=head is not None)


def _fault(entry: Entry, number: int, digest: str) -> Broken | None:
    """What is wrong with an entry that should follow entry `number`, if anything."""
    if entry.number != number + 1:
        return Broken(number + 1, _("The entry is missing."))
    if entry.before != digest:
        return Broken(entry.number, _("The entry does not follow the one before it."))
    if entry.digest != digest_of(entry):
        return Broken(entry.number, _("The entry was changed after it was written."))
    return None
