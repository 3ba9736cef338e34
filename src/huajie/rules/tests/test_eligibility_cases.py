"""The worked cases of aid: OpenFisca's own command runs them, and no number of the rules can move unseen by them."""

import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from openfisca_core.reforms import Reform
from openfisca_core.simulations import Simulation, SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from huajie.rules import eligibility
from huajie.rules.eligibility.facts import FACTS
from huajie.rules.eligibility.programmes import PROGRAMMES
from huajie.rules.eligibility.system import shipped

FOLDER = Path(eligibility.__file__).parent / "cases"
CASES: dict[str, dict[str, Any]] = {
    f"{file.stem} {number}": case
    for file in sorted(FOLDER.glob("*.yaml"))
    for number, case in enumerate(yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader), 1)  # noqa: S506 — texts only
}
WHOLE = {"old_age", "child_age", "minor_age", "vehicles", "homes", "severe_level", "mind_level", "limb_level", "sight_level"}
WHOLE |= {"partly_dependent_from", "wholly_dependent_from"}
"""Numbers that are compared with what comes in whole ones: they move by one; all others by a hundred-thousandth, yuan at least by a fen."""


def test_openfiscas_own_command_finds_every_case_right() -> None:
    command = [sys.executable, "-m", "openfisca_core.scripts.openfisca_command", "test"]
    done = subprocess.run(  # noqa: S603 — our own words
        [*command, "--country-package", "huajie.rules.eligibility", str(FOLDER)], capture_output=True, text=True, timeout=120, check=False
    )
    assert f"{len(CASES)} passed" in done.stdout, done.stdout + done.stderr
    assert done.returncode == 0


def test_there_are_enough_cases_and_each_is_told_in_both_languages_with_its_article() -> None:
    assert len(CASES) >= 90
    assert {file.stem.replace("-", "_") for file in FOLDER.glob("*.yaml")} == set(PROGRAMMES)
    for name, case in CASES.items():
        chinese, _, english = case["name"].partition(" · ")
        assert "：" in chinese, name
        assert english.isascii(), name
        assert case["description"].endswith("。"), name
        assert any("《" in article or "〔" in article for article in case["keywords"]), name


def moved() -> Iterator[tuple[str, str, str, float]]:
    """Every dated number, once a little less and once a little more; what is yes or no, the other way."""
    for node in shipped().parameters.children.values():
        for name, parameter in node.children.items():
            for at in parameter.values_list:
                step = (
                    1
                    if name in WHOLE
                    else max(at.value * 1e-5, 0.01 if "元" in parameter.description or "平方米" in parameter.description else 0)
                )
                others = [not at.value] if isinstance(at.value, bool) else [at.value - step, at.value + step]
                yield from ((node.name, name, at.instant_str, other) for other in others)


MOVED = list(moved())


@pytest.mark.parametrize(("programme", "name", "since", "value"), MOVED, ids=[f"{p}.{n} {day} {value:.6g}" for p, n, day, value in MOVED])
def test_no_number_of_the_rules_moves_unseen(programme: str, name: str, since: str, value: float) -> None:
    class Moved(Reform):  # type: ignore[misc]  # published without types
        def apply(self) -> None:
            self.modify_parameters(self.move)

        def move(self, parameters: Any) -> Any:
            dated = parameters.children[programme].children[name].values_list
            next(at for at in dated if at.instant_str == since).value = value
            return parameters

    rules = Moved(shipped())
    assert any(wrong(rules, period) for period in cases_by_period() if period >= since[:7])


def test_the_rules_as_they_ship_fail_no_case() -> None:
    assert not any(wrong(shipped(), period) for period in cases_by_period())


@cache
def cases_by_period() -> dict[str, dict[str, dict[str, Any]]]:
    found: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for name, case in CASES.items():
        found[case["period"]][name] = case
    return found


@cache
def told(period: str) -> tuple[Simulation, tuple[tuple[str, int, Any], ...]]:
    """All cases of a month, nothing computed, and what they expect: variable, place, value."""
    people: dict[str, Any] = {}
    households: dict[str, Any] = {}
    expected: list[tuple[str, int, Any]] = []
    for name, case in cases_by_period()[period].items():
        mine = {who: len(people) + place for place, who in enumerate(case["input"]["persons"])}
        for who, facts in case["input"]["persons"].items():
            people[f"{name} {who}"] = {fact: {period: yaml.safe_load(value)} for fact, value in facts.items()}
        ((_, home),) = case["input"]["households"].items()
        expected += of_output(case["output"], mine, len(households))
        facts = {fact: {period: yaml.safe_load(value)} for fact, value in home.items() if fact != "members"}
        households[name] = {"members": [f"{name} {who}" for who in home["members"]], **facts}
    return SimulationBuilder().build_from_entities(shipped(), {"persons": people, "households": households}), tuple(expected)


def of_output(output: dict[str, Any], people: dict[str, int], household: int) -> Iterator[tuple[str, int, Any]]:
    for name, value in output.items():
        if name == "persons":
            yield from ((inner, people[who], yaml.safe_load(one)) for who, ones in value.items() for inner, one in ones.items())
        else:
            is_person = shipped().get_variable(name).entity.is_person
            yield name, next(iter(people.values())) if is_person else household, yaml.safe_load(value)


def wrong(rules: TaxBenefitSystem, period: str) -> bool:
    """True if and only if a case of the month does not come out under these rules."""
    given, expected = told(period)
    populations = rules.instantiate_entities()
    for name, population in given.populations.items():
        populations[name].ids, populations[name].count = population.ids, population.count
    populations["household"].members_entity_id = given.household.members_entity_id
    simulation = Simulation(rules, populations)
    for name in FACTS:
        for known in (holder := given.get_holder(name)).get_known_periods():
            simulation.set_input(name, known, holder.get_array(known))
    return any(abs(float(simulation.calculate(name, period)[place]) - float(value)) > 0.005 for name, place, value in expected)
