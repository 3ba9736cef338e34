"""Making and changing forms."""

from dataclasses import replace

import pytest
from django.http import QueryDict

from huajie.accounts.models import Staff
from huajie.core.errors import NotPermitted, Refused
from huajie.sheets.definitions import ColumnDefinition, Definition, definition_of
from huajie.sheets.forms import changed, posted
from huajie.sheets.models import SheetLayout
from huajie.sheets.services.editing import ChangedMeanwhile, change_layout, copy_layout, delete_layout, make_layout, restore_layout
from huajie.sheets.tests.conftest import EAST

NAME, TOWN = ColumnDefinition("name", "姓名"), ColumnDefinition("town", "镇街")
FORM = Definition("街道月报", (NAME, TOWN), titles=("{unit}月报",))


def test_a_form_is_kept_as_it_was_made(liang: Staff) -> None:
    layout = make_layout(FORM, by=liang)
    assert definition_of(SheetLayout.objects.get(pk=layout.pk)) == FORM
    assert layout.area_id is None


def test_of_two_who_change_a_form_at_once_the_second_is_told_who_was_first(liang: Staff) -> None:
    layout = make_layout(FORM, by=liang)
    change_layout(layout, replace(FORM, columns=(TOWN, NAME)), version=1, by=liang)

    with pytest.raises(ChangedMeanwhile, match="liang"):
        change_layout(layout, FORM, version=1, by=liang)

    assert [column.field for column in layout.columns.all()] == ["town", "name"]


@pytest.mark.parametrize(
    "wrong",
    [
        replace(FORM, name=" "),
        replace(FORM, columns=()),
        replace(FORM, columns=(replace(NAME, header=""),)),
        replace(FORM, columns=(replace(NAME, field="risk"),)),
        replace(FORM, columns=(ColumnDefinition("amount", "金额", format="ten_thousand_yuan"),)),
        replace(FORM, columns=(NAME,) * 61),
    ],
    ids=["no name", "no column", "no header", "unknown field", "ten thousands without saying so", "too wide"],
)
def test_a_form_that_could_not_be_filled_or_read_is_refused_and_written_nowhere(liang: Staff, wrong: Definition) -> None:
    with pytest.raises(Refused):
        make_layout(wrong, by=liang)
    assert not SheetLayout.objects.exists()


def test_a_town_changes_its_own_forms_and_copies_those_of_the_district(liang: Staff, ou: Staff, ledger: SheetLayout) -> None:
    with pytest.raises(NotPermitted):
        change_layout(ledger, FORM, version=1, by=ou)

    copy = copy_layout(ledger, by=ou)

    assert (copy.area_id, copy.code) == (EAST, None)
    assert definition_of(copy).columns == definition_of(ledger).columns
    change_layout(copy, FORM, version=1, by=ou)
    change_layout(copy, FORM, version=2, by=liang)


def test_a_deleted_form_is_restored_whole(liang: Staff) -> None:
    layout = make_layout(FORM, by=liang)
    delete_layout(layout, by=liang)
    restore_layout(layout, by=liang)
    layout.refresh_from_db()
    assert (layout.deleted_at, definition_of(layout)) == (None, FORM)


@pytest.mark.parametrize(
    ("asked", "fields"),
    [
        ("up:1", ["town", "name"]),
        ("up:0", ["name", "town"]),
        ("down:0", ["town", "name"]),
        ("down:1", ["name", "town"]),
        ("remove:0", ["town"]),
        ("remove:9", ["name", "town"]),
        ("remove:", ["name", "town"]),
        ("add", ["name", "town", ""]),
        ("preview", ["name", "town"]),
    ],
)
def test_each_button_of_the_editor_does_what_it_says(asked: str, fields: list[str]) -> None:
    assert [column.field for column in changed(FORM, asked).columns] == fields


def test_what_is_posted_is_read_with_care() -> None:
    data = QueryDict(
        "name=%20表%20&kind=none&titles=一%0D%0A%0D%0A二&field=name&field=x&header=姓名&header=y&width=999&width=a&group=&group=&format=z&format="
    )
    form = posted(data)
    assert (form.name, form.kind, form.titles) == ("表", "", ("一", "二"))
    assert form.columns == (ColumnDefinition("name", "姓名", 80), ColumnDefinition("", "y", 14))
