"""The suggestion of a category beside the form: shown with its reasons, chosen by the clerk, never taken by itself."""

from pathlib import Path

from django.test import override_settings

from huajie.matters.models import Matter
from huajie.matters.suggesting import CATEGORY, kept_at
from huajie.reception.tests.making import filled_in
from huajie.reception.tests.test_request_pages import NEW, signed_in
from huajie.rules.routing.learning import learn
from huajie.rules.routing.samples import Sample

SUGGESTED = "/reception/new/suggested/"
LEAK = "楼上卫生间漏水致楼下天花发霉"
DECIDED = [Sample(LEAK, "邻里纠纷", ("dispute",))] * 40 + [Sample("工厂拖欠工资三个月没结清", "劳动争议", ("dispute",))] * 40


def test_what_such_words_were_taken_for_is_shown_with_reasons_and_counts_only_if_chosen(tmp_path: Path) -> None:
    client = signed_in()
    with override_settings(SUGGESTIONS_FOLDER=tmp_path):
        learn(DECIDED).save(kept_at(CATEGORY))

        shown = client.post(SUGGESTED, filled_in(text=LEAK)).content.decode()
        client.post(NEW, filled_in(text=LEAK))
        client.post(NEW, filled_in(text="楼下天花又漏水发霉了,要求重新处理", suggested="邻里纠纷", name="黎大文"))

    assert 'value="邻里纠纷"' in shown
    assert "漏水" in shown
    assert sorted(Matter.objects.values_list("category", flat=True)) == ["", "邻里纠纷"]


def test_what_the_clerk_writes_counts_before_a_suggestion() -> None:
    client = signed_in()
    client.post(NEW, filled_in(category="房屋宅基地纠纷", suggested="邻里纠纷"))
    assert Matter.objects.get().category == "房屋宅基地纠纷"


def test_a_register_that_has_learnt_nothing_says_so(tmp_path: Path) -> None:
    with override_settings(SUGGESTIONS_FOLDER=tmp_path):
        assert "Too little has been decided" in signed_in().post(SUGGESTED, filled_in(text=LEAK)).content.decode()
