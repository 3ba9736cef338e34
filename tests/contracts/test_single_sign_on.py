"""Single sign-on against a real provider: two processes, one browser, authorization code with PKCE."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urljoin, urlparse

import pytest
import requests
from playwright.sync_api import sync_playwright

from tests.migrated import copied_home
from tests.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60
CLIENT_ID, CLIENT_SECRET, WORDS = "huajie", "between-the-two-of-us", "words-for-the-city"
HIDDEN = re.compile(r"""<input[^>]*type="hidden"[^>]*>""")


@contextmanager
def served(application: str, port: int, first_page: str, env: dict[str, str], log: Path) -> Iterator[None]:
    """A server of our own on loopback, waited for and ended."""
    command = [sys.executable, "-m", "gunicorn", application, "-b", f"127.0.0.1:{port}", "--threads", "4", "--no-control-socket"]
    with log.open("wb") as output, subprocess.Popen(command, env=env, cwd=ROOT, stdout=output, stderr=output) as server:
        try:
            deadline = time.monotonic() + START_SECONDS
            while not answers(f"http://127.0.0.1:{port}{first_page}"):
                if server.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(f"{application} did not start:\n{log.read_text(errors='replace')[-2000:]}")
                time.sleep(0.2)
            yield
        finally:
            server.terminate()


def answers(address: str) -> bool:
    try:
        return requests.get(address, timeout=5).status_code < 500
    except (requests.ConnectionError, requests.Timeout):  # it may still be loading
        return False


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Iterator[str]:
    """Huajie's address, with the city's provider beside it. They bear two host names, so that a browser keeps their cookies apart."""
    folder = tmp_path_factory.mktemp("single-sign-on")
    here, city = free_port(), free_port()
    base, provider = f"http://localhost:{here}", f"http://127.0.0.1:{city}"
    env = {name: value for name, value in os.environ.items() if not name.startswith(("HUAJIE_", "DJANGO_"))}
    city_env = env | {"DJANGO_SETTINGS_MODULE": "tests.contracts.city.settings", "CITY_FOLDER": str(folder)}
    house_env = env | {
        "DJANGO_SETTINGS_MODULE": "huajie.config.settings",
        "HUAJIE_HOME": str(copied_home(shared, folder / "home")),
        "HUAJIE_OIDC_SERVER": provider,
        "HUAJIE_OIDC_CLIENT_ID": CLIENT_ID,
        "HUAJIE_OIDC_CLIENT_SECRET": CLIENT_SECRET,
        "HUAJIE_OIDC_NAME": "City sign-on",
    }
    run("tests.contracts.prepare_house", env=house_env)
    run("tests.contracts.city.populate", f"{base}/sign-in/city/city/back/", CLIENT_ID, CLIENT_SECRET, WORDS, env=city_env)
    with (
        served("django.core.wsgi:get_wsgi_application()", city, "/.well-known/openid-configuration", city_env, folder / "city.log"),
        served("huajie.config.wsgi", here, "/sign-in/", house_env, folder / "house.log"),
    ):
        yield base


def run(module: str, *arguments: str, env: dict[str, str]) -> None:
    """One of the preparing programs, to its end."""
    subprocess.run([sys.executable, "-m", module, *arguments], env=env, cwd=ROOT, check=True, timeout=120)


def form_of(page: requests.Response, marked: str) -> tuple[str, dict[str, str]]:
    """Where the form with a text in it goes, and its hidden fields."""
    for form in re.findall(r"<form.*?</form>", page.text, re.S):
        if marked in form:
            action = re.search(r'action="([^"]*)"', form)
            fields = {
                name[1]: unescape(value[1]) if value else ""
                for hidden in HIDDEN.findall(form)
                if (name := re.search(r'name="([^"]*)"', hidden))
                for value in [re.search(r'value="([^"]*)"', hidden)]
            }
            return urljoin(page.url, unescape(action[1])) if action else page.url, fields
    raise AssertionError(f"no form with {marked!r} on {page.url}:\n{page.text[:1500]}")


def to_the_city(browser: requests.Session, house: str) -> requests.Response:
    """Press the button on the sign-in page; what answers is the redirect to the provider."""
    action, fields = form_of(browser.get(f"{house}/sign-in/", timeout=20), "City sign-on")
    return browser.post(action, fields, headers={"Referer": f"{house}/sign-in/"}, allow_redirects=False, timeout=20)


def sign_in(browser: requests.Session, house: str, name: str) -> requests.Response:
    """The whole way: button, the city's sign-in, consent, and back. The last page."""
    page = browser.get(to_the_city(browser, house).headers["Location"], timeout=20)
    action, fields = form_of(page, 'name="password"')
    page = browser.post(action, {**fields, "login": name, "password": WORDS}, headers={"Referer": page.url}, timeout=20)
    action, fields = form_of(page, 'value="grant"')
    granted = {**fields, "action": "grant", "scopes": ["openid", "profile", "email"]}
    back = browser.post(action, granted, headers={"Referer": page.url}, allow_redirects=False, timeout=20)
    assert back.headers["Location"].startswith(house)
    return browser.get(back.headers["Location"], allow_redirects=False, timeout=20)


def is_in(browser: requests.Session, house: str) -> bool:
    return browser.get(f"{house}/account/", allow_redirects=False, timeout=20).status_code == 200


def test_the_way_to_the_city_carries_state_and_a_pkce_challenge(house: str) -> None:
    redirect = to_the_city(requests.Session(), house)
    asked = parse_qs(urlparse(redirect.headers["Location"]).query)
    assert redirect.status_code == 302
    assert asked["response_type"] == ["code"]
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["code_challenge"][0]) == 43
    assert len(asked["state"][0]) >= 16
    assert asked["redirect_uri"] == [f"{house}/sign-in/city/city/back/"]


def test_the_pages_policy_lets_the_form_lead_to_the_city_and_nowhere_else(house: str) -> None:
    page = requests.get(f"{house}/sign-in/", timeout=20)
    policy = dict(part.strip().partition(" ")[::2] for part in page.headers["Content-Security-Policy"].split(";"))
    city = urlparse(to_the_city(requests.Session(), house).headers["Location"])
    assert policy["form-action"].split() == ["'self'", f"{city.scheme}://{city.netloc}"]


def test_a_known_person_is_let_in_and_recognised_again(house: str) -> None:
    for _ in range(2):
        browser = requests.Session()
        assert sign_in(browser, house, "known").status_code == 302
        assert is_in(browser, house)
        assert "known" in browser.get(f"{house}/account/", timeout=20).text


def test_whoever_inherits_the_user_name_is_somebody_else(house: str) -> None:
    sign_in(requests.Session(), house, "known")
    browser = requests.Session()
    assert sign_in(browser, house, "known-successor").status_code == 403
    assert not is_in(browser, house)


@pytest.mark.parametrize("name", ["unknown", "closed"])
def test_a_person_whom_the_district_does_not_know_is_told_what_to_do(house: str, name: str) -> None:
    browser = requests.Session()
    browser.cookies.set("django_language", "en", domain="localhost.local")
    browser.headers["Accept-Language"] = "en"
    page = sign_in(browser, house, name)
    assert page.status_code == 403
    assert "your district has not added you" in page.text
    assert not is_in(browser, house)


def test_an_answer_that_nobody_asked_for_lets_nobody_in(house: str) -> None:
    browser = requests.Session()
    page = browser.get(f"{house}/sign-in/city/city/back/", params={"code": "made-up", "state": "made-up"}, timeout=20)
    assert page.status_code in {200, 401, 403}
    assert not is_in(browser, house)


def test_an_answer_cannot_be_used_in_another_browser(house: str) -> None:
    victim = requests.Session()
    page = victim.get(to_the_city(victim, house).headers["Location"], timeout=20)
    action, fields = form_of(page, 'name="password"')
    page = victim.post(action, {**fields, "login": "known", "password": WORDS}, headers={"Referer": page.url}, timeout=20)
    action, fields = form_of(page, 'value="grant"')
    granted = {**fields, "action": "grant", "scopes": ["openid", "profile", "email"]}
    back = victim.post(action, granted, headers={"Referer": page.url}, allow_redirects=False, timeout=20)
    thief = requests.Session()
    thief.get(back.headers["Location"], timeout=20)
    assert not is_in(thief, house)


def test_an_account_is_not_tied_to_one_that_is_signed_in(house: str) -> None:
    browser = requests.Session()
    sign_in(browser, house, "known")
    action, fields = form_of(requests.get(f"{house}/sign-in/", timeout=20), "City sign-on")
    fields["csrfmiddlewaretoken"] = browser.cookies.get("csrftoken", domain="localhost.local") or ""
    away = browser.post(
        action.replace("process=login", "process=connect"),
        fields,
        headers={"Referer": f"{house}/sign-in/"},
        allow_redirects=False,
        timeout=20,
    )
    page = browser.get(away.headers["Location"], timeout=20)
    action, fields = form_of(page, 'value="grant"')
    granted = {**fields, "action": "grant", "scopes": ["openid", "profile", "email"]}
    back = browser.post(action, granted, headers={"Referer": page.url}, allow_redirects=False, timeout=20)
    assert browser.get(back.headers["Location"], allow_redirects=False, timeout=20).status_code == 403


def in_a_browser(house: str) -> list[str]:
    """The whole way in Chromium, which holds forms to the pages' policy through every redirect. What it complained of."""
    chromium = shutil.which("chromium") or pytest.fail("Browser tests need Chromium: apt-get install chromium")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(locale="en")
        faults: list[str] = []
        page.on("console", lambda message: faults.append(message.text) if "Content Security Policy" in message.text else None)
        page.goto(f"{house}/sign-in/")
        page.get_by_role("button", name="City sign-on").click()
        page.locator("input[name=login]").fill("known")
        page.locator("input[name=password]").fill(WORDS)
        page.locator("input[name=password]").press("Enter")
        page.locator("button[value=grant]").click()
        page.wait_for_url(f"{house}/**")
        page.goto(f"{house}/account/")
        assert page.url == f"{house}/account/"
        browser.close()
    return faults


@pytest.mark.browser
def test_a_browser_follows_the_whole_way(house: str) -> None:
    with ThreadPoolExecutor(1) as beside:
        assert beside.submit(in_a_browser, house).result(timeout=120) == []
