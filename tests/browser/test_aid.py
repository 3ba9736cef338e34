"""Aid on screen: the first question answered, an application received; urgent relief given in one sitting, on a phone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Arrive
from tests.browser.visitor import NARROW

pytestmark = pytest.mark.browser


def test_an_answer_leads_to_a_verdict_and_the_verdict_to_an_application(arrive: Arrive) -> None:
    visitor = arrive("district-coordinator")
    page = visitor.page

    visitor.open("/aid/prospects/")
    assert visitor.faults() == []
    asked = page.locator("form[action*='/answer/']", has=page.locator("button[name=value]")).first
    asked.locator("button[value=yes]").click()
    page.wait_for_url("**/aid/prospects/households/*/")
    expect(page.locator(".alert-success")).to_be_visible()
    page.locator("#content .card-body > details > summary").first.click()
    assert visitor.faults() == []

    page.locator("a[href*='/aid/new/']").first.click()
    page.wait_for_url("**/aid/new/**")
    page.locator("input[name=programmes][value=low_income]").check()
    _submit(page)
    page.wait_for_url(re.compile(r"/aid/applications/HD-A"))
    expect(page.locator(".alert-success")).to_be_visible()
    assert visitor.faults() == []


def test_urgent_relief_is_given_in_one_sitting_on_a_phone(arrive: Arrive) -> None:
    visitor = arrive("town-coordinator", width=NARROW)
    page = visitor.page

    visitor.open("/aid/relief/new/")
    assert visitor.faults() == []
    page.locator("[name=name]").fill("外地来的老林")
    place = page.locator("[name=area]")
    if place.evaluate("field => field.tagName") == "SELECT":
        place.select_option(index=1)
    page.locator("[name=words]").fill("昨夜失火，衣被全毁，今晚没有地方住")
    page.locator("[name=amount]").fill("300")
    _submit(page)
    page.wait_for_url(re.compile(r"/aid/relief/HD-U"))
    expect(page.locator(".alert-success")).to_be_visible()
    assert visitor.faults() == []


def test_what_another_number_would_mean_is_drawn_by_town(arrive: Arrive) -> None:
    visitor = arrive("district-coordinator", width=NARROW)
    visitor.open("/aid/what-if/?name=low_income.standard&value=1400&month=2027-01")
    expect(visitor.page.locator("svg.bar").first).to_be_visible()
    assert visitor.faults() == []


def _submit(page: Page) -> None:
    page.locator("#content form[method=post] button[type=submit]").last.click()
