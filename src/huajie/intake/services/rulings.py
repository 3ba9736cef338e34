"""What people have answered, as linkage takes it: by the references of the records that stand now."""

from collections.abc import Iterable
from dataclasses import dataclass

from huajie.intake.models import Answer, Question


@dataclass(frozen=True, slots=True)
class Rulings:
    """Pairs that are different for ever. What was found to be the same is one record by now."""

    people: dict[frozenset[str], bool]
    matters: dict[frozenset[str], bool]


def settled() -> Rulings:
    """Every pair that was answered "different", whatever was merged since."""
    people = _pairs("person")
    return Rulings(dict.fromkeys(people, False), dict.fromkeys(_pairs("matter"), False))


def _pairs(subject: str) -> Iterable[frozenset[str]]:
    sides = [f"{side}_{subject}__{path}" for side in ("left", "right") for path in ("ref", "root__ref")]
    rows = Question.objects.filter(subject=subject, answer=Answer.DIFFERENT).values_list(*sides)
    pairs = (frozenset((left_root or left, right_root or right)) for left, left_root, right, right_root in rows)
    return [pair for pair in pairs if len(pair) == 2]


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
