"""All rooms share one dictionary: a text that two of them word differently is told."""

import pytest
from babel.messages.catalog import Catalog
from tools.catalogues import clashes


def catalogue(text: str | tuple[str, str], wording: str | tuple[str, ...], context: str | None = None) -> Catalog:
    """The catalogue of a room that says one thing."""
    made = Catalog(locale="zh_Hans")
    made.add(text, wording, context=context)
    return made


def test_two_wordings_of_one_text_are_told_with_their_rooms() -> None:
    rooms = {"accounts": catalogue("Who", "操作人"), "matters": catalogue("Who", "姓名"), "people": catalogue("Who", "姓名")}
    assert list(clashes(rooms)) == ["worded differently: 'Who': 操作人 in accounts; 姓名 in matters, people"]


def test_two_wordings_of_one_plural_are_told() -> None:
    day = ("%(n)s day", "%(n)s days")
    assert len(list(clashes({"deadlines": catalogue(day, ("%(n)s 天",)), "matters": catalogue(day, ("%(n)s 日",))}))) == 1


@pytest.mark.parametrize(
    "other",
    [
        catalogue("Who", "操作人"),
        catalogue("Who", "姓名", "team"),
        catalogue("Who", ""),
    ],
    ids=["the same words", "a context of its own", "not translated yet"],
)
def test_what_cannot_be_mistaken_is_no_clash(other: Catalog) -> None:
    assert list(clashes({"accounts": catalogue("Who", "操作人"), "matters": other})) == []
