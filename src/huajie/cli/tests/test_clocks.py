"""`huajie clocks`: what it prints, and what it says to a slip of the pen."""

import argparse
import json
from datetime import date

import pytest
from django.utils import translation

from huajie.audit.services import SYSTEM
from huajie.cli import clocks_explain, clocks_list
from huajie.core.errors import Refused
from huajie.deadlines.services.editing import set_day
from huajie.rules.clocks.calendar import DayKind
from huajie.rules.clocks.duties import duties

pytestmark = pytest.mark.django_db


def explain(*words: str) -> int:
    parser = argparse.ArgumentParser()
    clocks_explain.add_arguments(parser)
    with translation.override("en"):
        return clocks_explain.run(parser.parse_args(words))


def test_each_day_stands_with_its_part_and_its_source(capsys: pytest.CaptureFixture[str]) -> None:
    assert explain("--clock", "XF-OBJECT", "--from", "2026-09-28") == 0
    lines = {line.split()[0]: " ".join(line.split()) for line in capsys.readouterr().out.splitlines() if line.startswith(" 2026")}
    assert lines["2026-09-28"].endswith("workday first day, not counted Civil Procedure Law, art. 85")
    assert "holiday not counted National Day, State Council" in lines["2026-10-01"]
    assert "make-up workday counted, day 5 · internal target · hard limit" in lines["2026-10-10"]
    assert len(lines) == 13


def test_machines_get_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    explain("--clock", "XF-CLOSE", "--from", "2026-09-20", "--suspend", "2026-10-01..2026-10-10", "--extend", "30", "--json")
    told = json.loads(capsys.readouterr().out)
    assert (told["target_on"], told["due_on"], told["half_on"]) == ("2026-12-29", "2026-12-29", "2026-11-14")
    (span,) = told["suspensions"]
    assert (span["first"], span["last"], span["ground"], span["provisional"]) == ("2026-10-01", "2026-10-10", "supplement", True)
    assert span["article"]["en"] == "the district's own procedure (to be verified)"
    assert next(day["day"] for day in told["days"] if day["part"] == "suspended") == "2026-10-01"
    assert told["days"][-1]["marks"] == ["target", "due"]
    assert told["article"] == {"zh": "《信访工作条例》第34条", "en": "Regulations on Petition Work, art. 34"}


def test_the_header_says_on_what_a_suspension_rests_and_whether_that_is_certain(capsys: pytest.CaptureFixture[str]) -> None:
    explain("--clock", "XF-CLOSE", "--from", "2026-09-20", "--suspend", "2026-10-01..2026-10-10")
    explain("--clock", "XF-REREVIEW", "--from", "2026-09-20", "--suspend", "2026-10-01..2026-10-10")
    own, by_law = (line for line in capsys.readouterr().out.splitlines() if line.startswith("Suspended from 2026-10-01 to 2026-10-10: "))
    assert "the district's own procedure (to be verified) · provisional: no published rule" in own
    assert "art. 36" in by_law
    assert "provisional" not in by_law


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--clock", "XF-CLOES", "--from", "2026-09-20"), "There is no clock XF-CLOES. `huajie clocks list` names them all."),
        (("--clock", "XF-CLOSE", "--from", "20.9.2026"), "is no day. Write it as 2026-09-20."),
        (("--clock", "XF-CLOSE", "--from", "2026-09-20", "--suspend", "2026-10-01"), "is no span of days"),
        (
            ("--clock", "XF-CLOSE", "--from", "2026-09-20", "--extend", "31"),
            "can be extended by 30 at most (Regulations on Petition Work, art. 34)",
        ),
        (("--clock", "XF-OBJECT", "--from", "2026-09-28", "--suspend", "2026-10-01..2026-10-03"), "is never suspended"),
        (("--clock", "XF-REREVIEW", "--from", "2026-09-28", "--suspend", "2026-10-01..2026-10-03:rain"), "not suspended by “rain”"),
        (("--clock", "XF-CLOSE", "--from", "2004-09-20"), "had no such limit on 2004-09-20: it holds from 2005-05-01."),
    ],
)
def test_a_refusal_says_what_to_do(words: tuple[str, ...], said: str) -> None:
    with translation.override("en"), pytest.raises(Refused) as refused:
        explain(*words)
    assert said in str(refused.value.message)


def test_a_year_without_a_calendar_is_provisional_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    explain("--clock", "DB-REFUSE", "--from", "2026-12-31")
    heard = capsys.readouterr()
    assert "2027 were not announced" in heard.err
    assert "2027 were not announced" not in heard.out.split("Hard limit")[1]


def test_the_calendar_is_the_registers_own(capsys: pytest.CaptureFixture[str]) -> None:
    set_day(date(2026, 9, 29), DayKind.HOLIDAY, by=SYSTEM, because="typhoon")
    explain("--clock", "XF-OBJECT", "--from", "2026-09-28")
    heard = capsys.readouterr().out
    assert "typhoon" in heard
    assert "Hard limit: 2026-10-12" in heard


def test_the_list_names_every_duty(capsys: pytest.CaptureFixture[str]) -> None:
    clocks_list.run(argparse.Namespace())
    named = capsys.readouterr().out
    assert [code for code in duties() if f" {code} " not in named] == []
