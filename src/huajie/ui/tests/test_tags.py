"""How dates, money and drawings look."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override

from huajie.ui.templatetags.huajie import day, moment, money


@pytest.mark.parametrize(("language", "shown"), [("zh-hans", "2026年9月20日"), ("en", "20 September 2026")])
def test_a_day_is_written_as_its_readers_write_it(language: str, shown: str) -> None:
    with override(language):
        assert day(date(2026, 9, 20)) == shown


def test_a_moment_is_told_in_the_time_of_the_house() -> None:
    with override("en"):
        assert moment(datetime(2026, 9, 20, 16, 30, tzinfo=UTC)) == "21 September 2026, 00:30"


@pytest.mark.parametrize(("fen", "shown"), [(112000, "1,120 yuan"), (112050, "1,120.50 yuan"), (0, "0 yuan"), (None, "")])
def test_cents_are_shown_only_where_there_are_some(fen: int | None, shown: str) -> None:
    with override("en"):
        assert money(fen) == shown


def test_an_icon_says_nothing_to_a_screen_reader() -> None:
    assert 'aria-hidden="true"' in Template('{% icon "home" %}').render(Context())


def test_a_query_is_changed_without_losing_the_rest() -> None:
    request = RequestFactory().get("/", {"kind": "dispute", "after": "x"})

    shown = Template("{% with_query after='' area='440114' %}").render(Context({"request": request}))

    assert shown == "?kind=dispute&amp;area=440114"
