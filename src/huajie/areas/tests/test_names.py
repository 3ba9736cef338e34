"""Names to areas: the official, the short and the colloquial; and what is not guessed."""

from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries

from huajie.areas.models import Area, Level
from huajie.areas.names import Gazetteer, gazetteer, resolve
from huajie.areas.services.loading import load
from huajie.audit.services import SYSTEM

pytestmark = pytest.mark.django_db
HUADU, XINHUA, HUASHAN, HUADONG = "440114", "440114001", "440114104", "440114105"


@pytest.fixture
def huadu(published: Path) -> Gazetteer:
    load(HUADU, published, by=SYSTEM)
    return gazetteer(HUADU)


@pytest.mark.parametrize(
    ("name", "within", "code"),
    [
        ("新街村", HUADU, "440114001201"),
        ("新街村委会", HUADU, "440114001201"),
        ("新街村民委员会", HUADU, "440114001201"),
        ("新街村村委会", HUADU, "440114001201"),
        ("新街", HUADU, "440114001201"),
        (" 新街　村 ", HUADU, "440114001201"),
        ("云山居委会", HUADU, "440114001001"),
        ("云山社区", HUADU, "440114001001"),
        ("云山社区居委会", HUADU, "440114001001"),
        ("凤凰居委会", HUADU, "440114001039"),
        ("南村", HUADU, "440114104213"),
        ("南村村委会", HUADU, "440114104213"),
        ("花山镇东湖村", HUADU, "440114104201"),
        ("花山东湖", HUADU, "440114104201"),
        ("广东省广州市花都区花东镇天和村", HUADU, "440114105212"),
        ("花都区/新华街道/云山社区", HUADU, "440114001001"),
        ("新华街", HUADU, XINHUA),
        ("新华街道办事处", HUADU, XINHUA),
        ("梯面镇", HUADU, "440114106"),
        ("梯面镇居委会", HUADU, "440114106001"),
        ("杨一村", HUADONG, "440114105245"),
        ("两龙村", HUASHAN, "440114104211"),
        ("花山镇东湖村", HUADONG, "440114104201"),
    ],
)
def test_a_name_means_one_area(huadu: Gazetteer, name: str, within: str, code: str) -> None:
    assert huadu.resolve(name, within).code == code


@pytest.mark.parametrize(
    ("name", "within", "codes"),
    [
        ("新华", HUADU, {XINHUA, "440114001220"}),
        ("杨一村", HUADU, {"440114104245", "440114105245"}),
        ("两龙", HUASHAN, {"440114104001", "440114104211"}),
        ("云山村", XINHUA, {"440114001001"}),
        ("东湖村", HUADONG, {"440114104201"}),
        ("没有的村", HUADU, set()),
        ("", HUADU, set()),
        ("村", HUADU, set()),
    ],
)
def test_what_is_not_certain_is_reported_and_not_guessed(huadu: Gazetteer, name: str, within: str, codes: set[str]) -> None:
    found = huadu.resolve(name, within)
    assert found.area is None
    assert {place.code for place in found.candidates} == codes


def test_the_level_tells_a_street_from_a_village(huadu: Gazetteer) -> None:
    assert huadu.resolve("新华", HUADU, Level.TOWN).code == XINHUA
    assert huadu.resolve("新华", HUADU, Level.VILLAGE).code == "440114001220"


@pytest.mark.parametrize(
    ("address", "within", "code"),
    [
        ("广州市花都区花东镇天和村17社18号", HUADU, "440114105212"),
        ("花东天和村17社", HUADU, "440114105212"),
        ("花东镇天和十七社", HUADU, "440114105212"),
        ("天和村", HUADONG, "440114105212"),
        ("现住：花东镇天和村", HUADU, "440114105212"),
        ("新华街道新都大道5号云山社区", HUADU, "440114001001"),
        ("花山镇新街路3号", HUADU, HUASHAN),
        ("花东镇大天和村", HUADU, HUADONG),
        ("花都区云山路8号", HUADU, HUADU),
        ("花都区花山镇南村三队8号", XINHUA, "440114104213"),
    ],
)
def test_an_address_names_its_village_or_else_its_town(huadu: Gazetteer, address: str, within: str, code: str) -> None:
    assert huadu.find_in(address, within).code == code


@pytest.mark.parametrize("address", ["新街大道12号", "湖南省邵阳市新华镇东湖村3组", "湖北孝感东湖村", "贵州黄平县新街村", "杨一村3队", ""])
def test_an_address_elsewhere_or_in_two_places_is_in_none(huadu: Gazetteer, address: str) -> None:
    assert huadu.find_in(address, HUADU).area is None


def test_another_district_is_named_in_its_own_way(published: Path) -> None:
    load("150121", published, by=SYSTEM)
    banner = gazetteer("150121")
    meant = {
        "巴彦嘎查": "150121100201",
        "巴彦嘎查村委会": "150121100201",
        "东沟子村": "150121200201",
        "和平社区": "150121100001",
        "察素齐": "150121100",
        "塔布赛乡政府": "150121200",
        "哈素林场": "150121400",
        "哈素林场生活区": "150121400498",
        "土默特左旗": "150121",
    }
    assert {name: banner.resolve(name, "150121").code for name in meant} == meant


def test_a_village_in_use_is_preferred_to_one_that_is_no_more(huadu: Gazetteer) -> None:
    Area.objects.filter(pk="440114104245").update(active=False)
    assert gazetteer(HUADU).resolve("杨一村", HUADU).code == "440114105245"


def test_a_gazetteer_takes_one_query(huadu: Gazetteer, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        assert resolve("天和村", HUADONG).code == "440114105212"
