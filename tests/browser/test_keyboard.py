"""Everything that the coordinator does can be done without a mouse."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Arrive

pytestmark = pytest.mark.browser


def test_keys_lead_to_search_delivery_and_help(arrive: Arrive) -> None:
    page = arrive().page

    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#help")).to_be_hidden()

    page.keyboard.press("/")
    expect(page.locator("input[name=q]")).to_be_focused()
    page.keyboard.type("花山镇")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/**")

    house = page.url.split("/matters/")[0]
    for anywhere in ("/", "/matters/", "/matters/search/", "/people/", "/people/households/", "/lists/", "/staff/"):
        page.goto(house + anywhere)
        page.keyboard.press("l")
        page.wait_for_url("**/lists/deliver/")
        page.keyboard.press("n")
        page.wait_for_url("**/reception/new/")


def test_the_first_tab_leads_past_the_navigation(arrive: Arrive) -> None:
    page = arrive().page

    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("#content")).to_be_focused()


def test_questions_are_answered_by_digits_and_the_focus_follows(arrive: Arrive) -> None:
    visitor = arrive()
    page = visitor.page
    visitor.open("/lists/questions/")

    page.keyboard.press("3")
    expect(page.locator("#question .alert-success")).to_be_visible()
    expect(page.locator("#question .card-title")).to_be_focused()

    page.keyboard.press("u")
    expect(page.locator("#question .alert-success")).to_have_count(0)
