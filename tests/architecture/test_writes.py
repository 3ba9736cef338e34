"""Writing lives in services: nothing else touches the database but through them."""

import ast

from tests.architecture.source import at, modules, room_of, tree_of

WRITES = {"save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "aupdate", "acreate"}
ROOMS_WITH_DATA = {
    "audit",
    "areas",
    "accounts",
    "papers",
    "deadlines",
    "people",
    "matters",
    "assistance",
    "sheets",
    "intake",
    "reception",
    "api",
    "ui",
    "config",
    "cli",
    "demo",
}
NOT_A_DATABASE = {"hashlib", "digest", "hasher", "sha", "sha256", "book"}  # `.update(` feeds a hash, `.save(` writes a workbook


def writes_in(tree: ast.Module) -> list[int]:
    """The lines that call a writing method of a model or queryset. A queryset's `update` takes names only; a set's or a bar's does not."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in WRITES
        and not (node.func.attr == "update" and node.args)
        and not (isinstance(node.func.value, ast.Name) and node.func.value.id in NOT_A_DATABASE)
    ]


def test_only_services_write() -> None:
    strays = [
        at(path, line)
        for path in modules()
        if room_of(path) in ROOMS_WITH_DATA and "services" not in path.parts and path.stem != "services" and "reading" not in path.parts
        for line in writes_in(tree_of(path))
    ]
    assert strays == []


def test_state_is_assigned_in_services_only() -> None:
    strays = [
        at(path, node.lineno)
        for path in modules()
        if "services" not in path.parts and path.stem != "services"
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Attribute)
        and target.attr == "state"
        and not (isinstance(target.value, ast.Name) and target.value.id == "self")
    ]
    assert strays == []
