"""The register in figures: what is counted is what the lists show."""

import pytest

from huajie.config.register_figures import figures_for
from huajie.matters.queries import matters_list
from huajie.matters.services.registering import register_matters
from huajie.matters.services.telling import withdraw_tellings
from huajie.matters.tests.making import new_matter, telling
from huajie.people.tests.making import DISTRICT, make_areas, scope_in


@pytest.fixture(autouse=True)
def _areas(db: None) -> None:
    make_areas()


def test_a_matter_that_nobody_tells_any_more_is_counted_nowhere() -> None:
    register_matters([new_matter(telling=telling(source="row:1")), new_matter(telling=telling(source="row:2"))])
    withdraw_tellings(["row:2"])
    scope = scope_in(DISTRICT)

    figures = figures_for(scope)

    assert figures.matters == matters_list(scope).count() == 1
    assert sum(town.total for town in figures.towns) == sum(month.total for month in figures.months) == 1


def test_a_matter_without_a_day_stands_in_no_month() -> None:
    register_matters([new_matter(told_on=None), new_matter()])

    figures = figures_for(scope_in(DISTRICT))

    assert (figures.matters, sum(month.total for month in figures.months)) == (2, 1)
