"""Every sentence that reading a list can say, by a stable code; facts hold headers, numbers and limits, never a person's data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True, init=False)
class Message:
    """A sentence said later, in the reader's language. Store `code` and `facts`; `Message(code, **facts)` says it again."""

    code: str
    facts: Mapping[str, object]

    def __init__(self, code: str, **facts: object) -> None:
        object.__setattr__(self, "code", code)
        object.__setattr__(self, "facts", facts)

    def __str__(self) -> str:
        return str(TEXTS[self.code]) % self.facts


TEXTS: dict[str, _StrPromise] = {
    # whole files
    "file_password": _(
        "The workbook is protected by a password. Open it, remove the password (File › Info › Protect), save, and send it again."
    ),
    "file_text_named_workbook": _(
        "The file is named as a workbook but holds plain text. Rename it to .csv, or open it in Excel or WPS and save it as .xlsx."
    ),
    "file_web_page": _("The file is a web page or XML saved under another name. Open it in Excel or WPS, save it as .xlsx, and send that."),
    "file_damaged": _(
        "The file is damaged or was cut off on the way. Copy or download it again, check that it opens in Excel or WPS, and send it again."
    ),
    "file_bomb": _("The file unpacks to an unreasonable size and was not opened. Save the list as a new .xlsx and send that."),
    "file_too_large": _(
        "The file has %(megabytes)s MB; the limit is %(limit)s MB. Split it by town or by year, or remove pictures, and send the parts."
    ),
    "file_empty": _("The file is empty (0 bytes). Export or copy it again."),
    "file_unknown_format": _("This is not a list that can be read. Send .xlsx, .xls, .ods or .csv, a folder, or a .zip of those."),
    "file_too_many_columns": _(
        "Sheet “%(sheet)s” has %(columns)s columns; the limit is %(limit)s. Delete stray columns to the right and send it again."
    ),
    "file_fault": _(
        "The program failed at this file (%(where)s); the other files went on. Open it in Excel or WPS, copy the list into a new workbook "
        "and send that. If that fails too, tell whoever runs Huajie the place in brackets."
    ),
    "file_no_data": _("No sheet holds any data. Check that the right file was sent."),
    # files passed over in a folder or zip
    "skip_lock": _("A lock file of an open workbook. Nothing to do."),
    "skip_system": _("A file of the operating system. Nothing to do."),
    "skip_not_a_list": _("Not a list (%(suffix)s). Send .xlsx, .xls, .ods or .csv."),
    "skip_zip_in_zip": _("A zip inside a zip. Unpack it and send it by itself."),
    "skip_closed": _("The program may not open it. Give it the right to read it, or copy it elsewhere and send the copy."),
    "skip_link": _("A link to another place. Send the file itself."),
    # kinds of list
    "kind_by_words": _("The title and headers say so."),
    "kind_close": _("The title and headers could also mean another kind. Please check."),
    "kind_chosen": _("You chose it."),
    "kind_of_form": _("The list is in a form of ours, which says so."),
    "kind_nothing_says": _("Neither the title nor the headers say what kind of list this is. Please choose."),
    # columns
    "column_by_words": _("The words of the header say so."),
    "column_by_values": _("The values say so."),
    "column_by_neighbour": _("It stands beside the name of the person it belongs to."),
    "column_by_kind": _("That is what it means in this kind of list."),
    "column_chosen": _("You chose it."),
    "column_of_form": _("The list is in a form of ours, which says so."),
    "column_remembered": _("Your unit chose it the last time."),
    "column_two_meanings": _("The header “%(header)s” can mean more than one thing. Please choose."),
    "column_whose": _("“%(header)s” could belong to either of two people. Please choose."),
    "column_contradicted": _("The header “%(header)s” and the values below it do not agree. Please check."),
    "column_repeats": _("Another column already holds the same. Please choose which one counts."),
    "column_not_understood": _("The header “%(header)s” was not fully understood. Please choose, or keep it as a note."),
    "column_no_place": _("The register has no place for it; it is kept with the row as a note."),
    "column_no_name": _("No column of this list was recognised as the name; “%(header)s” may be it. Please choose."),
    "column_no_text": _("No column of this list was recognised as saying what happened; “%(header)s” may be it. Please choose."),
    "column_returned": _("“%(header)s” is the column that Huajie added when it returned the list; it was left out."),
    # columns that are dropped
    "drop_risk_level": _("“%(header)s” was left out: Huajie gives no person a risk level."),
    "drop_stability": _("“%(header)s” was left out: Huajie has no place for controlling people, only for helping them."),
    "drop_watch_label": _("“%(header)s” was left out: Huajie puts no label on a person."),
    "drop_petition_pressure": _("“%(header)s” was left out: petitioning is a right, and Huajie predicts nobody's."),
    "drop_petition_count": _("“%(header)s” was left out: how often someone petitioned counts against nobody."),
    "drop_movement": _("“%(header)s” was left out: Huajie follows nobody's movements, thoughts or contacts."),
    "drop_belief": _("“%(header)s” was left out: politics and religion are nobody's business here."),
    "drop_record": _("“%(header)s” was left out: Huajie keeps no criminal or penal record."),
    "drop_mental": _("“%(header)s” was left out: Huajie does not rate anyone's mind or mood."),
    "drop_ethnic": _("“%(header)s” was left out: ethnicity is not needed to settle a matter or to grant aid."),
    "drop_body": _("“%(header)s” was left out: Huajie holds no pictures or marks of the body."),
    "drop_level": _(
        "“%(header)s” was left out: it looks like a grade, and Huajie grades no person. If it grades something else, say so in the header."
    ),
    # notes on a row
    "id_bad_check": _("The ID number does not pass its own check: it was mistyped or digits were swapped."),
    "id_digits_lost": _(
        "The sheet turned the ID number into a rounded number: its last digits are lost. Format the column as text and type them again."
    ),
    "id_masked": _("The ID number is masked."),
    "id_wrong_length": _("The ID number does not have 18 characters."),
    "id_unread": _("What stands in the ID number column is no number; it is kept as a note."),
    "phone_short": _("The phone number has too few or too many digits."),
    "phone_unread": _("What stands in the phone column is no number; it is kept as a note."),
    "date_unread": _("The date could not be read; it is kept as a note."),
    "date_year_inferred": _("The date had no year; the year was taken from the other dates of the list."),
    "date_unlikely": _("The date does not exist, lies before 1900 or after today; it is kept as a note."),
    "money_unread": _("The amount could not be read as one number; it is kept as a note."),
    "count_unread": _("The number could not be read; it is kept as a note."),
    "answer_unread": _("Neither yes nor no; it is kept as a note."),
    "sex_unread": _("Neither male nor female; it is kept as a note."),
    "family_unread": _("No family member could be read from the cell; it is kept as a note."),
    "name_unread": _("What stands in the name column is no name; it is kept as a note."),
    "name_several": _("Several people stand in one name cell; the row is about the first."),
    "name_and_others": _("The name cell speaks of further people without naming them."),
    "filled_from_above": _("Taken from the row above, as the merged cell or the ditto mark says."),
    "formula_kept_as_text": _("The cell holds a formula; it is kept as plain text and never run."),
    "row_hidden": _("The row is hidden in the workbook; it was read all the same."),
    # problems of a row: each says what to fix
    "date_impossible": _("The date in “%(header)s” does not exist, lies before 1900 or after today. Correct it and send the row again."),
    "more_cells_than_columns": _(
        "The row has %(cells)s cells, the header names %(columns)s columns: is there a comma inside a cell? "
        "Put that cell in quotation marks, or write a Chinese comma, and send the row again."
    ),
    "characters_unreadable": _(
        "Some characters of the row cannot be read: they were damaged on the way. Type them again and send the row again."
    ),
    "nobody_and_nothing": _("The row has neither a name nor a text. Fill in who it is about or what happened, or delete the row."),
    # sheets
    "sheet_no_table": _(
        "No list was found on this sheet: no row reads like a header. If it holds one, give each column a heading such as 姓名 or 联系电话."
    ),
    "sheet_empty": _("The sheet is empty."),
    "sheet_no_rows": _("The list has a header but no rows."),
    "sheet_hidden": _("The sheet is hidden in the workbook; it was read all the same."),
    "no_name_column": _("No column of this list was recognised as the name."),
    "no_text_column": _("No column of this list was recognised as saying what happened."),
    "header_ambiguous": _("More than one row could be the header; all columns are shown as unsure. Please check."),
    # mapping file
    "mapping_not_json": _("The mapping file is no valid JSON (line %(line)s)."),
    "mapping_missing": _("The mapping file %(path)s is not there or cannot be opened."),
    "mapping_no_file": _("The pattern “%(pattern)s” of the mapping file means no file that is handed in. Correct it or leave it out."),
    "mapping_no_column": _(
        "The column “%(header)s” of the mapping file stands in no file that “%(pattern)s” means. Copy the header as it stands in the list."
    ),
    "mapping_shape": _('The mapping file must look like {"files": {"name or pattern": {"header": "field"}}}.'),
    "mapping_unknown_field": _(
        "The mapping file names an unknown field “%(field)s” for “%(header)s”. The fields are listed in the documentation of reading lists."
    ),
}
