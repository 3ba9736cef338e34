"""Staff, units, areas and the record of acts handed out as workbooks: what the list shows, complete, and on record."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from huajie.accounts.labels import act_label
from huajie.accounts.models import Staff, Unit
from huajie.accounts.queries import staff_found, units_in
from huajie.accounts.roles import Permission
from huajie.accounts.scope import Scope
from huajie.areas.models import Area
from huajie.audit.acts import Act
from huajie.audit.models import Entry
from huajie.audit.queries import entries
from huajie.audit.services import record
from huajie.core.layouts import Column, Layout

_AT_ONCE = 1000


def _postings(person: Staff) -> str:
    held = (posting for posting in person.postings.all() if posting.holds)
    return "、".join(f"{posting.get_role_display()} · {posting.unit.name} · {posting.area.short_name}" for posting in held)


STAFF = Layout[Staff](
    columns=(
        Column("name", _("Full name"), lambda person: person.display_name, 14),
        Column("username", _("User name"), lambda person: person.username, 18),
        Column("postings", _("Postings"), _postings, 60),
        Column("account", _("Account"), lambda person: str(_("In use") if person.is_active else _("Closed")), 10),
    )
)
UNITS = Layout[Unit](
    columns=(
        Column("name", _("Unit"), lambda unit: unit.name, 24),
        Column("code", _("Code"), lambda unit: unit.code, 20),
        Column("kind", _("Kind"), lambda unit: unit.get_kind_display(), 20),
        Column("area", _("Area"), lambda unit: unit.area.name, 16),
        Column("state", _("State"), lambda unit: str(_("In use") if unit.active else _("Closed")), 10),
    )
)
AREAS = Layout[Area](
    columns=(
        Column("code", _("Code"), lambda area: area.code, 18),
        Column("name", _("Official name"), lambda area: area.name, 24),
        Column("short_name", _("Area"), lambda area: area.short_name, 18),
        Column("level", _("Level"), lambda area: area.get_level_display(), 18),
        Column("state", _("State"), lambda area: str(_("In use") if area.active else _("Out of use")), 10),
    )
)
RECORD = Layout[Entry](
    columns=(
        Column("number", _("No."), lambda entry: entry.number, 10),
        Column("at", _("When"), lambda entry: localtime(entry.at).strftime("%Y-%m-%d %H:%M:%S"), 20),
        Column("actor", _("Who"), lambda entry: entry.actor, 24),
        Column("act", _("Act"), lambda entry: act_label(entry.act), 24),
        Column("subject", _("On what"), lambda entry: entry.subject, 24),
        Column("purpose", _("Purpose"), lambda entry: entry.purpose, 30),
        Column("detail", _("Details"), lambda entry: ", ".join(f"{name}: {value}" for name, value in entry.detail.items()), 40),
        Column("digest", _("Digest"), lambda entry: entry.digest, 64),
    )
)


def export_staff(scope: Scope, words: str, *, by: Staff) -> Iterator[Staff]:
    """Everyone whom the list of staff shows."""
    scope.demand(Permission.SEE_STAFF)
    people = staff_found(scope, words).order_by("username")
    _record("staff", people, by)
    return people.iterator(chunk_size=_AT_ONCE)


def export_units(scope: Scope, *, by: Staff) -> Iterator[Unit]:
    """Every unit in the reader's area."""
    scope.demand(Permission.SEE_STAFF)
    units = units_in(scope).order_by("code")
    _record("units", units, by)
    return units.iterator(chunk_size=_AT_ONCE)


def export_areas(scope: Scope, *, by: Staff) -> Iterator[Area]:
    """Every area and grid within the reader's areas."""
    scope.demand(Permission.SEE_AREAS)
    areas = scope.narrow(Area.objects.all(), Permission.SEE_AREAS, "code").order_by("code")
    _record("areas", areas, by)
    return areas.iterator(chunk_size=_AT_ONCE)


def export_record(scope: Scope, wanted: dict[str, str], *, by: Staff) -> Iterator[Entry]:
    """The record, or those entries of it that were asked for, oldest first, with the digests by which they are checked."""
    scope.demand(Permission.SEE_AUDIT)
    found = entries(**wanted).order_by("number")
    _record("record", found, by)
    return found.iterator(chunk_size=_AT_ONCE)


def _record(name: str, rows: QuerySet[Staff] | QuerySet[Unit] | QuerySet[Area] | QuerySet[Entry], by: Staff) -> None:
    record(Act.OFFICE_EXPORTED, by=by, detail={"list": name, "rows": rows.count()})
