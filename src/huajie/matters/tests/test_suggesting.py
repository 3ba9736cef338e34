"""Suggestions of category and unit, learnt from the register's own decisions."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.test import override_settings

from huajie.accounts.models import Unit, UnitKind
from huajie.matters.models import Handover, HandoverDuty, HandoverState, Kind, Matter, Withholding
from huajie.matters.routing import choices_for
from huajie.matters.services.learning import EVERY, learn_anew, learn_if_due
from huajie.matters.services.registering import register_matters
from huajie.matters.suggesting import kept_at, suggest_category, suggest_unit
from huajie.matters.tests.making import new_matter
from huajie.people.models import Person
from huajie.people.tests.making import VILLAGE, make_areas
from huajie.people.tests.making import register as register_person
from huajie.rules.routing.suggester import load

TEXTS = {
    "邻里纠纷": ("楼上卫生间漏水致楼下天花发霉", "阳台渗水泡坏木地板,赔偿谈不拢", "下水管漏水,邻居不肯修"),
    "劳动争议": ("工厂拖欠工资三个月", "包工头欠薪跑路,工钱没结", "被辞退未付经济补偿和工资"),
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Iterator[Path]:
    with override_settings(SUGGESTIONS_FOLDER=tmp_path):
        yield tmp_path


@pytest.fixture
def register(db: None) -> list[Matter]:
    """Sixty-six decided matters; every one names the same person, and each category went to a unit of its own."""
    make_areas()
    xian = register_person("冼翡翠")
    units = {
        category: Unit.objects.create(code=f"u{number}", name=f"{category}办", kind=UnitKind.BUREAU, area_id=VILLAGE[:6])
        for number, category in enumerate(TEXTS)
    }
    told = [(category, f"冼翡翠(15400000011)反映:{text}") for category, texts in TEXTS.items() for text in texts for _ in range(11)]
    matters = register_matters([new_matter(xian, text=text, category=category) for category, text in told])
    Handover.objects.bulk_create(
        Handover(matter=matter, unit=units[matter.category], duty=HandoverDuty.LEAD, state=HandoverState.DONE) for matter in matters
    )
    return matters


def test_nothing_is_suggested_before_anything_was_learnt_and_the_reason_is_said() -> None:
    advice = suggest_category(TEXTS["邻里纠纷"][0], kind=Kind.DISPUTE)
    assert (advice.suggestions, bool(str(advice.doubt))) == ((), True)


def test_category_and_unit_are_suggested_with_the_words_that_speak_for_them(register: list[Matter]) -> None:
    learn_anew()

    first = suggest_category("五楼漏水,天花发霉", kind=Kind.DISPUTE).suggestions[0]
    unit = suggest_unit("五楼漏水,天花发霉", category=first.label, area_code=VILLAGE).suggestions[0]

    assert first.label == "邻里纠纷"
    assert any(set(reason) <= set("五楼漏水,天花发霉") for reason in first.reasons)
    assert (unit.unit and unit.unit.name, unit.percent > 50) == ("邻里纠纷办", True)


def test_a_unit_that_was_closed_is_not_suggested(register: list[Matter]) -> None:
    learn_anew()
    Unit.objects.filter(code="u0").update(active=False)
    labels = [one.label for one in suggest_unit("五楼漏水,天花发霉", category="邻里纠纷", area_code=VILLAGE).suggestions]
    assert "u0" not in labels


def test_no_name_and_no_number_of_anybody_is_kept(register: list[Matter]) -> None:
    learn_anew()
    for what in ("category", "unit"):
        features = "".join(feature for feature in load(kept_at(what)).features if not feature.startswith("="))
        assert not set("冼翡翠") & set(features)
        assert not any(character.isdigit() for character in features)
    assert Person.objects.get().name == "冼翡翠"


def test_a_report_of_misconduct_is_not_learnt_from(register: list[Matter]) -> None:
    Withholding.objects.bulk_create(Withholding(matter=matter, because="检举") for matter in register)
    learn_anew()
    assert load(kept_at("category")).samples == 0


def test_it_is_learnt_anew_once_enough_was_decided_since(register: list[Matter]) -> None:
    assert learn_if_due()
    assert not learn_if_due()
    day = date(2026, 1, 1)
    more = {"area_id": VILLAGE, "kind": "dispute", "category": "其他", "found_on": day, "own_found_on": day}
    Matter.objects.bulk_create(Matter(ref=f"HD-2026-9{number:05d}", **more) for number in range(EVERY))
    assert learn_if_due()


def test_the_page_that_sends_a_matter_on_names_the_units_that_took_on_others_like_it(register: list[Matter]) -> None:
    learn_anew()
    like = next(choice for choice in choices_for(register[0]) if choice.unit.code == "u0")
    assert any("漏水" in reason or "发霉" in reason for reason in like.reasons)
    assert not any("冼" in reason or "翡翠" in reason for reason in like.reasons)
