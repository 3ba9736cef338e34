"""Every sentence can be said, in both languages, with the facts it needs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from huajie.intake.reading import fields, kinds, messages

_SOURCES = Path(str(messages.__file__)).parent
_LOCALE = _SOURCES / "locale"


def catalogue(language: str) -> dict[str, str]:
    """msgid → msgstr of the plain .po, its string lines joined."""
    text = (_LOCALE / language / "LC_MESSAGES" / "django.po").read_text(encoding="utf-8")
    joined = re.sub(r'"\n"', "", text)
    return {_plain(msgid): _plain(msgstr) for msgid, msgstr in re.findall(r'^msgid "(.*)"\nmsgstr "(.*)"$', joined, re.MULTILINE)}


def _plain(text: str) -> str:
    return text.replace('\\"', '"').replace("\\n", "\n")


def sentences() -> set[str]:
    found = set()
    for module in (messages, fields, kinds):
        source = Path(str(module.__file__)).read_text(encoding="utf-8")
        found |= {_plain(text) for text in re.findall(r'\b_\(\s*"((?:[^"\\]|\\.)*)"\s*\)', source)}
    return found


@pytest.mark.parametrize("language", ["zh_Hans", "en"])
def test_every_sentence_is_in_the_catalogue_with_the_same_facts(language: str) -> None:
    known = catalogue(language)
    for sentence in sentences():
        assert known.get(sentence), sentence
        assert set(re.findall(r"%\(\w+\)s", known[sentence])) == set(re.findall(r"%\(\w+\)s", sentence))


def test_every_code_that_is_used_has_a_sentence() -> None:
    used: set[str] = set()
    for path in _SOURCES.glob("*.py"):
        source = path.read_text(encoding="utf-8")
        used |= set(re.findall(r'"((?:drop|column|id|date|money|phone|name|sheet|skip|kind)_[a-z_]+)"', source))
        used |= {f"file_{code}" for code in re.findall(r'UnreadableFile\("([a-z_]+)"', source)}
        used |= {f"mapping_{code}" for code in re.findall(r'UnusableMapping\("([a-z_]+)"', source)}
    field_values = {field.value for field in fields.Field}
    shapes = {shape.value for shape in fields.Shape}
    assert {code for code in used if code not in field_values | shapes} <= set(messages.TEXTS)
    assert len(used) > 50


def test_every_field_and_kind_has_a_label() -> None:
    assert set(fields.LABELS) == set(fields.Field)
    assert set(kinds.KIND_LABELS) == set(kinds.ListKind)
