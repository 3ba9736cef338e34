"""The side navigation."""

import re
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse
from django.utils.translation import override

from huajie.ui import navigation
from huajie.ui.navigation import Link, links_for


@dataclass(frozen=True)
class Reader:
    """Somebody who may do everything but answer questions and decide on aid, which are counted in the database; or nothing."""

    everything: bool

    def may(self, permission: Any) -> bool:  # Any: as the protocol says
        return self.everything and getattr(permission, "value", "") not in {"answer_questions", "decide_aid"}


def test_only_what_the_reader_may_open_is_shown() -> None:
    desk = reverse("desk")  # the desk stands in the navigation once the addresses are loaded
    assert [link.url for link in links_for(RequestFactory().get(desk), Reader(everything=False))] == [desk]


def test_entries_of_a_group_fold_under_one_place_that_leads_to_the_first() -> None:
    links = links_for(RequestFactory().get(reverse("matters:my_teams")), Reader(everything=True))
    first, last = reverse("matters:index"), reverse("accounts:record_list")
    matters, settings = (next(link for link in links if url in {child.url for child in link.children}) for url in (first, last))

    assert len(links) <= 10
    assert matters.url == first == matters.children[0].url
    assert [child.url for child in matters.children if child.current] == [reverse("matters:my_teams")]
    assert matters.is_here and matters.is_unfolded
    assert not settings.is_here and not settings.is_unfolded


def test_a_group_unfolds_where_something_waits() -> None:
    waiting = Link("Inbox", "inbox", "/inbox/", current=False, count=3)

    assert Link("Matters", "x", "/", current=False, count=0, children=(waiting,)).is_unfolded


def test_a_count_stands_apart_from_its_label_and_says_what_it_counts() -> None:
    with override("en"):
        shown = render_to_string("ui/_side_link.html", {"link": Link("Lists", "x", "/lists/", current=False, count=1200)})

    assert "Lists 1,200 waiting" in re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", shown))


def test_the_closest_entry_is_the_current_one() -> None:
    urls = ["/", "/people/", "/people/households/"]

    assert navigation._closest("/people/households/H0000001/", urls) == "/people/households/"
    assert navigation._closest("/people/R00000001/", urls) == "/people/"
    assert navigation._closest("/elsewhere/", urls) == ""
