"""Jinja, for the fragments of a page that say much: long tables, filters, the navigation (docs/decisions/0009)."""

from functools import lru_cache
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext, ngettext, pgettext
from jinja2 import Environment

from huajie.ui.templatetags import huajie as tags

_STANDS_FOR_A_REFERENCE = "REF"


def environment(**options: Any) -> Environment:  # Any: Jinja's own options
    """Templates under jinja2/, with the filters and drawings of the others."""
    env = Environment(**options, extensions=["jinja2.ext.i18n"])  # noqa: S701 — Django sets autoescape
    env.install_gettext_callables(gettext, ngettext, newstyle=True, pgettext=pgettext)  # type: ignore[attr-defined]  # by the extension
    env.globals |= {"url": url, "icon": tags.icon, "static": static}
    env.filters |= {"day": tags.day, "grouped": tags.grouped}
    return env


def url(name: str, reference: str = "") -> str:
    """The address of a page, or of one page for each reference: {{ url("matters:matter", matter.ref) }}."""
    return _address(name, with_reference=bool(reference)).replace(_STANDS_FOR_A_REFERENCE, reference)


@lru_cache(maxsize=1000)
def _address(name: str, *, with_reference: bool) -> str:
    """Looked up once: a list of fifty would do so fifty times."""
    return reverse(name, args=[_STANDS_FOR_A_REFERENCE] if with_reference else [])
