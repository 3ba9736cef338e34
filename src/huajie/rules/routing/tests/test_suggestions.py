"""Suggestions: what is learnt, what is never learnt, and when nothing is suggested."""

from pathlib import Path

import numpy as np
import pytest

from huajie.rules.routing.features import without_people
from huajie.rules.routing.learning import FEWEST_SAMPLES, learn
from huajie.rules.routing.samples import Sample
from huajie.rules.routing.suggester import Doubt, Suggester, load

LEAKS = ("楼上卫生间漏水致楼下天花发霉", "阳台渗水泡坏木地板,赔偿谈不拢", "厨房下水管漏水,邻居不肯修")
WAGES = ("工厂拖欠工资三个月", "包工头欠薪跑路,工钱没结", "被辞退未付经济补偿和工资")
SICK = ("尿毒症透析费用高,家庭困难", "住院手术自付费用大,借款治病", "患癌需要长期服药,医药费负担重")
KINDS = {"邻里纠纷": LEAKS, "劳动争议": WAGES, "因病": SICK}


def decided(times: int = 10, **more: tuple[str, ...]) -> list[Sample]:
    return [Sample(text, label, **more) for label, texts in KINDS.items() for text in texts for _ in range(times)]


@pytest.fixture(scope="module")
def suggester() -> Suggester:
    return learn(decided())


def test_the_likeliest_label_comes_first_with_the_words_that_speak_for_it(suggester: Suggester) -> None:
    advice = suggester.suggest("黎二妹来电:楼上漏水,天花发霉")
    assert advice.doubt is None
    assert advice.suggestions[0].label == "邻里纠纷"
    assert len(advice.suggestions) == 3
    assert any("漏水" in reason or "发霉" in reason for reason in advice.suggestions[0].reasons)
    shares = [each.share for each in advice.suggestions]
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) == pytest.approx(1, abs=1e-5)


def test_every_reason_stands_in_the_text(suggester: Suggester) -> None:
    text = "老板拖欠工资,住院手术的医药费也没有付"
    for suggestion in suggester.suggest(text).suggestions:
        assert all(reason in text for reason in suggestion.reasons)


def test_too_few_decisions_suggest_nothing_and_say_so() -> None:
    few = decided()[: FEWEST_SAMPLES - 1]
    assert learn(few).suggest("楼上卫生间漏水致楼下天花发霉").doubt is Doubt.TOO_FEW_SAMPLES
    assert learn([]).suggest("楼上卫生间漏水致楼下天花发霉").suggestions == ()


def test_a_label_that_was_rarely_decided_is_not_suggested() -> None:
    rare = Sample("祖坟迁移位置与邻村发生争执", "其他纠纷")
    assert "其他纠纷" not in learn([*decided(), rare, rare]).labels


@pytest.mark.parametrize(
    ("text", "doubt"),
    [("漏水", Doubt.TOO_LITTLE_TEXT), ("15400000011", Doubt.TOO_LITTLE_TEXT), ("荔枝园承包合同到期续签分歧", Doubt.TOO_LITTLE_TEXT)],
)
def test_a_text_that_says_too_little_is_told_apart_from_one_that_says_two_things(suggester: Suggester, text: str, doubt: Doubt) -> None:
    assert suggester.suggest(text).doubt is doubt


def test_a_text_that_speaks_for_everything_alike_is_unsure() -> None:
    texts = ("家庭费用困难没有解决", "要求解决费用困难问题", "希望解决没有费用的困难")
    same = [Sample(text, label) for label in "甲乙丙丁" for text in texts for _ in range(8)]
    assert learn(same).suggest(texts[0]).doubt is Doubt.UNSURE


def test_what_was_known_beside_the_text_decides_between_like_texts() -> None:
    to_east = decided(given=("东山镇",))
    to_west = decided(given=("西山镇",))
    units = learn([sample._replace(label=f"{sample.given[0]}调委会") for sample in (*to_east, *to_west)])
    assert units.suggest(LEAKS[0], given=("西山镇",)).suggestions[0].label == "西山镇调委会"
    assert units.suggest(LEAKS[0], given=("东山镇",)).suggestions[0].label == "东山镇调委会"


@pytest.mark.parametrize(
    ("text", "names", "left"),
    [
        ("陈伟与黎二妹因漏水争执", ("陈伟", "黎二妹"), "与 因漏水争执"),
        ("身份证号440190198803120011、电话154-0000-0011", (), "身份证号 电话"),
        ("身份证44019019880312001X,车牌粤A12345", (), "身份证 车牌粤"),
        ("李女士称王某打人,张**在场", (), "称 打人 在场"),
        ("微信chen_wei88拖欠2.5万元", (), "微信 拖欠 万元"),
    ],
)
def test_nothing_that_says_who_somebody_is_is_left_to_learn_from(text: str, names: tuple[str, ...], left: str) -> None:
    assert " ".join(without_people(text, names).split()) == left


def test_no_name_and_no_number_of_a_party_becomes_a_feature() -> None:
    named = [sample._replace(text=f"欧翡翠(440190198803120011,15400000011)反映:{sample.text}", names=("欧翡翠",)) for sample in decided()]
    features = "".join(learn(named).features)
    assert not set("欧翡翠") & set(features)
    assert not any(character.isdigit() for character in features)


def test_a_name_that_nobody_took_out_is_too_rare_to_be_learnt() -> None:
    features = "".join(learn([*decided(), Sample("欧翡翠拖欠工资三个月", "劳动争议")]).features)
    assert not set("翡翠") & set(features)


def test_the_same_decisions_in_another_order_teach_the_same() -> None:
    there, back = learn(decided()), learn(decided()[::-1])
    assert there.features == back.features
    assert np.array_equal(there.weights, back.weights)


def test_what_was_learnt_is_kept_and_read_back(tmp_path: Path, suggester: Suggester) -> None:
    suggester.save(tmp_path / "category.npz")
    kept = load(tmp_path / "category.npz")
    assert kept.samples == suggester.samples
    was, now = suggester.suggest(LEAKS[1]), kept.suggest(LEAKS[1])
    assert [each.label for each in was.suggestions] == [each.label for each in now.suggestions]
    assert now.suggestions[0].share == pytest.approx(was.suggestions[0].share, abs=0.001)


def test_a_file_that_would_run_something_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "evil.npz").open("wb") as stream:
        np.savez(stream, labels=np.array([object()], dtype=object))
    with pytest.raises(ValueError, match="pickle"):
        load(tmp_path / "evil.npz")


def test_two_labels_are_told_apart_like_more() -> None:
    two = learn([sample for sample in decided(14) if sample.label != "因病"])
    assert two.suggest(LEAKS[0]).suggestions[0].label == "邻里纠纷"
    assert two.suggest(WAGES[0]).suggestions[0].label == "劳动争议"
