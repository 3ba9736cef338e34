"""What people have said is not one, as linkage takes it: by the references of the records that stand now."""

from collections.abc import Iterable
from dataclasses import dataclass

from huajie.intake.models import Answer, Question, QuestionSubject
from huajie.linkage.records import Rulings as Ruled
from huajie.matters.models import MatterMerge
from huajie.people.models import Merge

_MERGES = {
    QuestionSubject.PERSON: (Merge, "kept_person", "absorbed_person"),
    QuestionSubject.HOUSEHOLD: (Merge, "kept_household", "absorbed_household"),
    QuestionSubject.MATTER: (MatterMerge, "kept", "absorbed"),
}


@dataclass(frozen=True, slots=True)
class Rulings:
    """Pairs that are different for ever. What was found to be the same is one record by now."""

    people: Ruled
    homes: Ruled
    matters: Ruled


def settled() -> Rulings:
    """Every pair that was answered "different" or whose merge was undone as wrong, whatever was merged since."""
    return Rulings(*(_apart(subject) for subject in (QuestionSubject.PERSON, QuestionSubject.HOUSEHOLD, QuestionSubject.MATTER)))


def _apart(subject: QuestionSubject) -> Ruled:
    answered = Question.objects.filter(subject=subject, answer=Answer.DIFFERENT)
    pairs = {_pair(refs) for refs in answered.values_list(*_paths(f"left_{subject.value}", f"right_{subject.value}"))}
    model, kept, absorbed = _MERGES[subject]
    last: dict[frozenset[str], bool] = {}  # of two merges of one pair the later one tells
    merges = model._default_manager.exclude(**{kept: None}).order_by("pk")
    for *refs, parted in merges.values_list(*_paths(kept, absorbed), "found_different"):
        last[_pair(refs)] = parted
    pairs.update(pair for pair, parted in last.items() if parted)
    return dict.fromkeys((pair for pair in pairs if len(pair) == 2), False)


def _paths(left: str, right: str) -> list[str]:
    return [f"{side}__{path}" for side in (left, right) for path in ("ref", "root__ref")]


def _pair(refs: Iterable[str | None]) -> frozenset[str]:
    left, left_root, right, right_root = refs
    return frozenset(ref for ref in (left_root or left, right_root or right) if ref)


def asked_before(subject: str, ids: Iterable[int]) -> set[frozenset[int]]:
    """Pairs of standing records among these that were asked about already, whatever the answer was, or is to be."""
    wanted = list(ids)
    asked: set[frozenset[int]] = set()
    columns = [f"{side}_{subject}{path}_id" for side in ("left", "right") for path in ("", "__root")]
    for side in ("left", "right"):
        for path in ("", "__root"):
            rows = Question.objects.filter(**{f"{side}_{subject}{path}_id__in": wanted}).values_list(*columns)
            asked.update(frozenset((left_root or left, right_root or right)) for left, left_root, right, right_root in rows)
    return asked
