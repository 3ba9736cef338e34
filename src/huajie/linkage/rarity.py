"""How common a name is: sharing 陈伟 says less than sharing 骆霈霖."""

from collections import Counter
from collections.abc import Iterable

from huajie.linkage.normalise.names import Name

# Shares of the commonest surnames in China, rounded (Ministry of Public Security, national name reports 2019-2021).
_SURNAME_SHARES = {
    "王": 0.072, "李": 0.071, "张": 0.068, "刘": 0.054, "陈": 0.050, "杨": 0.033, "黄": 0.024, "赵": 0.022, "吴": 0.021, "周": 0.020,
    "徐": 0.015, "孙": 0.014, "马": 0.013, "朱": 0.012, "胡": 0.012, "郭": 0.011, "何": 0.011, "林": 0.011, "高": 0.010, "罗": 0.010,
}  # fmt: skip
_OTHER_SURNAME_SHARE = 0.003
_GIVEN_SHARE = {1: 0.006, 2: 0.0003}  # how often two people of one surname share a given name of so many characters, rounded up
_SURNAME_PRIOR = 2_000  # as many people as the table above counts for against the list's own
_NAME_PRIOR = 100_000  # the same for whole names


class NameRarity:
    """Frequencies of full names: general knowledge, corrected by the people at hand once they are many."""

    def __init__(self, people: Iterable[tuple[Name, str]]) -> None:
        """`people` are (name, where) pairs; one name in one place counts once, however often it is listed."""
        placed = {(name.text, name.surname, where) for name, where in people if name.is_full}
        distinct = {each for each in placed if each[2]} or placed
        self._names = Counter(text for text, _, _ in distinct)
        self._surnames = Counter(surname for _, surname, _ in distinct)
        self._total = len(distinct)

    def of(self, name: Name) -> float:
        """The share of people with this name, between 0 and 1."""
        expected = self._surname_share(name.surname) * _GIVEN_SHARE.get(len(name.given), 0.00002)
        return (self._names[name.text] - 1 + _NAME_PRIOR * expected) / (self._total + _NAME_PRIOR) if self._names[name.text] else expected

    def _surname_share(self, surname: str) -> float:
        prior = _SURNAME_SHARES.get(surname, _OTHER_SURNAME_SHARE)
        return (self._surnames[surname] + _SURNAME_PRIOR * prior) / (self._total + _SURNAME_PRIOR)
