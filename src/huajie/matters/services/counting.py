"""How often a matter was told and since when, counted over everything that was merged into it."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

from huajie.core.bulk import update
from huajie.matters.models import Matter, Telling
from huajie.people.trees import standing_ids, within


def recount(matter_ids: Iterable[int]) -> None:
    """Count anew for the matters that stand for these."""
    trees = _trees(standing_ids(Matter.objects.all(), matter_ids))
    told, first = _tellings([matter.pk for tree in trees.values() for matter in tree])
    for tree in trees.values():
        for matter in tree:
            matter.own_found_on = first.get(matter.pk, matter.own_found_on)
    standing = [next(matter for matter in tree if matter.pk == key) for key, tree in trees.items()]
    for matter in standing:
        matter.times_told = sum(told[one.pk] for one in trees[matter.pk])
        dated = [one for one in trees[matter.pk] if one.pk in first]
        matter.is_dated = bool(dated)
        matter.found_on = min(one.own_found_on for one in dated or trees[matter.pk])
    update([matter for tree in trees.values() for matter in tree], ["own_found_on", "times_told", "found_on", "is_dated"])


def _trees(standing: set[int]) -> dict[int, list[Matter]]:
    """Each standing matter with everything merged into it."""
    trees: dict[int, list[Matter]] = defaultdict(list)
    for matter in Matter.objects.filter(within("", standing)):
        trees[matter.standing_id].append(matter)
    return trees


def _tellings(keys: list[int]) -> tuple[Counter[int], dict[int, date]]:
    """How often each matter itself was told, and the earliest day on which it was."""
    told: Counter[int] = Counter()
    first: dict[int, date] = {}
    for key, day in Telling.objects.filter(matter__in=keys, withdrawn=False).values_list("matter_id", "told_on"):
        told[key] += 1
        if day:
            first[key] = min(day, first.get(key, day))
    return told, first
