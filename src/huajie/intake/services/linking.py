"""Who is who and which matters are one, over all waiting rows of a delivery and what the register knows."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.conf import settings

from huajie.core.crypto import blind_tokens
from huajie.intake.meaning.tellings import goes_on_from_above
from huajie.intake.services.corrections import Corrected
from huajie.intake.services.following import Following, following_of
from huajie.intake.services.preparing import Prepared, Preparer
from huajie.intake.services.rulings import Rulings, settled
from huajie.linkage.blocking import matter_tokens, person_tokens
from huajie.linkage.households import link_households
from huajie.linkage.matters import link_matters
from huajie.linkage.people import link_people
from huajie.linkage.records import HouseholdRecord, MatterRecord, PersonRecord, Question
from huajie.matters.known import known_matter_records, known_people
from huajie.matters.models import Channel
from huajie.people.holdings import as_record, village_of
from huajie.people.known import known_households

Report = Callable[[str], None]


@dataclass(slots=True)
class Linked:
    """Every mention, household and telling with its cluster: a reference of the register, or a key of this run."""

    people: Mapping[str, str] = field(default_factory=dict)  # by mention key
    homes: dict[int, str] = field(default_factory=dict)  # by row
    matters: dict[int, str] = field(default_factory=dict)  # by row
    person_questions: tuple[Question, ...] = ()
    home_questions: tuple[Question, ...] = ()
    matter_questions: tuple[Question, ...] = ()
    following: Following = field(default_factory=dict)


@dataclass(slots=True)
class _Outline:
    """What the later steps need of a row, kept small: a delivery may have 200,000."""

    pk: int
    sheet: int
    block: int  # the first of the rows that merged cells make one household with one matter; mostly the row itself
    home: tuple[str, ...]
    head: str | None
    subject: str | None
    others: tuple[str, ...]
    village: str | None
    addresses: tuple[str, ...]
    names: tuple[str, ...]
    phones: tuple[str, ...]
    told: MatterRecord


def link(preparer: Preparer, corrected: Mapping[int, Corrected], report: Report) -> Linked:
    """Link people first, then their households, then what they tell."""
    outlines: list[_Outline] = []
    mentioned: list[PersonRecord] = []
    for chunk in preparer.chunks():
        for prepared in chunk:
            outlines.append(_outline(prepared, outlines[-1] if outlines else None))
            mentioned += [as_record(prepared.key(mention), mention.person) for mention in prepared.mentions]
    linked = Linked()
    rulings = settled()
    report("people")
    _link_people(linked, mentioned, outlines, corrected, rulings)
    del mentioned
    report("households")
    _link_homes(linked, outlines, corrected, rulings)
    report("matters")
    _link_matters(linked, outlines, corrected, rulings)
    return linked


def _outline(prepared: Prepared, above: _Outline | None) -> _Outline:
    home, subject, told = prepared.home, prepared.subject, prepared.told
    head = next((mention for mention in home if mention.is_head), None)
    addresses = dict.fromkeys(text for mention in home for text, _area in mention.person.addresses)
    others = [mention for mention in prepared.mentions if mention not in home]
    village = village_of(prepared.where.code)
    return _Outline(
        pk=prepared.row.pk,
        sheet=prepared.row.sheet_id,
        block=above.block if above and _goes_on(prepared, above) else prepared.row.pk,
        home=tuple(prepared.key(mention) for mention in home),
        head=prepared.key(head) if head else None,
        subject=prepared.key(subject) if subject else None,
        others=tuple(prepared.key(mention) for mention in others),
        village=village,
        addresses=tuple(addresses),
        names=tuple(name for mention in home for name in mention.person.names),
        phones=tuple(phone for mention in home for phone in mention.person.phones),
        told=MatterRecord(
            key=str(prepared.row.pk),
            text=told.text,
            reported_on=told.told_on,
            village=village,
            category=told.category or None,
            channel=told.channel.value,
            amount_fen=told.amount_fen,
            opponents=tuple(name for mention in others for name in mention.person.names),
            opponent_phones=tuple(phone for mention in others for phone in mention.person.phones),
        ),
    )


def _goes_on(prepared: Prepared, above: _Outline) -> bool:
    """True if and only if the row stands in the same block as the one above. Between them may stand rows that were refused."""
    return prepared.row.sheet_id == above.sheet and prepared.told.text == above.told.text and goes_on_from_above(prepared.read)


def _blocks(outlines: Iterable[_Outline]) -> list[list[_Outline]]:
    """Rows by their block, in their order."""
    blocks: dict[int, list[_Outline]] = defaultdict(list)
    for outline in outlines:
        blocks[outline.block].append(outline)
    return list(blocks.values())


def _link_people(
    linked: Linked, mentioned: list[PersonRecord], outlines: list[_Outline], corrected: Mapping[int, Corrected], rulings: Rulings
) -> None:
    """Candidates are found by token; the people whom corrected rows keep are among them, and ruled to be the same."""
    found = blind_tokens({token for record in mentioned for token in person_tokens(record)})
    kept = {f"{row}.{position}": held.ref for row, one in corrected.items() for position, held in one.people.items()}
    same = {frozenset((key, ref)): True for key, ref in kept.items()}
    known = known_people(found, kept.values())
    linkage = link_people(mentioned, known, ruled={**rulings.people, **same}, memory_mib=settings.LINKAGE_MEMORY_MIB)
    linked.people, linked.person_questions = linkage.clusters, linkage.questions


def _link_homes(linked: Linked, outlines: list[_Outline], corrected: Mapping[int, Corrected], rulings: Rulings) -> None:
    """A household is known by its members; a corrected row keeps its own."""
    blocks = [block for block in _blocks(outlines) if any(outline.home for outline in block)]
    listed = (outline for outline in outlines if outline.told.channel == Channel.MIGRANT_SURVEY.value)
    migrants = _clusters(linked, (key for outline in listed for key in outline.home))
    homes = [_home(linked, block, migrants) for block in blocks]
    members = {member for home in homes for member in home.members}
    kept = {pk: one.home.ref for pk, one in corrected.items() if one.home}
    same = {frozenset((str(outline.block), kept[outline.pk])): True for outline in outlines if outline.pk in kept}
    linkage = link_households(homes, known_households(members & _known_subjects(linked)), ruled={**rulings.homes, **same})
    linked.home_questions = linkage.questions
    linked.homes = {
        outline.pk: kept.get(outline.pk, linkage.clusters[str(outline.block)]) for block in blocks for outline in block if outline.home
    }


def _home(linked: Linked, block: Sequence[_Outline], migrants: frozenset[str]) -> HouseholdRecord:
    members = _clusters(linked, (key for outline in block for key in outline.home))
    head = next((outline.head for outline in block if outline.head), None)
    return HouseholdRecord(
        key=str(block[0].block),
        members=members,
        head=linked.people[head] if head else None,
        village=block[0].village,
        addresses=tuple(dict.fromkeys(address for outline in block for address in outline.addresses)),
        names=tuple(name for outline in block for name in outline.names),
        phones=tuple(phone for outline in block for phone in outline.phones),
        told=block[0].told.text,
        is_migrant=not members.isdisjoint(migrants),
    )


def _link_matters(linked: Linked, outlines: list[_Outline], corrected: Mapping[int, Corrected], rulings: Rulings) -> None:
    """A corrected row keeps its matter, and so does its block; the other rows are compared among themselves and with the register."""
    kept = {pk: one.matter.ref for pk, one in corrected.items() if one.matter}
    fixed = {outline.block: kept[outline.pk] for outline in outlines if outline.pk in kept}
    told = [_told(linked, block) for block in _blocks(outlines) if block[0].block not in fixed]
    found = blind_tokens({token for record in told for token in matter_tokens(record)})
    known = known_matter_records(found, _known_subjects(linked))
    linkage = link_matters(told, known, ruled=rulings.matters, memory_mib=settings.LINKAGE_MEMORY_MIB)
    clusters = {int(key): cluster for key, cluster in linkage.clusters.items()} | fixed
    linked.matters = {outline.pk: kept.get(outline.pk, clusters[outline.block]) for outline in outlines}
    linked.matter_questions = linkage.questions
    linked.following = following_of(told, linked.people, linked.matters, linked.person_questions, rulings.matters)


def _known_subjects(linked: Linked) -> set[str]:
    """The references among the clusters: those that are no key of this run."""
    return set(linked.people.values()) - linked.people.keys()


def _told(linked: Linked, block: Sequence[_Outline]) -> MatterRecord:
    """What a block tells, mostly of one row: the first row's words, everybody's parties."""
    return replace(
        block[0].told,
        people=_clusters(linked, (outline.subject for outline in block if outline.subject)),
        others=_clusters(linked, (key for outline in block for key in outline.others)),
        opponents=tuple(name for outline in block for name in outline.told.opponents),
        opponent_phones=tuple(phone for outline in block for phone in outline.told.opponent_phones),
        households=frozenset(linked.homes[outline.pk] for outline in block if outline.pk in linked.homes),
    )


def _clusters(linked: Linked, keys: Iterable[str]) -> frozenset[str]:
    return frozenset(linked.people[key] for key in keys)
