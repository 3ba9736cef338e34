"""Arrows point down: foreign keys and addresses as well as imports (those are lint-imports' task)."""

import re

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

from tests.architecture.source import LAYERS, PACKAGE, ROOT, room_of

HEIGHT = {room: height for height, room in enumerate(LAYERS)}
# an address asked for softly (`as`) may be missing: the page does without it, so the room above can still be deleted
URL_TAG = re.compile(r"""(?:{%-?\s*url\s+|\burl\()["']([\w:-]+)["'](?![^%]*\sas\s)""")


def test_every_folder_of_the_package_is_a_known_room() -> None:
    rooms = {path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert rooms == set(LAYERS)


def test_foreign_keys_point_down() -> None:
    upward = []
    for model in apps.get_models():
        if model.__module__.startswith("huajie."):
            for field in model._meta.get_fields():
                target = field.related_model if field.concrete and field.is_relation else None
                if isinstance(target, type) and target.__module__.startswith("huajie."):
                    here, there = model.__module__.split(".")[1], target.__module__.split(".")[1]
                    if HEIGHT[there] > HEIGHT[here]:
                        upward.append(f"{model.__name__}.{field.name} → {target.__name__}")
    assert upward == []


def room_of_each_route() -> dict[str, str]:
    """Route name, with its namespace, → the room of its view."""
    found: dict[str, str] = {}

    def walk(resolver: URLResolver, namespace: str) -> None:
        for entry in resolver.url_patterns:
            if isinstance(entry, URLResolver):
                walk(entry, f"{namespace}{entry.namespace}:" if entry.namespace else namespace)
            elif isinstance(entry, URLPattern) and entry.name and entry.callback.__module__.startswith("huajie."):
                found[f"{namespace}{entry.name}"] = entry.callback.__module__.split(".")[1]

    walk(get_resolver(), "")
    return found


def test_addresses_in_templates_point_down() -> None:
    rooms = room_of_each_route()
    upward = [
        f"{template.relative_to(ROOT)} → {name}"
        for template in PACKAGE.rglob("*.html")
        for name in URL_TAG.findall(template.read_text(encoding="utf-8"))
        if HEIGHT.get(rooms.get(name, "linkage"), 0) > HEIGHT[room_of(template)]
    ]
    assert upward == []


def test_addresses_in_templates_exist() -> None:
    known = set(room_of_each_route())
    foreign = ("account_", "mfa_", "openid_connect_", "socialaccount_", "set_language")
    missing = [
        f"{template.relative_to(ROOT)} → {name}"
        for template in PACKAGE.rglob("*.html")
        for name in URL_TAG.findall(template.read_text(encoding="utf-8"))
        if name not in known and not name.startswith(foreign)
    ]
    assert missing == []
