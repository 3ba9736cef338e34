"""Every page, in each language and on each screen: nothing serious for axe, nothing wider than the screen, no refused style or script."""

from collections import deque

import pytest

from tests.browser.conftest import Arrive

pytestmark = pytest.mark.browser
LISTS = ["/lists/", "/lists/deliver/", "/lists/1/", "/lists/1/rows/?outcome=refused", "/lists/rows/1/", "/lists/questions/"]
REGISTER = ["/matters/", "/people/", "/people/households/"]
AID = ["/aid/", "/aid/grants/", "/aid/relief/", "/aid/relief/new/", "/aid/payments/"]
ANSWERING = ["/matters/leaders/", "/matters/leaders/lists/", "/matters/teams/mine/", "/matters/teams/leaves/"]
SETTINGS = ["/staff/", "/units/", "/areas/", "/calendar/2026/", "/calendar/2027/edit/", "/templates/", "/templates/outcome/", "/account/"]
PAGES = {"district-coordinator": ["/", *LISTS, *REGISTER, *AID, *ANSWERING, *SETTINGS, "/nowhere/"], "auditor": ["/", "/record/"]}
RECORDS = {  # the first matter, person and household of the register, and the first application, grant and relief
    "/aid/": "table a[href^='/aid/applications/']",
    "/aid/grants/": "table a[href^='/aid/grants/']",
    "/aid/relief/": "table a[href^='/aid/relief/']",
    "/matters/": "table a[href^='/matters/']",
    "/people/": "table a[href^='/people/R']",
    "/people/households/": "table a[href^='/people/households/']",
}
SCREENS = [("zh-hans", 360), ("en", 1280)]


@pytest.mark.parametrize(("language", "width"), SCREENS)
def test_no_page_has_a_serious_fault(arrive: Arrive, language: str, width: int) -> None:
    faults = {}
    for username, paths in PAGES.items():
        visitor, waiting = arrive(username, language=language, width=width), deque(paths)
        while waiting:
            path = waiting.popleft()
            visitor.open(path)
            faults[path] = visitor.faults()
            if path in RECORDS:
                waiting.append(visitor.page.locator(RECORDS[path]).first.get_attribute("href") or "")
        visitor.complaints = [each for each in visitor.complaints if "404" not in each]  # /nowhere/ is asked for on purpose

    assert {path: found for path, found in faults.items() if found} == {}


def test_the_sign_in_page_has_no_serious_fault(arrive: Arrive) -> None:
    visitor = arrive()
    visitor.page.context.clear_cookies()

    visitor.open("/sign-in/")

    assert visitor.faults() == []
