"""The one form for every request, on a phone: what the register knows appears while it is typed, and can be joined."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Arrive
from tests.browser.visitor import NARROW

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
LEAK = "邻居把排水管接到我家门口,雨天积水进屋"


def test_a_request_told_twice_becomes_one_matter_on_a_phone(arrive: Arrive) -> None:
    visitor = arrive("window-clerk", width=NARROW)
    page = visitor.page

    visitor.open("/reception/new/")
    page.locator("#id_text").fill(LEAK)
    page.locator("#id_name").fill("欧阳晓岚")
    page.locator("#id_phone").fill("15400009911")
    village = page.locator("#id_area optgroup option").nth(1).get_attribute("value")
    page.locator("#id_area").select_option(village)
    page.locator("#content button[type=submit]").click()
    page.wait_for_url("**/reception/requests/*/")
    assert visitor.faults() == []
    ref = page.locator(".receipt dd").first.inner_text()

    visitor.open("/reception/new/")
    expect(page.locator(".for-petition")).to_be_hidden()
    page.locator("#id_name").press_sequentially("欧阳晓岚")
    page.locator("#id_phone").press_sequentially("15400009911")
    page.locator("input[name=person]").first.check()
    expect(page.locator("input[name=person]").first).to_be_focused()
    page.locator("#id_text").fill(LEAK + ",请尽快处理")
    page.locator("#id_area").select_option(village)
    page.locator(f"#known-{ref}").check()
    assert visitor.faults() == []
    assert "15400009911" not in page.content().replace('value="15400009911"', "")
    page.locator("#content button[type=submit]").click()
    page.wait_for_url("**/reception/requests/*/")

    expect(page.locator(".alert-success")).to_contain_text(ref)
