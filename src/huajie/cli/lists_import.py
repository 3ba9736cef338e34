"""`huajie lists import`: files, folders and zips into the register, with one line of JSON for each data row if asked for."""

import argparse
import json
from collections import Counter
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from huajie.accounts.models import Unit
from huajie.cli.columns_told import tell_columns, tell_missing, tell_noticed
from huajie.cli.importing import Imported, import_lists
from huajie.cli.terminal import remark, say
from huajie.core.errors import Refused
from huajie.intake.ends import RowEnd, ends_of
from huajie.intake.meaning.notes import sentence
from huajie.intake.models import Delivery, FileState
from huajie.intake.reading.folder import shown_name
from huajie.intake.reading.mapping import UnusableMapping, load_mapping

# Files that hold no rows, or none that anybody meant to hand in.
_HARMLESS = {"skip_lock", "skip_system", "skip_not_a_list", "file_empty", "file_no_data", "sheet_empty"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help=_("file, folder or zip; .xlsx, .xls, .ods and .csv are read"))
    parser.add_argument("--unit", metavar="CODE", help=_("code of the unit that hands in (default: the district)"))
    parser.add_argument("--json", type=Path, metavar="OUT", help=_("write what became of each data row to this file"))
    parser.add_argument("--mapping", type=Path, metavar="FILE", help=_('settle columns: {"files": {"*.xlsx": {"header": "field"}}}'))
    parser.add_argument("--title", default="", help=_("what the delivery is called"))


def run(asked: argparse.Namespace) -> int:
    """0 if and only if every data row is accounted for."""
    _check_writable(asked.json)
    try:
        mapping = load_mapping(asked.mapping) if asked.mapping else None
        imported = import_lists(asked.paths, _unit(asked.unit), title=asked.title, mapping=mapping)
    except UnusableMapping as error:
        raise Refused(error.message) from None
    counts = _report(imported.delivery, asked.json)
    tell_missing(imported.delivery)
    _tell_counts(imported, counts)
    tell_noticed(imported.delivery)
    tell_columns(imported.delivery)
    return 1 if _tell_unread(imported.delivery) or counts["waiting"] else 0


def _unit(code: str | None) -> Unit:
    """The unit named, or the first that `huajie init` made."""
    unit = Unit.objects.filter(code=code).first() if code else Unit.objects.filter(code__startswith="district-").order_by("pk").first()
    if unit is None and code:
        raise Refused(_("There is no unit %(code)s.") % {"code": code})
    if unit is None:
        raise Refused(_("There is no district yet. Run `huajie init` first."))
    return unit


def _check_writable(out: Path | None) -> None:
    """Before any work: a report that cannot be written afterwards would be missed."""
    if out is None:
        return
    try:
        is_new = not out.exists()
        out.parent.mkdir(parents=True, exist_ok=True)
        out.open("a", encoding="utf-8").close()
        if is_new:
            out.unlink()
    except (OSError, ValueError) as error:
        told = {"path": shown_name(str(out)), "why": getattr(error, "strerror", None) or type(error).__name__}
        raise Refused(_("Nothing can be written to %(path)s (%(why)s). Name another file after --json.") % told) from None


def _report(delivery: Delivery, out: Path | None) -> Counter[str]:
    """Count the ends of all rows, and write them down where asked."""
    counts: Counter[str] = Counter()
    if out is None:
        counts.update(end.outcome for end in ends_of(delivery))
        return counts
    with out.open("w", encoding="utf-8") as lines:
        for end in ends_of(delivery):
            counts[end.outcome] += 1
            lines.write(json.dumps(_line(end), ensure_ascii=False) + "\n")
    return counts


def _line(end: RowEnd) -> dict[str, object]:
    return {
        "file": end.file,
        "sheet": end.sheet,
        "row": end.row,
        "outcome": end.outcome,
        "reasons": [sentence(reason) for reason in end.reasons],
        "person": end.person,
        "household": end.household,
        "matter": end.matter,
        "proposed": [{proposal.subject.value: proposal.ref, "probability": proposal.probability} for proposal in end.proposed],
    }


def _tell_counts(imported: Imported, counts: Counter[str]) -> None:
    files = imported.delivery.files
    seen = files.filter(state=FileState.SEEN_BEFORE).count()
    say(
        _("%(files)s files, %(rows)s rows: %(registered)s in the register, %(review)s to review, %(refused)s to correct (%(seconds).1f s)")
        % {
            "files": files.exclude(state=FileState.UNREADABLE).count(),
            "rows": counts.total(),
            "registered": counts["registered"],
            "review": counts["review"],
            "refused": counts["refused"],
            "seconds": imported.seconds,
        }
    )
    if seen:
        say(
            ngettext(
                "%(count)s file was delivered before; nothing changed.", "%(count)s files were delivered before; nothing changed.", seen
            )
            % {"count": seen}
        )


def _tell_unread(delivery: Delivery) -> int:
    """Every file and sheet that was not read, with the reason. Returns how many of the files may hold rows."""
    for file in delivery.files.exclude(state=FileState.UNREADABLE).order_by("name"):
        for found in (found for found in file.remarks if found["code"] != "sheet_empty"):
            remark(
                _("No list in it: %(file)s · %(sheet)s — %(why)s") % {"file": file.name, "sheet": found["sheet"], "why": sentence(found)}
            )
    unread = list(delivery.files.filter(state=FileState.UNREADABLE).order_by("name"))
    for file in unread:
        remark(_("Not read: %(file)s — %(why)s") % {"file": file.name, "why": sentence(file.message)})
    return sum(file.message["code"] not in _HARMLESS for file in unread)
