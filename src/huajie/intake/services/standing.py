"""What the clusters of a linkage run have become in the register: primary keys by reference or by key of the run."""

from collections.abc import Iterable, Mapping

from huajie.intake.meaning.mentions import Mention
from huajie.intake.services.corrections import Corrected, Kept
from huajie.intake.services.linking import Linked
from huajie.intake.services.preparing import Prepared
from huajie.matters.models import Matter
from huajie.people.models import Household, Person
from huajie.people.models.records import MergeableRecord


class Standing:
    """Remembers between chunks; looks up what the register held before. A corrected row keeps the very records of the earlier one."""

    def __init__(self, linked: Linked, corrected: Mapping[int, Corrected]) -> None:
        self._linked = linked
        self._corrected = corrected
        self.people: dict[str, int] = {}
        self.homes: dict[str, int] = {}
        self.matters: dict[str, int] = {}

    def look_up(self, rows: Iterable[Prepared]) -> None:
        """Learn the primary keys of everything in these rows that the register held before: three queries."""
        people: set[str] = set()
        homes: set[str] = set()
        matters: set[str] = set()
        for row in rows:
            people.update(self.person_cluster(row, mention) for mention in row.mentions)
            homes.add(self.home_cluster(row))
            matters.add(self.matter_cluster(row))
        _learn(Person, people - self._linked.people.keys(), self.people)
        _learn(Household, homes, self.homes)
        _learn(Matter, matters, self.matters)

    def look_up_sides(self, people: Iterable[str], homes: Iterable[str], matters: Iterable[str]) -> None:
        """The same for the two sides of doubts, given as mention or row keys and references: three queries."""
        _learn(Person, (self._linked.people.get(key, key) for key in people), self.people)
        _learn(Household, (self._linked.homes.get(int(key), key) if key.isdigit() else key for key in homes), self.homes)
        _learn(Matter, (self._linked.matters.get(int(key), key) if key.isdigit() else key for key in matters), self.matters)

    def person_cluster(self, row: Prepared, mention: Mention) -> str:
        """The cluster of a mention."""
        return self._linked.people[row.key(mention)]

    def home_cluster(self, row: Prepared) -> str:
        """The cluster of the row's household; empty when the row names nobody."""
        return self._linked.homes.get(row.row.pk, "")

    def matter_cluster(self, row: Prepared) -> str:
        """The cluster of what the row tells."""
        return self._linked.matters[row.row.pk]

    def person(self, row: Prepared, mention: Mention) -> int:
        """The person of a mention, once entered."""
        one = self._corrected.get(row.row.pk)
        return _own(one.people.get(mention.position) if one else None, self.person_cluster(row, mention), self.people)

    def home(self, row: Prepared) -> int | None:
        """The household of a row, once entered."""
        cluster, one = self.home_cluster(row), self._corrected.get(row.row.pk)
        return _own(one.home if one else None, cluster, self.homes) if cluster in self.homes else None

    def matter(self, row: Prepared) -> int | None:
        """The matter of a row, once entered."""
        cluster, one = self.matter_cluster(row), self._corrected.get(row.row.pk)
        return _own(one.matter if one else None, cluster, self.matters) if cluster in self.matters else None

    def record_of_key(self, subject: str, key: str) -> int | None:
        """The person of a mention key, or the household or matter of a row key, or whatever a reference means, if entered."""
        if subject == "person":
            return self.people.get(self._linked.people.get(key, key))
        known, clusters = (self.homes, self._linked.homes) if subject == "household" else (self.matters, self._linked.matters)
        return known.get(clusters.get(int(key), key) if key.isdigit() else key)


def _own(kept: Kept | None, cluster: str, known: Mapping[str, int]) -> int:
    """The record that is kept, if its cluster is still what stands for it; else what the cluster has become."""
    return kept.pk if kept and kept.ref == cluster else known[cluster]


def _learn(model: type[MergeableRecord], clusters: Iterable[str], known: dict[str, int]) -> None:
    """Add the primary keys of references that are not known yet. Keys of the run are no references and are not found."""
    unknown = [cluster for cluster in clusters if cluster and cluster not in known and not cluster[0].isdigit()]
    known.update(model._default_manager.filter(ref__in=unknown).values_list("ref", "pk"))
