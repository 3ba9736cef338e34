"""A few weighed at once weigh as the engine weighs them."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

import pyarrow

from huajie.linkage import matters, people
from huajie.linkage.blocking import MOST_SHARERS, matter_tokens, tokens_of
from huajie.linkage.engine import Engine, Model, ScoredPair
from huajie.linkage.few import score_few
from huajie.linkage.matters_model import MODEL as MATTERS
from huajie.linkage.people_model import MODEL as PEOPLE
from huajie.linkage.people_rows import people_table
from huajie.linkage.records import MatterRecord, PersonRecord
from huajie.linkage.tests.made import OTHER_VILLAGE, VILLAGE, id_number, person
from huajie.linkage.traits import traits_of

TOLD = ("楼上卫生间漏水，多次交涉没有修好", "卫生间漏水", "拖欠工资8000元", "拖欠工资5000元，要求支付", "孩子没有学位", "")


def compared(model: Model, rows: pyarrow.Table, tokens: Sequence[Sequence[str]], new: int, shares: dict[str, float]) -> list[ScoredPair]:
    """Both ways, which must agree to the last reason."""
    with Engine(model) as engine:
        expected = sorted(engine.score(rows, tokens, new, shares), key=lambda pair: (pair.left, pair.right))
    found = score_few(model, rows, tokens, new, shares)
    assert [rounded(pair) for pair in found] == [rounded(pair) for pair in expected]
    return found


def rounded(pair: ScoredPair) -> tuple[object, ...]:
    return pair.left, pair.right, round(pair.weight, 9), {name: (reason, round(part, 9)) for name, (reason, part) in pair.reasons.items()}


def made_person(key: str, random: Random) -> PersonRecord:
    born = date(1960, 1, 1) + timedelta(days=random.choice((0, 400, 9000)))
    number = random.choice(("", id_number(born), id_number(born, 12), id_number(born)[:14] + "****"))
    phone = random.choice(("", "15400000001", "15400000011", "15412345678"))
    address = random.choice(("", "云山路3号", "二队5号", "云山路3号2栋301"))
    said = {"told": tuple(filter(None, [random.choice(TOLD)])), "sex": random.choice((None, "male", "female"))}
    name = random.choice(("陈伟", "陈玮", "陈小伟", "欧阳霖", "陈先生"))
    return person(key, name, number, phone, address, village=random.choice((VILLAGE, OTHER_VILLAGE, None)), **said)


def made_matter(key: str, random: Random) -> MatterRecord:
    teller = frozenset(random.sample(("P1", "P2", "P3"), random.choice((0, 1, 1, 2))))
    day = date(2026, 3, 1) + timedelta(days=random.choice((0, 10, 200)))
    amount, village = random.choice((None, 800_000, 500_000)), random.choice((VILLAGE, OTHER_VILLAGE))
    return MatterRecord(key, teller, text=random.choice(TOLD), reported_on=day, village=village, amount_fen=amount)


def test_people_weigh_the_same() -> None:
    random = Random(7)
    made = [traits_of(made_person(str(number), random)) for number in range(50)]
    tokens = [list(tokens_of(one)) for one in made]
    found = compared(PEOPLE, people_table(made), tokens, 5, people._shares_of_names(made))
    assert len({reason for pair in found for reason, _ in pair.reasons.values()}) > 15


def test_matters_weigh_the_same() -> None:
    random = Random(7)
    made = [made_matter(str(number), random) for number in range(50)]
    tokens = [list(matter_tokens(one)) for one in made]
    found = compared(MATTERS, matters._table(made), tokens, 5, matters._text_shares(made))
    assert len({reason for pair in found for reason, _ in pair.reasons.values()}) > 5


def test_what_too_many_share_brings_nobody_together() -> None:
    made = [traits_of(person(str(number), "陈伟")) for number in range(MOST_SHARERS + 1)]
    tokens = [["one token"] for _ in made]
    assert compared(PEOPLE, people_table(made), tokens, 1, people._shares_of_names(made)) == []
    assert compared(PEOPLE, people_table(made[:-1]), tokens[:-1], 1, people._shares_of_names(made)) != []
