"""The side navigation."""

from dataclasses import dataclass
from typing import Any

from django.test import RequestFactory
from django.urls import reverse

from huajie.ui import navigation
from huajie.ui.navigation import links_for


@dataclass(frozen=True)
class Reader:
    """Somebody who may do everything, or nothing."""

    everything: bool

    def may(self, permission: Any) -> bool:  # Any: as the protocol says
        return self.everything


def test_only_what_the_reader_may_open_is_shown() -> None:
    desk = reverse("desk")  # the desk stands in the navigation once the addresses are loaded
    assert [link.url for link in links_for(RequestFactory().get(desk), Reader(everything=False))] == [desk]


def test_the_closest_entry_is_the_current_one() -> None:
    urls = ["/", "/people/", "/people/households/"]

    assert navigation._closest("/people/households/H0000001/", urls) == "/people/households/"
    assert navigation._closest("/people/R00000001/", urls) == "/people/"
    assert navigation._closest("/elsewhere/", urls) == ""
