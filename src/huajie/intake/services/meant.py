"""What a row means to the rooms beneath: its household and its matter, once it is known who its people are."""

from collections.abc import Callable, Iterator
from datetime import date

from huajie.intake.meaning.mentions import Mention
from huajie.intake.models import RowRole
from huajie.intake.services.preparing import Prepared
from huajie.matters.models import PartyRole
from huajie.matters.newcomers import NewMatter, NewParty, NewTelling
from huajie.people.newcomers import NewHousehold, NewMember

_PARTY_ROLES = {RowRole.ALONGSIDE: PartyRole.SUBJECT, RowRole.OTHER_PARTY: PartyRole.OTHER_PARTY}
Who = Callable[[Mention], int]  # the person (primary key) of a mention


def household_meant(row: Prepared, who: Who) -> NewHousehold:
    """The household as the row names it."""
    head = next((mention for mention in row.home if mention.is_head), None)
    addresses = (text for mention in row.home for text, _area in mention.person.addresses)
    return NewHousehold(
        area_code=row.where.code,
        source=row.source,
        address=next(addresses, ""),
        head_id=who(head) if head else None,
        members=tuple(NewMember(who(mention), mention.relation) for mention in row.home),
    )


def matter_meant(row: Prepared, who: Who, home: int | None, today: date) -> NewMatter:
    """The matter as the row tells it; `today` counts when the row has no day of its own."""
    told = row.told
    return NewMatter(
        kind=told.kind,
        title=told.title,
        summary=told.text,
        found_on=told.told_on or today,
        area_code=row.where.code,
        telling=NewTelling(told.channel, told.text, row.source, told.told_on, told.noted),
        parties=tuple(_parties(row, who, home)),
        category=told.category,
        place=told.place,
        amount_fen=told.amount_fen,
        reported=told.reported,
    )


def _parties(row: Prepared, who: Who, home: int | None) -> Iterator[NewParty]:
    """The person concerned, with their household; those named together with them; and the other parties."""
    if row.subject:
        yield NewParty(who(row.subject), home)
    for mention in row.mentions:
        if mention.role in _PARTY_ROLES:
            yield NewParty(who(mention), role=_PARTY_ROLES[mention.role])
