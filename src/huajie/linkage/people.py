"""Who is who: persons mentioned anew, among themselves and against those the register knows."""

from collections.abc import Iterable, Iterator, Sequence

from huajie.linkage.blocking import tokens_of
from huajie.linkage.collector import less_collecting
from huajie.linkage.decisions import Case, Judged, decide, likenesses
from huajie.linkage.engine import MEMORY_MIB, Engine, ScoredPair
from huajie.linkage.few import score_few
from huajie.linkage.normalise.addresses import are_apart
from huajie.linkage.normalise.id_numbers import Soundness
from huajie.linkage.people_model import MODEL
from huajie.linkage.people_rows import people_table
from huajie.linkage.rarity import NameRarity
from huajie.linkage.reasons import Reason
from huajie.linkage.records import Likeness, Linkage, PersonRecord, Rulings
from huajie.linkage.traits import PersonTraits, traits_of
from huajie.linkage.verdicts import Verdict, verdict_on

_TRUSTED = (Soundness.SOUND, Soundness.PARTIAL)


@less_collecting()
def link_people(
    new: Sequence[PersonRecord], known: Sequence[PersonRecord] = (), *, ruled: Rulings | None = None, memory_mib: int = MEMORY_MIB
) -> Linkage:
    """Clusters of persons and the questions that remain.

    Known records are never joined with each other: a new one that fits two joins the likelier and raises a question about the other.
    """
    people = [traits_of(record) for part in (new, known) for record in sorted(part, key=lambda each: each.key)]
    judged = list(_judged(people, len(new), memory_mib))
    marks = [_marks(person) for person in people]
    return decide(
        Case(
            [person.key for person in people],
            [record.key for record in new],
            marks,
            judged,
            ruled or {},
            lambda left, right: _are_opposed(people[left], people[right]),
        )
    )


def _marks(person: PersonTraits) -> dict[str, frozenset[str]]:
    """The facts on which a cluster must agree: sound ID numbers, and birth dates in numbers that are sound or only cut short."""
    born = {str(number.birth_date) for number in person.id_numbers if number.soundness in _TRUSTED and number.birth_date}
    marks = {"id": person.sound_ids, "born": frozenset(born)}
    return {kind: values for kind, values in marks.items() if values}


def like_people(new: PersonRecord, known: Sequence[PersonRecord]) -> list[Likeness]:
    """The known people whom a clerk should look at before entering a new one: wider than what lists may merge or ask, for a person decides.

    Left out are only those with another sound ID number.
    """
    if not known:
        return []
    people = [traits_of(record) for record in (new, *known)]
    found = score_few(MODEL, people_table(people), map(tokens_of, people), 1, _shares_of_names(people))
    pairs = ((pair, verdict_on(pair)) for pair in found)
    shown = [(pair, verdict) for pair, verdict in pairs if verdict is not Verdict.APART or not _conflicts(pair)]
    return likenesses(shown, [person.key for person in people])


def _conflicts(pair: ScoredPair) -> bool:
    return any(reason is Reason.ID_NUMBER_CONFLICT for reason, _weight in pair.reasons.values())


def _scored(people: list[PersonTraits], new_rows: int, memory_mib: int) -> Iterator[ScoredPair]:
    """The pairs that the engine finds worth reading."""
    with Engine(MODEL, memory_mib) as engine:
        yield from engine.score(people_table(people), map(tokens_of, people), new_rows, _shares_of_names(people))


def _shares_of_names(people: Sequence[PersonTraits]) -> dict[str, float]:
    rarity = NameRarity((name, person.village or "") for person in people for name in person.names[:1])
    return {name.text: rarity.of(name) for person in people for name in person.names[:1] if name.is_full}


def _judged(people: list[PersonTraits], new_rows: int, memory_mib: int) -> Iterable[Judged]:
    """The pairs that may be merged or must be asked."""
    for pair in _scored(people, new_rows, memory_mib):
        verdict = verdict_on(pair)
        left, right = people[pair.left], people[pair.right]
        if verdict is Verdict.APART or _are_relatives(left, right):
            continue
        yield pair, Verdict.ASK if verdict is Verdict.MERGE and _may_be_relatives(left, right) else verdict


def _are_relatives(left: PersonTraits, right: PersonTraits) -> bool:
    """True if and only if a family list tells the two apart.

    One lists the other under another name (an ID number they share was copied then), or one list holds the shared name twice.
    """
    if left.full_names.isdisjoint(right.full_names):
        return not left.mates.isdisjoint(right.full_names) or not right.mates.isdisjoint(left.full_names)
    return not left.mates.isdisjoint(left.full_names) and not right.mates.isdisjoint(right.full_names)


def _may_be_relatives(left: PersonTraits, right: PersonTraits) -> bool:
    """True if and only if one is a bare surname (冯先生) that somebody of the other's listed family bears as well."""
    return _bears(left, right.mates) or _bears(right, left.mates)


def _bears(person: PersonTraits, mates: frozenset[str]) -> bool:
    return not person.full_names and any(mate.startswith(name.surname) for name in person.names for mate in mates)


def _are_opposed(left: PersonTraits, right: PersonTraits) -> bool:
    """True if and only if the two have names that sound different, or live at different doors of one village."""
    sounds, others = ({name.sound for name in person.names if name.is_full} for person in (left, right))
    if sounds and others and sounds.isdisjoint(others):
        return True
    return left.village == right.village and are_apart(left.places, right.places)
