"""Places are read from the published tables and named as people name them."""

from pathlib import Path

import pytest

from huajie.demo.places import Place, places_of

TABLES = {
    "villages.csv": (
        'code,name,streetCode\n440114001001,"云山居委会",440114001\n'
        '440114103201,"红山村委会",440114103\n110101001001,"多福巷社区居委会",110101001\n'
    ),
    "streets.csv": 'code,name\n440114001,"新华街道"\n440114103,"梯面镇"\n110101001,"东华门街道"\n',
    "areas.csv": 'code,name\n440114,"花都区"\n',
    "cities.csv": 'code,name\n4401,"广州市"\n',
}


@pytest.fixture
def villages(tmp_path: Path) -> Path:
    for name, text in TABLES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path / "villages.csv"


def test_only_the_villages_of_the_district_are_read_with_the_names_above_them(villages: Path) -> None:
    assert places_of("440114", villages) == [
        Place("440114001001", "云山居委会", "新华街道", "花都区", "广州市"),
        Place("440114103201", "红山村委会", "梯面镇", "花都区", "广州市"),
    ]


def test_a_district_without_villages_is_refused_aloud(villages: Path) -> None:
    with pytest.raises(LookupError, match="999999"):
        places_of("999999", villages)


@pytest.mark.parametrize(
    ("code", "village", "short"),
    [
        ("440114001001", "云山居委会", "云山社区"),
        ("440114001002", "两龙社区居委会", "两龙社区"),
        ("440114001201", "新街村委会", "新街村"),
        ("440114001202", "石岗村民委员会", "石岗村"),
    ],
)
def test_a_place_has_a_short_name(code: str, village: str, short: str) -> None:
    assert Place(code, village, "新华街道").short_name == short
