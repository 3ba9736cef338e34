"""The one form for every request, on a phone: what the register knows appears while it is typed, and can be joined."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Arrive
from tests.browser.visitor import NARROW

pytestmark = pytest.mark.browser
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
    _submit(page)
    page.wait_for_url("**/reception/requests/*/")
    assert visitor.faults() == []
    ref = page.locator(".receipt dd").first.inner_text()

    visitor.open("/reception/new/")
    expect(page.locator(".for-petition")).to_be_hidden()
    page.locator("#id_name").press_sequentially("欧阳晓岚")
    page.locator("#id_phone").press_sequentially("15400009911")
    page.wait_for_timeout(1200)
    page.locator("input[name=person]").first.check()
    expect(page.locator("input[name=person]").first).to_be_focused()
    page.locator("#id_text").fill(LEAK + ",请尽快处理")
    page.locator("#id_area").select_option(village)
    page.wait_for_timeout(1200)
    page.locator(f"#known-{ref}").check()
    assert visitor.faults() == []
    assert "15400009911" not in page.content().replace('value="15400009911"', "")
    _submit(page)
    page.wait_for_url("**/reception/requests/*/")

    expect(page.locator(".alert-success")).to_contain_text(ref)
    visitor.complaints[:] = _without_replaced(visitor.complaints)


def _submit(page: Page) -> None:
    """Press the button once the suggestions have come."""
    page.wait_for_timeout(1200)
    page.wait_for_load_state("networkidle")
    page.locator("#content button[type=submit]").click()


def _without_replaced(complaints: list[str]) -> list[str]:
    """Without those on fragments that a newer one took the place of: htmx says so as an error, though it is meant."""
    return [said for said in complaints if not said.startswith(("htmx:afterRequest", "htmx:sendAbort"))]
