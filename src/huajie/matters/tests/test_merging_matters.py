"""Merging matters, and undoing it."""

import pytest

from huajie.audit.acts import Act
from huajie.audit.models import Entry
from huajie.audit.services import SYSTEM
from huajie.core import search
from huajie.matters.models import Matter
from huajie.matters.newcomers import AddedTelling
from huajie.matters.services.indexing import SEARCH_TABLE
from huajie.matters.services.merging import merge_matters, undo
from huajie.matters.services.telling import add_tellings
from huajie.matters.tests.making import APRIL, MAY, register_matter, telling
from huajie.people.services.merging import AlreadyMerged, AlreadyUndone
from huajie.people.tests.making import make_areas


@pytest.fixture(autouse=True)
def _areas(db: None) -> None:
    make_areas()


def found(words: str) -> list[str]:
    return [matter.ref for matter in search.matching(Matter.objects.filter(merged_into=None), SEARCH_TABLE, words)]


def test_the_kept_matter_counts_and_is_found_by_what_both_were_told() -> None:
    kept, absorbed = register_matter(told_on=MAY), register_matter(text="天花板滴水", told_on=APRIL)

    merge_matters(kept, absorbed, by=SYSTEM, because="same people, like text")

    assert (kept.times_told, kept.found_on) == (2, APRIL)
    assert found("滴水") == [kept.ref]


def test_undoing_gives_both_their_own_days_and_words_back() -> None:
    kept, absorbed = register_matter(told_on=MAY), register_matter(text="天花板滴水", told_on=APRIL)
    merge = merge_matters(kept, absorbed, by=SYSTEM, because="test")
    add_tellings([AddedTelling(kept.pk, telling("又漏了", MAY, "row:7"))])

    undone = undo(merge, by=SYSTEM)

    kept.refresh_from_db()
    absorbed.refresh_from_db()
    assert (kept.times_told, kept.found_on) == (2, MAY)
    assert (absorbed.times_told, absorbed.found_on) == (1, APRIL)
    assert (found("滴水"), found("又漏")) == ([absorbed.ref], [kept.ref])
    assert [(one.shown, one.source) for one in undone.stays] == [("又漏了", "row:7")]


def test_merging_and_undoing_are_refused_when_they_were_done_before() -> None:
    kept, absorbed = register_matter(), register_matter()
    merge = merge_matters(kept, absorbed, by=SYSTEM, because="test")

    with pytest.raises(AlreadyMerged):
        merge_matters(kept, absorbed, by=SYSTEM, because="test")
    undo(merge, by=SYSTEM)
    with pytest.raises(AlreadyUndone):
        undo(merge, by=SYSTEM)
    assert list(Entry.objects.values_list("act", flat=True)) == [Act.MATTERS_MERGED.value, Act.MATTERS_MERGE_UNDONE.value]
