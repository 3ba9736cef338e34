"""Somebody at a screen: signs in, reads, presses, and notices what the browser complains about."""

from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.house import House

GRAVE = {"serious", "critical"}
NARROW = 360


@dataclass
class Visitor:
    """One browser page in one language, with everything that the console said."""

    house: House
    page: Page
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", lambda message: self._heard(message.type, message.text))
        self.page.on("pageerror", lambda error: self._heard("error", str(error)))

    def _heard(self, kind: str, text: str) -> None:
        if kind == "error":
            self.complaints.append(text)

    def open(self, path: str) -> None:
        """Go to a page and wait until its fragments have come."""
        self.page.goto(self.house.page(path))
        expect(self.page.locator(".htmx-request")).to_have_count(0)

    def sign_in(self, username: str, language: str) -> None:
        """As one of the people of the demo, by a click, and in a language."""
        self.open("/sign-in/")
        self.page.locator(f"button[name=username][value='{username}']").click()
        self.page.wait_for_selector("h1.page-title")
        if self.page.locator("html").get_attribute("lang") != language:
            self.page.locator(".person-menu > summary").click()
            self.page.locator(f".person-menu button[value='{language}']").click()
            self.page.wait_for_selector(f"html[lang='{language}']")

    def faults(self) -> list[str]:
        """What axe finds serious or critical on the page, and whether it is wider than the screen."""
        found = [
            f"{violation['id']}: {violation['nodes'][0]['html']}"
            for violation in Axe().run(self.page).response["violations"]
            if violation["impact"] in GRAVE
        ]
        wider = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        return [*found, *([f"wider than the screen by {wider} px"] if wider > 0 else [])]
