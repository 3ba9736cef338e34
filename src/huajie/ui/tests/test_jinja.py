"""Fragments in Jinja: they escape what they show, and an address looked up once leads to each page."""

import pytest
from django.template import Context, Template
from django.urls import reverse

from huajie.ui.jinja import url
from huajie.ui.navigation import Link


def test_what_a_fragment_shows_is_escaped() -> None:
    link = Link("<b>Lists</b>", "x", "/lists/?a=1&b=2", current=False, count=0)

    shown = Template('{% jinja "ui/_side_link.html" %}').render(Context({"link": link}))

    assert "&lt;b&gt;Lists&lt;/b&gt;" in shown
    assert 'href="/lists/?a=1&amp;b=2"' in shown


@pytest.mark.parametrize("reference", ["HD-2026-000001", "DI-2021-004217"])
def test_an_address_leads_to_the_page_of_each_reference(reference: str) -> None:
    assert url("matters:matter", reference) == reverse("matters:matter", args=[reference])
