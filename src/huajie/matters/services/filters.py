"""A worklist with its filters, kept under a name by one person for themselves."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff
from huajie.core.errors import Refused
from huajie.matters.models import SavedFilter

MOST = 20  # tabs that still fit a page
LONGEST_NAME = 40


@transaction.atomic
def save_filter(name: str, query: Mapping[str, str], *, by: Staff) -> SavedFilter:
    """Keep it under a name; one of that name is replaced."""
    held = SavedFilter.objects.filter(staff=by)
    named = _name(name)
    if not held.filter(name=named).exists() and held.count() >= MOST:
        raise Refused(_("You keep %(most)s lists already. Delete one first.") % {"most": MOST})
    saved, _made = SavedFilter.objects.update_or_create(staff=by, name=named, defaults={"query": dict(query)})
    return saved


@transaction.atomic
def rename_filter(saved: SavedFilter, name: str) -> None:
    """Another name, which the person uses for no other list."""
    named = _name(name)
    if SavedFilter.objects.filter(staff=saved.staff_id, name=named).exclude(pk=saved.pk).exists():
        raise Refused(_("You keep another list under this name. Choose a different one."))
    saved.name = named
    saved.save(update_fields=["name"])


@transaction.atomic
def delete_filter(saved: SavedFilter) -> None:
    """Gone; the matters in it stay as they are."""
    saved.delete()


def _name(name: str) -> str:
    if not name.strip():
        raise Refused(_("Give the list a name."))
    return name.strip()[:LONGEST_NAME]
