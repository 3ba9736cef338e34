"""Who and what a request may be about that the register knows already, as far as the clerk may see it, with the reasons."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from huajie.accounts.scope import Scope
from huajie.core.crypto import blind_tokens
from huajie.intake.views.evidence import WORDS
from huajie.linkage.blocking import matter_tokens, person_tokens
from huajie.linkage.matters import like_matters
from huajie.linkage.people import like_people
from huajie.linkage.reasons import Reason
from huajie.linkage.records import Evidence, Likeness, MatterRecord
from huajie.matters.known import known_matter_records
from huajie.matters.models import Party
from huajie.matters.queries import MatterLine, lines_of, matters_list
from huajie.people import queries as people
from huajie.people.holdings import as_record, village_of
from huajie.people.known import known_records
from huajie.people.models import Person
from huajie.people.queries import PersonLine
from huajie.people.trees import within
from huajie.reception.asked import Asked, Named

_MOST_PEOPLE, _MOST_MATTERS = 5, 6
_UNSAID = {Reason.PERSON_SHARED, Reason.HOUSEHOLD_SHARED}  # as long as nobody has said that it is this person
_OF_THEIRS = _("Concerns someone named above")


@dataclass(frozen=True, slots=True)
class LikePerson:
    """Someone who may be the one that asks."""

    line: PersonLine
    grounds: tuple[Promise | str, ...]
    is_certain: bool

    @property
    def ref(self) -> str:
        return self.line.person.ref


@dataclass(frozen=True, slots=True)
class Beside:
    """A further person of the request, and who that may be."""

    place: str
    name: str
    people: tuple[LikePerson, ...]

    @property
    def field(self) -> str:
        """Under which name the form sends who it is."""
        return f"beside-{self.place}"

    def chosen(self, ref: str | None) -> Person | None:
        """The one of them whom the clerk chose."""
        return next((one.line.person for one in self.people if one.ref == ref), None)


@dataclass(frozen=True, slots=True)
class LikeMatter:
    """A matter that may be told again."""

    line: MatterLine
    grounds: tuple[Promise | str, ...]

    @property
    def ref(self) -> str:
        return self.line.matter.ref


@dataclass(frozen=True, slots=True)
class Alike:
    """What the clerk should look at before opening a new matter."""

    people: tuple[LikePerson, ...] = ()
    beside: tuple[Beside, ...] = ()
    matters: tuple[LikeMatter, ...] = ()
    refs: frozenset[str] = field(default_factory=frozenset)


def alike_to(scope: Scope, asked: Asked, person: Person | None = None) -> Alike:
    """Nothing that the reader may not see is among them, nor decides anything here. `person`: who it is, if somebody has said so."""
    found = people_alike(scope, asked.teller, asked.area_code)
    beside = _beside(scope, asked)
    ours = [person] if person else [one.line.person for one in found]
    matters = _matters(scope, asked, ours, is_said=person is not None)
    people = [*found, *(like for one in beside for like in one.people)]
    return Alike(found, beside, matters, frozenset({one.ref for one in people} | {one.ref for one in matters}))


def people_alike(scope: Scope, named: Named, area_code: str) -> tuple[LikePerson, ...]:
    """Compared by name, numbers, birth and place; not by what they told before, which may be withheld from the reader."""
    if not named:
        return ()
    record = as_record("", named.mention(area_code, ""))
    known = known_records(blind_tokens(person_tokens(record)))
    seen = {one.ref: one for one in people.people_list(scope).filter(ref__in=[one.key for one in known])}
    likely = like_people(record, [one for one in known if one.key in seen])[:_MOST_PEOPLE]
    lines = people.lines_of(scope, [seen[one.key] for one in likely])
    return tuple(LikePerson(line, _grounds(one.evidence), one.is_certain) for line, one in zip(lines, likely, strict=True))


def certain_person(scope: Scope, named: Named, area_code: str) -> Person | None:
    """Whoever the form would have chosen beforehand: number and name agree, and the reader may see them. Nobody is certain without one."""
    if named.identifier is None:
        return None
    record = as_record("", named.mention(area_code, ""))
    likely = like_people(record, known_records(blind_tokens(person_tokens(record))))
    certain = [one.key for one in likely if one.is_certain]
    seen = {one.ref: one for one in people.people_list(scope).filter(ref__in=certain)} if certain else {}
    return next((seen[ref] for ref in certain if ref in seen), None)


def _beside(scope: Scope, asked: Asked) -> tuple[Beside, ...]:
    """Those of the further people whom somebody in the register is like."""
    found = (Beside(place, named.name, people_alike(scope, named, asked.area_code)) for place, named in asked.beside.items())
    return tuple(one for one in found if one.people)


def _matters(scope: Scope, asked: Asked, ours: Sequence[Person], *, is_said: bool) -> tuple[LikeMatter, ...]:
    """Those that linkage finds alike first, then whatever else concerns these people and their households."""
    if not asked.text and not ours:
        return ()
    homes = people.homes_of(ours)
    record = MatterRecord(
        key="",
        people=frozenset(one.ref for one in ours),
        households=frozenset(home.ref for home in homes.values()),
        text=asked.text,
        reported_on=asked.told_on,
        village=village_of(asked.area_code),
        amount_fen=asked.amount_fen,
        opponents=(asked.other.name,) if asked.other.name and not asked.body else (),
    )
    known = known_matter_records(blind_tokens(matter_tokens(record)), record.people)
    at_home = Party.objects.filter(within("household", [home.pk for home in homes.values()])).values_list(
        "matter__ref", "matter__root__ref"
    )
    wanted = {one.key for one in known} | {root or ref for ref, root in at_home}
    seen = {one.ref: one for one in matters_list(scope).filter(ref__in=wanted)}
    likely = like_matters(record, [one for one in known if one.key in seen])
    ranked = {one.key: _of_matter(one, is_said=is_said) for one in likely}
    rest = sorted(seen.keys() - ranked.keys(), key=lambda ref: seen[ref].found_on, reverse=True)
    ranked |= dict.fromkeys(rest, (_OF_THEIRS,))
    shown = list(ranked)[:_MOST_MATTERS]
    return tuple(LikeMatter(line, ranked[line.matter.ref]) for line in lines_of([seen[ref] for ref in shown]))


def _of_matter(likeness: Likeness, *, is_said: bool) -> tuple[Promise | str, ...]:
    """The reasons; that the person is shared is one only once it is said who it is."""
    if is_said:
        return _grounds(likeness.evidence)
    about = any(one.reason in _UNSAID for one in likeness.evidence)
    return (*((_OF_THEIRS,) if about else ()), *_grounds(one for one in likeness.evidence if one.reason not in _UNSAID))


def _grounds(evidence: Iterable[Evidence]) -> tuple[Promise | str, ...]:
    """What speaks for it, and what speaks strongly against."""
    return tuple(WORDS[one.reason] for one in evidence if one.weight > 0 or one.reason.value.endswith("different"))
