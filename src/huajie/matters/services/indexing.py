"""What a matter is found by: its words in every telling, its place, and the names of its parties."""

from collections import defaultdict
from collections.abc import Iterable

from huajie.areas.models import LENGTHS, Level
from huajie.core import search
from huajie.core.written import Written
from huajie.matters.models import Matter, Party, Telling
from huajie.people.models import Person, PersonName
from huajie.people.services.registering import chunks
from huajie.people.trees import standing_ids, within

SEARCH_TABLE = "matters_matter_search"
_roots = Written(lambda people: Person.objects.filter(pk__in=people).values_list("pk", "root_id"), -1)
_named = Written(
    lambda people: PersonName.objects.filter(within("person", people)).order_by("pk").values_list("person_id", "person__root_id", "name"),
    -1,
)


def reindex(matter_ids: Iterable[int]) -> None:
    """Write the search text of the matters that stand for these, from everything merged into them."""
    standing = standing_ids(Matter.objects.all(), matter_ids)
    parts: dict[int, list[str]] = defaultdict(list)
    areas: dict[int, tuple[str, ...]] = {}
    own = Matter.objects.filter(within("", standing)).values_list("pk", "root_id", "area_id", "ref", "title", "summary", "place")
    for key, root, area, *texts in own:
        parts[root or key] += texts
        if root is None:
            areas[key] = areas_over(area)
    told = Telling.objects.filter(within("matter", standing), withdrawn=False)
    for one, other, text in told.values_list("matter_id", "matter__root_id", "text"):
        parts[other or one].append(text)
    concerned = list(Party.objects.filter(within("matter", standing)).values_list("matter_id", "matter__root_id", "person_id"))
    names = names_of(person for _one, _other, person in concerned)
    for one, other, person in concerned:
        parts[other or one] += names.get(person, ())
    search.index(SEARCH_TABLE, [(key, "\n".join(dict.fromkeys(texts))) for key, texts in parts.items()], areas)


def areas_over(area_code: str) -> tuple[str, ...]:
    """The town and the village that an area lies in or is: by these a search is narrowed to where the reader works."""
    lengths = (LENGTHS[Level.TOWN], LENGTHS[Level.VILLAGE])
    return tuple(area_code[:length] for length in lengths if len(area_code) >= length)


def reindex_of_people(person_ids: Iterable[int]) -> None:
    """Write the search text of every matter of these people and of those merged into them: they go by other names now."""
    for chunk in chunks(sorted(set(person_ids))):
        reindex(Party.objects.filter(within("person", chunk)).values_list("matter_id", flat=True))


def names_of(person_ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Every name by which each person, and everyone who is one with them, was recorded. Two queries."""
    wanted = set(person_ids)
    standing = {key: root or key for key, root in _roots.all(wanted)} if wanted else {}
    found: dict[int, list[str]] = defaultdict(list)
    for key, root, name in _named.all(set(standing.values())) if standing else ():
        found[root or key].append(name)
    return {key: tuple(dict.fromkeys(found[root])) for key, root in standing.items()}
