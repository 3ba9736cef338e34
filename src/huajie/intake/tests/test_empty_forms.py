"""A sheet made from the empty form that an office sends round."""

from io import BytesIO
from pathlib import Path

from django.test import Client
from django.urls import reverse

from huajie.accounts.models import Staff
from huajie.intake.reading.fields import Field
from huajie.intake.tests.making import write_sheet
from huajie.sheets.definitions import definition_of
from huajie.sheets.fields import FIELDS
from huajie.sheets.models import SheetLayout

ROWS = [
    ["东山镇矛盾纠纷排查化解月报表"],
    ["填报单位（盖章）：", "填报日期：2026年9月1日"],
    ["序号", "纠纷名称", "当事人姓名", "身份证号码", "涉案金额（万元）", "风险等级", "领导批示情况说明栏", "纠纷简要情况"],
    ["填表人：        审核人："],
]


def test_the_headers_of_an_empty_form_become_the_columns_of_a_sheet(client: Client, liang: Staff, tmp_path: Path) -> None:
    client.force_login(liang)
    form = BytesIO(write_sheet(tmp_path / "月报.xlsx", "Sheet1", ROWS).read_bytes())
    form.name = "月报.xlsx"

    page = client.post(reverse("intake:sheet_of_form"), {"form": form}, follow=True)

    layout = SheetLayout.objects.get()
    made = definition_of(layout)
    assert page.redirect_chain[-1][0] == reverse("sheets:edit", args=[layout.pk])
    assert (made.name, made.kind) == ("东山镇矛盾纠纷排查化解月报表", "dispute")
    assert [column.field for column in made.columns] == ["row_no", "title", "name", "id_number", "amount", "", "summary"]
    assert made.columns[4].written_as == "ten_thousand_yuan"
    assert made.titles[1] == "填报单位（盖章）：{unit}        填报日期：{date}"
    assert made.footers == ("填表人： 审核人：",)
    assert "风险等级" not in made.signature
    assert "风险等级" in page.content.decode()


def test_what_is_no_form_is_refused_with_what_to_do(client: Client, liang: Staff) -> None:
    client.force_login(liang)
    picture = BytesIO(b"\x89PNG\r\n\x1a\n" + bytes(64))
    picture.name = "form.xlsx"

    response = client.post(reverse("intake:sheet_of_form"), {"form": picture})

    assert response.status_code == 422
    assert not SheetLayout.objects.exists()


def test_every_field_of_a_sheet_that_is_read_is_one_that_the_reader_knows() -> None:
    known = {field.value for field in Field}
    assert [name for name, field in FIELDS.items() if field.is_read and name not in known] == []
    assert [name for name, field in FIELDS.items() if not field.is_read and name in known] == []
