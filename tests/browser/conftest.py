"""A real Chromium before a real house."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.house import House, served_demo
from tests.browser.visitor import Visitor

MISSING = "Browser tests need Chromium and Chinese fonts: apt-get install chromium fonts-noto-cjk"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
Arrive = Callable[..., Visitor]


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Iterator[House]:
    """The served demo district, one for all browser tests."""
    with served_demo(tmp_path_factory.mktemp("house"), shared) as served:
        yield served


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """The system's own Chromium, gone before another test asks the database: its driver keeps an event loop, in which Django refuses to."""
    found = shutil.which("chromium") or pytest.fail(MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def arrive(house: House, chromium: Browser) -> Iterator[Arrive]:
    """Opens the house for a visitor; afterwards nobody's console may hold an error or a refused style or script."""
    visitors: list[Visitor] = []

    def arrive(username: str = "district-coordinator", *, language: str = "zh-hans", width: int = 1280) -> Visitor:
        context = chromium.new_context(viewport={"width": width, "height": 900 if width > 600 else 740}, locale="zh-CN")
        visitor = Visitor(house, context.new_page())
        visitors.append(visitor)
        visitor.sign_in(username, language)
        return visitor

    yield arrive
    complaints = [complaint for visitor in visitors for complaint in visitor.complaints]
    for visitor in visitors:
        visitor.page.context.close()
    assert complaints == []
