"""A passkey in a real browser: enrolled once, then enough to sign in, without a password."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

import pytest
from playwright.sync_api import Page, sync_playwright

from huajie.accounts.roles import Role
from huajie.accounts.tests.conftest import HUASHAN, SIGN_IN_WORDS, Posted

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MISSING = "Browser tests need Chromium and Chinese fonts: apt-get install chromium fonts-noto-cjk"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class LiveServer(Protocol):
    """The house, served for a browser."""

    url: str


def in_a_browser(base: str) -> list[str]:
    """Enrol a passkey and sign in with it. What broke the pages' policy or was thrown on the way."""
    chromium = shutil.which("chromium") or pytest.fail(MISSING)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(locale="en")
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: faults.append(message.text) if "Content Security Policy" in message.text else None)
        devtools = page.context.new_cdp_session(page)
        devtools.send("WebAuthn.enable")
        devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
        enrol(page, base)
        page.context.clear_cookies()
        page.goto(f"{base}/sign-in/")
        page.locator("#passkey_login").click()
        page.wait_for_url(lambda url: "/sign-in/" not in url)
        page.goto(f"{base}/account/")
        assert page.url == f"{base}/account/"
        assert "mediator" in page.content()
        browser.close()
    return faults


def enrol(page: Page, base: str) -> None:
    page.goto(f"{base}/sign-in/?next=/account/security/keys/add/")
    page.locator("input[name=login]").fill("mediator")
    page.locator("input[name=password]").fill(SIGN_IN_WORDS)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{base}/account/confirm/**")
    page.locator("input[name=password]").fill(SIGN_IN_WORDS)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{base}/account/security/keys/add/")
    page.locator("input[name=name]").fill("phone")
    page.locator("input[name=passwordless]").check()
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url(f"{base}/account/security/codes/")


def test_a_passkey_is_enrolled_and_then_signs_in(posted: Posted, live_server: LiveServer) -> None:
    posted(Role.MEDIATOR, HUASHAN, "mediator", SIGN_IN_WORDS)
    with ThreadPoolExecutor(1) as beside:  # the browser's driver runs a loop of its own, which this thread must not have
        assert beside.submit(in_a_browser, live_server.url).result(timeout=120) == []
