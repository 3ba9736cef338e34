"""The boundaries of docs/principles.md: what has no place anywhere, and that the tests which the page names exist."""

import re

from django.apps import apps

from huajie.intake.reading.fields import Field
from huajie.people.models import FactKind
from tests.architecture.source import PACKAGE, ROOT

FORBIDDEN = re.compile(
    r"score|rank|risk|rating|predict|watch|stabil|religio|belief|politic|criminal|convict|latitude|longitude|location|"
    r"track|trail|device|petition_count|times_petitioned"
)


def test_no_table_has_a_place_for_what_the_boundaries_forbid() -> None:
    columns = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("huajie.")
        for field in model._meta.get_fields()
    ]
    kinds = [f"{kind.__class__.__name__}.{kind.value}" for kind in (*FactKind, *Field)]
    assert [name for name in (*columns, *kinds) if FORBIDDEN.search(name.lower())] == []


def test_every_test_that_the_principles_name_exists() -> None:
    named = set(re.findall(r"`(test_\w+)`", (ROOT / "docs/principles.md").read_text(encoding="utf-8")))
    files = [*PACKAGE.rglob("test_*.py"), *(ROOT / "tests").rglob("test_*.py")]
    known = {name for file in files for name in re.findall(r"^def (test_\w+)", file.read_text(encoding="utf-8"), re.MULTILINE)}
    assert named
    assert named - known == set()
