"""Records and everything merged into them."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, TypeVar, cast

from django.db.models import Model, Q, QuerySet

from huajie.core.written import Written
from huajie.people.models.records import MergeableRecord

M = TypeVar("M", bound=MergeableRecord)
N = TypeVar("N", bound=Model)
_SOME = -1  # a key that no record has


def standing_ids(rows: QuerySet[M], keys: Iterable[int]) -> set[int]:
    """The records that stand for those now."""
    wanted = set(keys)
    return {root or key for key, root in rows.filter(pk__in=wanted).values_list("pk", "root_id")} if wanted else set()


def standing(record: M) -> M:
    """The record that stands for this one; load its `root` beforehand."""
    return cast(M, record.root) if record.root else record


def standing_id_of(model: type[M], ref: str) -> int | None:
    """The record that stands for a reference now; None if there is no such reference."""
    found = _by_ref(model).first(ref)
    return (found[1] or found[0]) if found else None


@cache
def _by_ref(model: type[M]) -> Written[M]:
    return Written(lambda ref: model._default_manager.filter(ref=ref).values_list("pk", "root_id"), "(ref)")


def branch_ids(rows: QuerySet[M], top: int) -> list[int]:
    """A record and everything merged into it, one query for each level."""
    branch = level = [top]
    while level:
        level = list(rows.filter(merged_into__in=level).values_list("pk", flat=True))
        branch = branch + level
    return branch


def tree(rows: QuerySet[M], standing: Iterable[int]) -> QuerySet[M]:
    """Records, and those merged into them."""
    keys = list(standing)
    return rows.filter(Q(pk__in=keys) | Q(root__in=keys))


def within(path: str, standing: Iterable[int]) -> Q:
    """What hangs on records, or on those merged into them; `path` leads to the record and ends in its name ("" for the record itself).

    Written as one subquery, so that an index on the path is used however large the tables are.
    """
    keys = list(standing)
    if not path:
        return Q(pk__in=keys) | Q(root__in=keys)
    return Q(**{f"{path}__in": tree(_model_at(path)._default_manager.all(), keys).values("pk")})


def hanging_on(model: type[N], path: str, ask: Callable[[QuerySet[N]], QuerySet[N, Any]]) -> Written[N]:
    """`within` for one record, written out once: hanging_on(Step, "matter", lambda steps: steps.select_related("by")).all(matter.pk)."""
    return Written(lambda standing: ask(model._default_manager.filter(within(path, [standing]))), _SOME)


def hanging_on_several(model: type[N], path: str, ask: Callable[[QuerySet[N]], QuerySet[N, Any]]) -> Written[N]:
    """The same for a list of records: for each length it is written out once, so only for lists as long as a page."""
    return Written(lambda standing: ask(model._default_manager.filter(within(path, standing))), _SOME)


def _model_at(path: str) -> type[MergeableRecord]:
    """Person for "person", "kept_person" and "people__person"."""
    name = path.rpartition("__")[2].rpartition("_")[2]
    return next(model for model in MergeableRecord.__subclasses__() if model.__name__.lower() == name)
