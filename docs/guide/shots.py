"""Takes the pictures of the user guide, in two languages on two screens, in a demo district of its own.

Run it from the root of the repository: `.venv/bin/python docs/guide/shots.py`. It writes docs/guide/pictures/*.png.
"""

import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.browser.conftest import ARGUMENTS, MISSING
from tests.browser.house import served_demo
from tests.browser.made_lists import dispute_ledger
from tests.browser.visitor import Visitor

PICTURES = Path(__file__).resolve().parent / "pictures"
SCREENS = {"desktop": (1280, 860), "phone": (360, 740)}
LANGUAGES = {"zh": "zh-hans", "en": "en"}
WAIT = 90_000
TOLD_OFTEN = re.compile("[3-9] (次|times)")


def main() -> None:
    """Every picture, anew."""
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir()
    with tempfile.TemporaryDirectory() as home, served_demo(Path(home)) as house, _chromium() as browser:
        journey = 0
        for screen, (width, height) in SCREENS.items():
            for short, language in LANGUAGES.items():
                journey += 1
                context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
                visitor = Visitor(house, context.new_page())
                Camera(visitor, f"{short}-{screen}", Path(home)).take_all(language, journey)
                context.close()


class Camera:
    """One visitor's way through the house, with a picture at each stop."""

    def __init__(self, visitor: Visitor, name: str, folder: Path) -> None:
        self.visitor = visitor
        self.page: Page = visitor.page
        self.name = name
        self.folder = folder

    def take(self, stop: str, *, whole: bool = False) -> None:
        self.page.wait_for_load_state("networkidle")
        self.page.screenshot(path=PICTURES / f"{stop}-{self.name}.png", full_page=whole)

    def take_all(self, language: str, journey: int) -> None:
        self.visitor.open("/sign-in/")
        self.take("sign-in")
        self.visitor.sign_in("district-coordinator", language)
        self.take("desk", whole=True)
        self._deliver(journey)
        self._review()
        self._register()
        self._life()

    def _deliver(self, journey: int) -> None:
        made = dispute_ledger(self.folder, journey)
        self.visitor.open("/lists/deliver/")
        self.page.set_input_files("#files", made.file)
        expect(self.page.locator("[data-drop-count]")).to_have_text("1")
        self.take("deliver")
        self.page.locator("form[data-drop] button[type=submit]").click()
        self.page.wait_for_selector("#mapping", timeout=WAIT)
        self.take("mapping", whole=True)
        self.page.locator("#mapping button[type=submit]").click()
        expect(self.page.locator(".figure-number").first).to_have_text(str(made.rows), timeout=WAIT)
        self.visitor.open("/lists/1/")
        self.take("delivery")
        self.visitor.open("/lists/1/rows/?outcome=refused")
        self.take("rows")
        self.visitor.open("/lists/")
        self.take("lists")

    def _review(self) -> None:
        self.visitor.open("/lists/questions/")
        self.take("question", whole=True)

    def _register(self) -> None:
        self.visitor.open("/matters/")
        self.take("matters")
        self._open_what_was_told_often()
        self.page.wait_for_selector(".told")
        self.take("matter", whole=True)
        self.page.locator("a[href^='/people/R']").first.click()
        self.page.wait_for_selector(".told")
        self.take("person", whole=True)
        self.visitor.open("/people/")
        self.take("people")

    def _life(self) -> None:
        self.visitor.open("/reception/new/")
        self.take("request", whole=True)
        self.visitor.open("/matters/")
        self.page.locator("main a[href^='/matters/HD-']").first.click()
        self.page.locator("a[href*='/deadlines/']").first.click()
        self.page.wait_for_load_state("networkidle")
        self.take("deadline", whole=True)

    def _open_what_was_told_often(self) -> None:
        """The first matter, oldest first, that several lists told of."""
        self.visitor.open("/matters/?kind=hardship&sort=oldest")
        often = self.page.locator("tr", has_text=TOLD_OFTEN)
        while often.count() == 0:
            self.page.locator("a[rel=next]").click()
            self.page.wait_for_load_state("networkidle")
        often.first.locator("a[href^='/matters/HD']").click()


@contextmanager
def _chromium() -> Iterator[Browser]:
    found = shutil.which("chromium")
    if found is None:
        raise SystemExit(MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield browser
        browser.close()


if __name__ == "__main__":
    main()
