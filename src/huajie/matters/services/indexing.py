"""What a matter is found by: its words in every telling, its place, and the names of its parties."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import chain

from django.db.models import QuerySet

from huajie.core import search
from huajie.matters.models import Matter, Party, Telling
from huajie.people.trees import standing_ids, within

SEARCH_TABLE = "matters_matter_search"


def reindex(matter_ids: Iterable[int]) -> None:
    """Write the search text of the matters that stand for these, from everything merged into them."""
    standing = standing_ids(Matter.objects.all(), matter_ids)
    parts: dict[int, list[str]] = defaultdict(list)
    own = Matter.objects.filter(within("", standing)).values_list("pk", "root_id", "ref", "title", "summary", "place")
    for key, root, *texts in own:
        parts[root or key] += texts
    told = Telling.objects.filter(within("matter", standing), withdrawn=False)
    named = Party.objects.filter(within("matter", standing))
    for one, other, text in chain(_beside(told, "text"), _beside(named, "person__name")):
        parts[other or one].append(text)
    search.index(SEARCH_TABLE, [(key, "\n".join(dict.fromkeys(texts))) for key, texts in parts.items()])


def _beside(rows: "QuerySet[Telling] | QuerySet[Party]", column: str) -> Iterable[tuple[int, int | None, str]]:
    """Matter, its root, and the text of a column, for each row."""
    return rows.values_list("matter_id", "matter__root_id", column)
