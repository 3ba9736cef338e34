"""The closed board on a phone: a need is claimed, and who the family is is seen once both sides have accepted, and not before."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Arrive
from tests.browser.visitor import NARROW

pytestmark = pytest.mark.browser


def test_a_family_is_claimed_on_a_phone_and_seen_only_after_both_have_accepted(arrive: Arrive) -> None:
    charity, adviser = arrive("charity-member", width=NARROW), arrive("assistance-adviser", width=NARROW)
    page = charity.page
    charity.open("/board/")
    assert charity.faults() == []
    assert "演示·来穗人员" not in page.content()
    page.locator("a[href^='/board/'].btn").first.click()
    page.wait_for_url("**/board/*/")
    assert charity.faults() == []
    page.locator("textarea[name=said]").fill("米、油、奶粉，每月送一次，共三个月")
    page.locator("#content button[type=submit]").click()
    page.wait_for_url("**/board/claims/*/")
    claim = page.url.rstrip("/").rpartition("/")[2]
    assert charity.faults() == []

    adviser.open("/referrals/")
    assert adviser.faults() == []
    adviser.page.locator("table a[href^='/referrals/']").first.click()
    _unfold_and_say(adviser.page, "claim-act-accept", "上门问过，本人同意")
    assert adviser.faults() == []

    charity.open(f"/board/claims/{claim}/")
    expect(page.locator("form[action$='/look/']")).to_have_count(0)
    page.locator("summary:has(#act-take_on)").click()
    page.locator("#take_on-said").check()
    page.locator("details[open] button[type=submit]").click()
    page.locator("form[action$='/look/'] button").click()
    expect(page.locator("#who-title + *, section[aria-labelledby=who-title] dl")).not_to_have_count(0)
    expect(page.locator("section[aria-labelledby=who-title]")).to_contain_text("演示·来穗人员丙")
    assert charity.faults() == []


def test_civil_affairs_sees_who_may_claim_and_the_charity_nothing_else(arrive: Arrive) -> None:
    verifier, charity = arrive("civil-affairs-approver", width=NARROW), arrive("charity-member")
    verifier.open("/organisations/")
    assert verifier.faults() == []
    verifier.page.locator("table a[href^='/organisations/']").first.click()
    verifier.page.wait_for_url("**/organisations/*/")
    assert verifier.faults() == []

    charity.open("/")
    expect(charity.page.locator("form[role=search]")).to_have_count(0)
    assert charity.faults() == []


def _unfold_and_say(page: Page, act: str, words: str) -> None:
    """Open the form of a move, write into it and send it."""
    page.locator(f"summary:has(#{act})").click()
    page.locator("details[open] textarea").fill(words)
    page.locator("details[open] button[type=submit]").click()
    page.wait_for_selector(".alert-success")
