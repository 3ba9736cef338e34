"""The whole life of one matter on its pages: at the window, in the office, on the leader's desk, and with the resident."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from huajie.matters.tests.closing import png
from tests.browser.conftest import Arrive
from tests.browser.house import House
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser
WORDS, NAME, PHONE = "丈夫做透析,家里断了收入,想申请临时救助", "邓秀兰", "15400007731"


def test_a_matter_lives_from_the_window_to_the_archive(arrive: Arrive, house: House, tmp_path: Path) -> None:
    evidence = tmp_path / "救助金发放单.png"
    evidence.write_bytes(png())
    clerk, coordinator, head = arrive("window-clerk"), arrive("district-coordinator"), arrive("unit-head", width=360)

    matter = reported(clerk)
    moved(clerk, matter, "accept")
    assigned(coordinator, matter)
    signed_and_manned(head, matter)
    moved(head, matter, "start")
    more_time_is_asked_for(arrive("assistance-worker", width=360), matter)
    more_time_is_given(head, matter)

    resolved(head, matter, evidence)
    told(clerk, matter)
    answered(clerk, matter, settled=False, words="钱还没到账")
    stands_as(clerk, matter, "重新办理")
    moved(head, matter, "take_up")
    resolved(head, matter, None)
    told(clerk, matter)
    answered(clerk, matter, settled=True, words="钱收到了,谢谢")
    stands_as(clerk, matter, "群众已确认")

    followed_up(head, matter)
    archived(coordinator, matter)
    stands_as(coordinator, matter, "已归档")
    assert coordinator.faults() == []
    assert house.run("audit", "verify") == 0


def reported(clerk: Visitor) -> str:
    """Somebody stands at the window. The address of the matter."""
    page = clerk.page
    clerk.open("/reception/new/")
    page.get_by_label("困难求助").check()
    page.locator("[name=text]").fill(WORDS)
    page.locator("[name=name]").fill(NAME)
    page.locator("[name=phone]").fill(PHONE)
    page.locator("[name=area]").select_option(index=3)
    press(page, "登记")
    page.locator("main a[href^='/matters/HD-']").first.click()
    page.wait_for_url(re.compile("/matters/HD-"))
    assert clerk.faults() == []
    return re.sub(r"https?://[^/]+", "", page.url)


def moved(visitor: Visitor, matter: str, name: str) -> None:
    """A move that asks for nothing more, on its own page."""
    visitor.open(f"{matter}move/{name}/")
    visitor.page.locator("main form button[type=submit]").first.click()
    visitor.page.wait_for_url(f"**{matter}")


def assigned(coordinator: Visitor, matter: str) -> None:
    page = coordinator.page
    coordinator.open(f"{matter}assign/")
    page.locator("[name=other]").fill(page.locator("#units option[value*=民政局]").first.get_attribute("value") or "")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(f"**{matter}")


def signed_and_manned(head: Visitor, matter: str) -> None:
    page = head.page
    head.open("/matters/inbox/")
    page.locator(f"form[action^='{matter}units/']").get_by_role("button", name="签收").click()
    page.wait_for_load_state("networkidle")
    head.open(f"{matter}team/")
    people = page.locator("fieldset.seat").first.locator("option[value]:not([value=''])").all_inner_texts()
    people.sort(key=lambda name: "救助队员" not in name)  # the assistance worker leads
    for person, seat in zip(people[:3], page.locator("fieldset.seat").all(), strict=True):
        seat.locator("select").select_option(label=person)
        seat.locator("input[list=duties]").fill("联络")
        seat.locator("input[list=rhythms]").fill("每周一次")
    page.locator("[name=whom]").first.check()
    page.locator("[name=lead]").first.check()
    assert head.faults() == []
    press(page, "安排小组")
    page.wait_for_url(f"**{matter}")


def more_time_is_asked_for(worker: Visitor, matter: str) -> None:
    page = worker.page
    worker.open(matter)
    page.get_by_role("link", name="困难求助办理").first.click()
    page.locator("#extra").fill("5")
    page.locator("#because").fill("等待医院出具费用清单")
    page.get_by_role("button", name="申请").click()
    expect(page.locator("main")).to_contain_text("等待医院出具费用清单")


def more_time_is_given(head: Visitor, matter: str) -> None:
    page = head.page
    head.open(matter)
    page.get_by_role("link", name="困难求助办理").first.click()
    page.locator("button[name=decision][value=approve]").click()
    page.wait_for_load_state("networkidle")
    head.open(matter)
    expect(page.locator("main")).to_contain_text("延期告知书")


def resolved(head: Visitor, matter: str, evidence: Path | None) -> None:
    page = head.page
    head.open(f"{matter}outcome/")
    page.locator("[name=kind]").select_option("relieved")
    for name, text in {
        "request": "申请临时救助",
        "facts": "入户核实",
        "opinion": "发放临时救助",
        "law": "《社会救助暂行办法》第四十七条",
    }.items():
        page.locator(f"[name={name}]").fill(text)
    if evidence:
        page.locator("input[type=file]").set_input_files(evidence)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state("networkidle")
    moved(head, matter, "resolve")


def told(clerk: Visitor, matter: str) -> None:
    """At the window: the page of the answer leads to the statement, which is handed over, and back."""
    page = clerk.page
    clerk.open(f"{matter}answer/")
    page.locator("main a[href$='?then=answer']").click()
    page.wait_for_url("**/notices/*/?then=answer")
    assert clerk.faults() == []
    page.get_by_role("button", name="登记送达").click()
    page.wait_for_url(f"**{matter}answer/")
    expect(page.locator("main a[href$='?then=answer']")).to_have_count(0)


def answered(clerk: Visitor, matter: str, *, settled: bool, words: str) -> None:
    page = clerk.page
    clerk.open(f"{matter}answer/")
    page.locator(f"[name=settled][value={'yes' if settled else 'no'}]").check()
    page.locator("[name=way][value=window]").check()
    page.locator("[name=words]").fill(words)
    assert clerk.faults() == []
    page.locator("#answer button[type=submit]").last.click()
    page.wait_for_url(f"**{matter}")


def followed_up(head: Visitor, matter: str) -> None:
    page = head.page
    head.open(f"{matter}follow-up/")
    while page.locator("[name=text]").count():
        page.locator("[name=holds]").first.check()
        page.locator("[name=text]").fill("上门看过,生活安顿好了")
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_load_state("networkidle")
        head.open(f"{matter}follow-up/")
    moved(head, matter, "follow_up")


def archived(coordinator: Visitor, matter: str) -> None:
    page = coordinator.page
    coordinator.open(f"{matter}archive/")
    page.locator("[name=retention]").first.check()
    page.get_by_role("button", name="归档").click()
    page.wait_for_url(f"**{matter}")


def stands_as(visitor: Visitor, matter: str, state: str) -> None:
    visitor.open(matter)
    expect(visitor.page.locator("main .badge").first).to_have_text(state)


def press(page: Page, name: str) -> None:
    page.locator("main form button[type=submit]", has_text=name).first.click()
    page.wait_for_load_state("networkidle")


def option(page: Page, field: str, words: str) -> str:
    """The whole text of the first choice that holds the words."""
    return page.locator(f"{field} option", has_text=words).first.inner_text()
