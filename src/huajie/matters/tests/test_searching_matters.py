"""Chinese text search over matters: the same answers on both databases. The suite runs on each."""

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from huajie.matters.models import Matter
from huajie.matters.queries import MatterFilters, matters_list
from huajie.matters.services.registering import register_matters
from huajie.matters.tests.making import new_matter
from huajie.people.services.correcting import Correction, correct
from huajie.people.services.merging import merge_people
from huajie.people.tests.making import DISTRICT, make_areas, make_staff, register, scope_in

TEXTS = {
    "leak": "楼上卫生间漏水，多次交涉",
    "rare": "家住㘵心村，𠮷田先生反映水管爆裂",
    "latin": "热线HX20210412转来:WiFi信号差 A栋１２号",
    "apart": "漏了很久,水也停了",
    "face": "只有表情🙂",
}


@pytest.fixture(autouse=True)
def _matters(db: None) -> None:
    make_areas()
    register_matters([new_matter(text=text) for text in TEXTS.values()])


def found(words: str) -> set[str]:
    shown = {matter.summary for matter in matters_list(scope_in(DISTRICT), MatterFilters(words=words))}
    return {name for name, text in TEXTS.items() if text in shown}


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("漏水", {"leak"}),
        ("漏", {"leak", "apart"}),
        ("水", {"leak", "rare", "apart"}),
        ("㘵", {"rare"}),
        ("㘵心", {"rare"}),
        ("𠮷", {"rare"}),
        ("𠮷田", {"rare"}),
        ("wifi", {"latin"}),
        ("hx20210412", {"latin"}),
        ("12号", {"latin"}),
        ("Ａ栋", {"latin"}),
        ("漏水 交涉", {"leak"}),
        ("漏水，交涉", {"leak"}),
        ("漏水 爆裂", set()),
        ("卫生间漏水多次", set()),
        ("没有的字词", set()),
        ("🙂", set()),
        ("!?", set()),
        ("' OR 1=1 --", set()),
        ('" AND *', set()),
        ("", set(TEXTS)),
        ("  ", set(TEXTS)),
    ],
)
def test_words_find_what_holds_them_all(words: str, names: set[str]) -> None:
    assert found(words) == names


def test_a_rare_name_is_found_among_the_parties() -> None:
    matter = register_matters([new_matter(register("𠮷㘵"), text="噪音")])[0]

    assert list(matters_list(scope_in(DISTRICT), MatterFilters(words="𠮷㘵"))) == [Matter.objects.get(pk=matter.pk)]


def test_a_matter_is_found_by_every_name_that_its_people_go_by(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> None:
    chen, other = register("陈添福"), register("陈甜福")
    matter = register_matters([new_matter(chen, text="噪音")])[0]

    with django_capture_on_commit_callbacks(execute=True):
        correct(chen, Correction("陈天福"), by=make_staff())
        merge_people(chen, other, by=make_staff(), because="same phone")

    for name in ("陈添福", "陈天福", "陈甜福"):
        assert list(matters_list(scope_in(DISTRICT), MatterFilters(words=name))) == [Matter.objects.get(pk=matter.pk)], name
