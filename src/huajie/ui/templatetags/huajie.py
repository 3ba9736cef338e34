"""Template tags of the house: how dates and money look, and the small drawings."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.http import QueryDict
from django.template import Context
from django.template.loader import get_template
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from huajie.ui.charts import HEIGHT, WIDTH, columns
from huajie.ui.panels import Page, panels_for
from huajie.ui.shares import Segment, segments

register = template.Library()


@register.filter
def money(fen: int | None) -> str:
    """1,120 元 from 112000 fen; cents only where there are some."""
    if fen is None:
        return ""
    yuan = f"{fen / 100:,.2f}".removesuffix(".00")
    return _("%(yuan)s yuan") % {"yuan": yuan}


@register.filter
def day(value: date | datetime | None) -> str:
    """2026年9月20日, or 20 September 2026."""
    if value is None:
        return ""
    local = timezone.localtime(value).date() if isinstance(value, datetime) else value
    return f"{local.year}年{local.month}月{local.day}日" if _in_chinese() else date_format(local, "j F Y")


@register.filter
def moment(value: datetime | None) -> str:
    """2026年9月20日 14:05, or 20 September 2026, 14:05."""
    if value is None:
        return ""
    clock = f"{timezone.localtime(value):%H:%M}"
    return f"{day(value)} {clock}" if _in_chinese() else f"{day(value)}, {clock}"


@register.filter
def grouped(count: int | None) -> str:
    """3,527 from 3527."""
    return "" if count is None else f"{count:,}"


@register.filter
def of(counts: Mapping[str, int], name: str) -> int:
    """One count out of a mapping; none is zero."""
    return counts.get(name, 0)


@register.simple_tag
@lru_cache(maxsize=500)
def icon(name: str) -> SafeString:
    """A drawing from the sprite. It says nothing to a screen reader: the words beside it do."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>', static("ui/dist/icons.svg"), name
    )


@register.simple_tag(takes_context=True)
def jinja(context: Context, name: str, **more: object) -> str:
    """`include` of a fragment that is written in Jinja: {% jinja "matters/_worklist.html" %}."""
    said: dict[str, Any] = {str(name): value for name, value in context.flatten().items()} | more  # Any: what a template shows
    return mark_safe(get_template(name, using="jinja2").render(said))  # noqa: S308 — Jinja escapes


@register.inclusion_tag("ui/_bar.html")
def bar(total: int, label: str, **parts: int) -> dict[str, list[Segment] | str]:
    """One bar of named stretches: {% bar total label done=3402 review=96 correct=29 %}. The names are colours of parts.css."""
    return {"segments": segments(list(parts.items()), total), "label": label}


@register.inclusion_tag("ui/_bar.html")
def stacked_bar(parts: Mapping[str, int], most: int, label: str) -> dict[str, list[Segment] | str]:
    """The same for counts in a mapping, on a scale whose end is `most`."""
    return {"segments": segments(list(parts.items()), most), "label": label}


@register.inclusion_tag("ui/_columns.html")
def stacked_columns(counts: Sequence[tuple[str, Mapping[str, int]]], label: str) -> dict[str, object]:
    """A chart of labelled columns, each stacked from named counts."""
    return {"columns": columns(counts), "label": label, "width": WIDTH, "height": HEIGHT, "foot": HEIGHT - 5}


@register.inclusion_tag("ui/_panels.html", takes_context=True)
def panels(context: dict[str, Any], page: Page, reference: str) -> dict[str, object]:  # Any: a template context
    """The panels of a page, each fetched once the page stands."""
    scope = context.get("scope")
    allowed = [panel for panel in panels_for(page) if panel.permission is None or (scope and scope.may(panel.permission))]
    return {"panels": [(panel, reverse(panel.url_name, kwargs={"reference": reference})) for panel in allowed]}


@register.simple_tag(takes_context=True)
def with_query(context: dict[str, Any], **changes: object) -> str:  # Any: a template context
    """The address of this page with some of its question changed: ?kind=dispute&after=…; an empty value leaves it out."""
    query: QueryDict = context["request"].GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value not in (None, ""):
            query[name] = str(value)
    return "?" + query.urlencode()


def _in_chinese() -> bool:
    return (get_language() or "").startswith("zh")
