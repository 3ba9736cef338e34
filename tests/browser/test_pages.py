"""Every page, in both languages and on both screens: nothing serious for axe, nothing wider than the screen, no refused style or script."""

import pytest

from tests.browser.conftest import Arrive
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
LISTS = ["/lists/", "/lists/deliver/", "/lists/1/", "/lists/1/rows/?outcome=refused", "/lists/rows/1/", "/lists/questions/"]
REGISTER = ["/matters/", "/people/", "/people/households/"]
ANSWERING = ["/matters/leaders/", "/matters/leaders/lists/", "/matters/teams/mine/", "/matters/teams/leaves/"]
SETTINGS = ["/staff/", "/units/", "/areas/", "/calendar/2026/", "/calendar/2027/edit/", "/templates/", "/templates/outcome/", "/account/"]
PAGES = {"district-coordinator": ["/", *LISTS, *REGISTER, *ANSWERING, *SETTINGS, "/nowhere/"], "auditor": ["/", "/record/"]}
RECORDS = {
    "/matters/": "table a[href^='/matters/']",
    "/people/": "table a[href^='/people/R']",
    "/people/households/": "table a[href^='/people/households/']",
}
SCREENS = [("zh-hans", 1280), ("zh-hans", 360), ("en", 1280), ("en", 360)]


@pytest.mark.parametrize(("language", "width"), SCREENS)
def test_no_page_has_a_serious_fault(arrive: Arrive, language: str, width: int) -> None:
    faults = {}
    for username, paths in PAGES.items():
        visitor = arrive(username, language=language, width=width)
        for path in [*paths, *_records(visitor, username)]:
            visitor.open(path)
            faults[path] = visitor.faults()
        visitor.complaints = [each for each in visitor.complaints if "404" not in each]  # /nowhere/ is asked for on purpose

    assert {path: found for path, found in faults.items() if found} == {}


def _records(visitor: Visitor, username: str) -> list[str]:
    """The first matter, person and household of the register."""
    if username == "auditor":
        return []
    found = []
    for path, link in RECORDS.items():
        visitor.open(path)
        found.append(visitor.page.locator(link).first.get_attribute("href") or "")
    return found


def test_the_sign_in_page_has_no_serious_fault(arrive: Arrive) -> None:
    visitor = arrive()
    visitor.page.context.clear_cookies()

    visitor.open("/sign-in/")

    assert visitor.faults() == []
