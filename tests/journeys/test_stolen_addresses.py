"""Whoever has the address of a matter of another town has nothing: every page, panel and act on it answers as if there were none."""

from collections.abc import Iterator, Sequence

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from huajie.accounts.roles import Role
from huajie.matters.models import Matter
from huajie.matters.tests.making import register_matter
from huajie.people.tests.making import OTHER_TOWN, TOWN, make_areas, make_staff, register

REFERENCE = "<slug:reference>"


def addresses(ref: str) -> list[str]:
    """Every address of the house that names a matter by its reference and nothing else."""
    routes = _routes(get_resolver().url_patterns, "")
    return ["/" + route.replace(REFERENCE, ref) for route in routes if REFERENCE in route and route.count("<") == 1]


def _routes(patterns: Sequence[URLPattern | URLResolver], before: str) -> Iterator[str]:
    for each in patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLPattern):
            yield route
        else:
            yield from _routes(each.url_patterns, route)


@pytest.mark.django_db
def test_a_stolen_address_of_a_matter_leads_nowhere() -> None:
    make_areas()
    matter, thief, owner = register_matter(register()), Client(), Client()
    thief.force_login(make_staff(Role.DISTRICT_COORDINATOR, OTHER_TOWN))  # who may do anything, there
    owner.force_login(make_staff(Role.TOWN_COORDINATOR, TOWN))
    named = [address for address in addresses(matter.ref) if address.startswith(("/matters/", "/reception/"))]

    answers = {address: {thief.get(address).status_code, thief.post(address).status_code} for address in named}

    assert len(named) > 30
    assert {address: got for address, got in answers.items() if not {404} <= got <= {404, 405}} == {}
    assert owner.get(f"/matters/{matter.ref}/").status_code == 200
    assert Matter.objects.get(pk=matter.pk).version == matter.version
