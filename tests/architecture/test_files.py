"""House rules that a machine can read: sizes, words that no file may hold, docstrings."""

import ast
import re

from tests.architecture.source import ROOT, at, kept_files, modules, tree_of

FILE_LINES = 400
FUNCTION_LINES = 60
BINARY = {".png", ".ico", ".woff2", ".xlsx", ".xls", ".ods", ".mo", ".gz", ".zip"}
FORBIDDEN_WORDS = {  # brackets keep the patterns from finding themselves
    "a registry's host": re.compile(r"registry[.]npmjs|files[.]pythonhosted|pypi[.](org|io)\b|[n]pmmirror|[d]eb\.debian\."),
    "a path of one machine": re.compile(r"[/]home/\w+/|[/]root/|[/]work/"),
    "unfinished work": re.compile(r"\b(TO[D]O|FIX[M]E|XX[X])\b"),
}
BANNED_NAMES = {"utils", "helpers", "common", "misc", "manager", "managers"}


def test_no_file_is_longer_than_the_house_allows() -> None:
    long = [
        f"{path.relative_to(ROOT)} {lines}"
        for path in modules()
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > FILE_LINES
    ]
    assert long == []


def test_no_function_is_longer_than_the_house_allows() -> None:
    long = [
        f"{at(path, node.lineno)} {node.name}"
        for path in modules()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (node.end_lineno or 0) - node.lineno + 1 > FUNCTION_LINES
    ]
    assert long == []


def test_every_module_says_what_it_is() -> None:
    silent = [str(path.relative_to(ROOT)) for path in modules() if path.stat().st_size and not ast.get_docstring(tree_of(path))]
    assert silent == []


def test_no_folder_or_module_is_named_for_nothing() -> None:
    assert [str(path.relative_to(ROOT)) for path in modules() if BANNED_NAMES & {path.stem, *path.relative_to(ROOT).parts}] == []


def test_imports_stand_at_the_top() -> None:
    inside = [
        at(path, inner.lineno)
        for path in modules()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom) and path.name != "apps.py"
    ]
    assert inside == []


def test_no_file_holds_a_word_that_it_must_not() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {what}"
        for path in kept_files()
        if path.suffix not in BINARY and path.name != "LICENSE"
        for what, pattern in FORBIDDEN_WORDS.items()
        if pattern.search(path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert found == []
