"""Panels: what a room above shows on the page of a room beneath it, fetched as a fragment once the page stands."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise

Page = Literal["person", "household", "matter"]


@dataclass(frozen=True)
class Panel:
    """A fragment for one kind of page; its address takes the record's reference as `reference`."""

    page: Page
    name: str
    label: Promise | str
    url_name: str
    order: int
    permission: Hashable | None


_panels: dict[tuple[Page, str], Panel] = {}


def register_panel(
    page: Page, name: str, label: Promise | str, url_name: str, order: int = 100, permission: Hashable | None = None
) -> None:
    """Show a panel on every page of that kind to those who hold the permission; the same name again replaces it."""
    _panels[page, name] = Panel(page, name, label, url_name, order, permission)


def panels_for(page: Page) -> list[Panel]:
    """The panels of one kind of page, in order."""
    return sorted((panel for panel in _panels.values() if panel.page == page), key=lambda panel: panel.order)
