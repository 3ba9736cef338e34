"""How a text is cut for search."""

import pytest

from huajie.core.search import tokens


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("漏水管", ["p6f0fx6c34", "p6c34x7ba1"]),
        ("漏", ["u6f0f"]),
        ("HX2021号", ["whx2021", "u53f7"]),
        ("𠮷田", ["p20bb7x7530"]),
        ("１２栋", ["w12", "u680b"]),
        ("漏,水", ["u6f0f", "u6c34"]),
        ("!? 🙂", []),
        ("", []),
    ],
)
def test_a_text_is_cut_into_pairs_words_and_lone_characters(text: str, cut: list[str]) -> None:
    assert tokens(text) == cut
