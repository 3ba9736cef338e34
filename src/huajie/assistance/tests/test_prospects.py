"""Who may be entitled and has not applied: the sweep, the questions, and what the family decides."""

import json
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from huajie.accounts.models import Posting, Staff
from huajie.accounts.roles import Role
from huajie.assistance.household_facts import disability_said, families_of, schooling_said
from huajie.assistance.models import Certainty, Prospect, ProspectState, Sweep
from huajie.assistance.services.answering import answer, bring_up, decline
from huajie.assistance.services.sweeping import sweep, sweep_if_due
from huajie.assistance.tasks import keep_sweeping, sweep_nightly
from huajie.assistance.tests.making import family
from huajie.audit.acts import Act
from huajie.audit.models import Entry
from huajie.cli.main import main
from huajie.core.errors import NotPermitted, Refused
from huajie.people.models import Fact, FactKind, Household, Person
from huajie.people.newcomers import NewFact
from huajie.people.services.registering import record_facts
from huajie.people.tests.making import OTHER_TOWN, VILLAGE, make_staff

POOR_FEN = "80000"
PROPERTY = {"savings": 0.0, "vehicles": 0.0, "homes": 1.0}


@pytest.fixture
def adviser() -> Staff:
    staff = make_staff(Role.ASSISTANCE_ADVISER, VILLAGE)
    Staff.objects.filter(pk=staff.pk).update(language="zh-hans")
    staff.refresh_from_db()
    return staff


@pytest.fixture
def home() -> Household:
    """A household of two, of whom a list says that it has 800 yuan a month."""
    household = family()
    record_facts([NewFact(FactKind.INCOME, POOR_FEN, "row:1", household_id=household.pk)])
    return household


def head(home: Household) -> Person:
    assert home.head is not None
    return home.head


def prospect(home: Household, programme: str = "low_income") -> Prospect:
    return Prospect.objects.get(household=home, programme=programme)


def test_a_poor_household_is_found_and_depends_on_what_nobody_asked(home: Household) -> None:
    found = sweep()
    assert (found.households, found.with_prospect) == (1, 1)
    assert prospect(home).certainty == Certainty.DEPENDS
    assert (prospect(home).low_fen, prospect(home).high_fen) == (0, 2 * 130900)


def test_what_a_list_states_is_read_as_the_rules_need_it(home: Household) -> None:
    record_facts([NewFact(FactKind.DISABILITY, "肢体二级", "row:1", person_id=head(home).pk)])
    record_facts([NewFact(FactKind.HUKOU_PLACE, "广东省试区东镇", "row:1", person_id=head(home).pk)])
    roster = families_of([home]).roster
    assert roster.column("household_income").tolist() == [800.0]
    assert roster.column("disability_level")[0] == 2.0
    assert roster.column("registered")[0] == 1.0
    assert schooling_said("某高中二年级") is not None
    assert disability_said("无") == {"disability": 0.0, "disability_level": 0.0}
    assert disability_said("身体不好") == {}


def test_answers_turn_a_question_into_a_verdict_at_once(home: Household, adviser: Staff) -> None:
    sweep()
    answer(home, head(home), {"registered": 1.0}, by=adviser)
    assert prospect(home).certainty == Certainty.DEPENDS
    answer(home, None, {**PROPERTY, "illness_costs": 0.0, "work_costs": 0.0}, by=adviser)
    found = prospect(home)
    assert found.certainty == Certainty.ENTITLED
    assert found.low_fen == found.high_fen == 2 * 130900 - int(POOR_FEN)


def test_a_household_that_no_longer_fits_is_not_brought_up(home: Household, adviser: Staff) -> None:
    sweep()
    answer(home, None, {"household_income": 9000.0}, by=adviser)
    assert prospect(home).state == ProspectState.PAST


def test_what_the_family_does_not_want_is_not_brought_up_again_until_it_wants_it(home: Household, adviser: Staff) -> None:
    sweep()
    with pytest.raises(Refused):
        decline(prospect(home), " ", by=adviser)
    decline(prospect(home), "我们自己能行", by=adviser)
    sweep()
    assert prospect(home).state == ProspectState.DECLINED
    bring_up(prospect(home), by=adviser)
    assert prospect(home).state == ProspectState.OPEN


def test_an_adviser_of_another_village_keeps_no_answer(home: Household, adviser: Staff) -> None:
    Posting.objects.update(area_id=OTHER_TOWN)
    with pytest.raises(NotPermitted):
        answer(home, None, {"savings": 0.0}, by=adviser)


def test_a_sweep_changes_nothing_the_second_time(home: Household) -> None:
    assert sweep().new > 0
    assert sweep().new == 0


def test_all_are_looked_at_once_a_month_and_under_new_rules(home: Household) -> None:
    assert sweep_if_due()
    assert not sweep_if_due()
    Sweep.objects.update(rules="others")
    assert sweep_if_due()


def test_the_worker_waits_for_the_night_once() -> None:
    keep_sweeping()
    keep_sweeping()
    waiting = DBTaskResult.objects.get(task_path=sweep_nightly.module_path)
    assert timezone.localtime(waiting.run_after).hour == 3


def test_the_record_names_no_amounts_and_no_answers(home: Household, adviser: Staff) -> None:
    sweep()
    answer(home, None, {"savings": 123456.0}, by=adviser)
    said = json.dumps(list(Entry.objects.values_list("detail", flat=True)))
    assert "savings" in said
    assert "123456" not in said


def test_the_command_writes_references_and_no_names(home: Household, tmp_path: Path) -> None:
    out = tmp_path / "found.jsonl"
    assert main(["programmes", "sweep", "--json", str(out)]) == 0
    lines = [json.loads(line) for line in out.read_text().splitlines()]
    assert {line["household"] for line in lines} == {home.ref}
    assert "陈伟" not in out.read_text()


def test_the_list_asks_one_question_and_the_answer_leads_on(home: Household, adviser: Staff, client: Client) -> None:
    sweep()
    client.force_login(adviser)
    page = client.get("/aid/prospects/").content.decode()
    assert "户口在本区吗" in page
    answered = client.post(
        f"/aid/prospects/households/{home.ref}/answer/", {"fact": "registered", "person": head(home).ref, "value": "yes"}, follow=True
    )
    assert answered.status_code == 200
    assert "名下有几套住房" in answered.content.decode()


def test_an_answer_that_cannot_be_is_refused_and_nothing_is_kept(home: Household, adviser: Staff, client: Client) -> None:
    sweep()
    client.force_login(adviser)
    for fact, value in (("savings", "-1"), ("savings", "999999999999"), ("birth", "2999-01-01"), ("vehicles", "many")):
        about = {"fact": fact, "person": head(home).ref if fact == "birth" else "", "value": value}
        assert client.post(f"/aid/prospects/households/{home.ref}/answer/", about, follow=True).status_code == 200
    assert not Entry.objects.filter(act=Act.AID_QUESTION_ANSWERED.value).exists()
    assert not Fact.objects.filter(kind__startswith="aid:").exists()
    assert client.post(f"/aid/prospects/households/{home.ref}/answer/", {"fact": "religion", "value": "1"}).status_code == 404


def test_nobody_answers_what_a_survey_has_to_find_or_about_nobody(home: Household, adviser: Staff, client: Client) -> None:
    sweep()
    with pytest.raises(Refused):
        answer(home, head(home), {"idle_without_reason": 1.0}, by=adviser)
    with pytest.raises(Refused):
        answer(home, None, {"wages": 0.0}, by=adviser)
    with pytest.raises(Refused):
        answer(home, head(home), {"savings": 0.0}, by=adviser)
    client.force_login(adviser)
    said = {"fact": "failed_self_care", "person": head(home).ref, "value": "7"}
    client.post(f"/aid/prospects/households/{home.ref}/answer/", said)
    assert not Fact.objects.filter(kind__startswith="aid:").exists()


def test_a_day_of_birth_that_was_answered_is_shown_as_a_day(home: Household, adviser: Staff, client: Client) -> None:
    client.force_login(adviser)
    client.post(f"/aid/prospects/households/{home.ref}/answer/", {"fact": "birth", "person": head(home).ref, "value": "1950-03-07"})
    assert "1950年3月7日" in client.get(f"/people/{head(home).ref}/").content.decode()


def test_who_looks_at_a_familys_means_stands_in_the_record_once_a_day(home: Household, adviser: Staff, client: Client) -> None:
    client.force_login(adviser)
    for _time in range(2):
        client.get(f"/aid/prospects/households/{home.ref}/")
    assert Entry.objects.filter(act=Act.MEANS_READ.value, subject=home.ref).count() == 1


def test_a_household_of_another_area_is_not_there(home: Household, adviser: Staff, client: Client) -> None:
    Posting.objects.update(area_id=OTHER_TOWN)
    client.force_login(adviser)
    assert client.get(f"/aid/prospects/households/{home.ref}/").status_code == 404
    assert home.ref not in client.get("/aid/prospects/").content.decode()


def test_reasons_stand_with_article_limit_and_what_is_provisional(home: Household, adviser: Staff, client: Client) -> None:
    client.force_login(adviser)
    page = client.get(f"/aid/prospects/households/{home.ref}/").content.decode()
    assert "《社会救助暂行办法》第9条" in page
    assert "2,618.00" in page
    assert "待核" in page
    assert "False" not in page
