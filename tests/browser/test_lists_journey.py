"""From a file on the desk to the register: upload, mapping, review, and the record on its page."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Arrive
from tests.browser.made_lists import dispute_ledger
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser
REGISTERED_SECONDS = 60_000


@pytest.mark.parametrize(("journey", "language", "width"), [(1, "zh-hans", 1280), (2, "zh-hans", 360), (3, "en", 1280), (4, "en", 360)])
def test_a_delivered_list_ends_in_the_register(arrive: Arrive, tmp_path: Path, journey: int, language: str, width: int) -> None:
    made = dispute_ledger(tmp_path, journey)
    visitor = arrive(language=language, width=width)
    page = visitor.page

    visitor.open("/lists/deliver/")
    page.set_input_files("#files", made.file)
    expect(page.locator("[data-drop-count]")).to_have_text("1")
    page.locator("form[data-drop] button[type=submit]").click()

    confirm_mapping(visitor)
    expect(page.locator(".figure-number").first).to_have_text(str(made.rows), timeout=REGISTERED_SECONDS)
    assert visitor.faults() == []

    visitor.open(f"/matters/search/?q={made.name}")
    page.get_by_role("link", name=made.name).first.click()
    expect(page.locator("main")).to_contain_text(made.file.name)


def confirm_mapping(visitor: Visitor) -> None:
    """The unsure column is shown with a choice, the forbidden one is not taken; one press confirms all."""
    page = visitor.page
    page.wait_for_selector("#mapping", timeout=REGISTERED_SECONDS)
    unsure = page.locator("#mapping tr", has_text="意见")
    unsure.locator("select").select_option("measures")
    expect(page.locator("#mapping tr", has_text="风险等级").locator("select")).to_have_count(0)
    assert visitor.faults() == []
    page.locator("#mapping button[type=submit]").click()
    page.wait_for_selector("#progress .figures", timeout=REGISTERED_SECONDS)


@pytest.mark.parametrize(("language", "width"), [("zh-hans", 1280), ("en", 360)])
def test_an_answer_brings_the_next_question_and_can_be_taken_back(arrive: Arrive, language: str, width: int) -> None:
    visitor = arrive(language=language, width=width)
    page = visitor.page
    visitor.open("/lists/questions/")
    first = page.locator("#question .side-name").first.get_attribute("href")
    count = page.locator("#question .card-actions").inner_text()

    page.locator("#question button[value=unknown]").click()
    expect(page.locator("#question .alert-success")).to_be_visible()
    expect(page.locator("#question .card-actions")).not_to_have_text(count)
    assert visitor.faults() == []

    page.locator("#question .alert-success button").click()
    expect(page.locator("#question .side-name").first).to_have_attribute("href", first or "")
    expect(page.locator("#question .card-actions")).to_have_text(count)


def test_a_list_is_delivered_without_script(arrive: Arrive, tmp_path: Path) -> None:
    made = dispute_ledger(tmp_path, 5)
    signed_in = arrive()
    browser = signed_in.page.context.browser
    assert browser is not None
    context = browser.new_context(java_script_enabled=False, storage_state=signed_in.page.context.storage_state())
    page = context.new_page()

    page.goto(signed_in.house.page("/lists/deliver/"))
    page.set_input_files("#files", made.file)
    page.locator("form[data-drop] button[type=submit]").click()

    expect(page.locator("h1.page-title")).to_contain_text("1")
    context.close()
