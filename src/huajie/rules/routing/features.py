"""What of a text may be learnt from: characters and pairs of them, after everything that says who somebody is."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

_LENGTHS = (1, 2)  # triples made suggestions no better on wordings never seen (benchmarks/suggestions.py)
_GAP = " "  # nothing is learnt across it
_TITLES = "先生|女士|小姐|太太|阿姨|师傅|老师|同志|医生|老板|大爷|大妈|大叔|大伯|大姐|大哥|婆婆|奶奶|爷爷|阿婆|阿公|某某|某"
_CALLED = re.compile(f"[\u3400-\u9fff](?:{_TITLES})")  # 陈女士, 李某
_MASKED = re.compile(r"[\u3400-\u9fff][*×○x]{1,2}")  # 陈**
_NUMBERED = re.compile(r"[0-9a-z@._*#/-]*[0-9@*][0-9a-z@._*#/-]*")  # numbers of people, phones, plates, addresses, sums and dates
_UNWRITTEN = re.compile(r"[^\u3400-\u9fffa-z]+")
_SHORTEST_NAME = 2


def without_people(text: str, names: Iterable[str] = ()) -> str:
    """The words of a text, with gaps where a name, a form of address or anything numbered stood.

    >>> without_people("陈伟(身份证440190198803120011)与李女士因漏水争执,电话15400000011", ["陈伟"])
    '身份证 与 因漏水争执 电话'
    """
    plain = unicodedata.normalize("NFKC", text).lower()
    for name in sorted({unicodedata.normalize("NFKC", name).strip().lower() for name in names}, key=len, reverse=True):
        if len(name) >= _SHORTEST_NAME:
            plain = plain.replace(name, _GAP)
    for said in (_CALLED, _MASKED, _NUMBERED, _UNWRITTEN):
        plain = said.sub(_GAP, plain)
    return plain.strip()


def grams_of(words: str) -> Iterator[tuple[int, str]]:
    """Each character and each pair of neighbours with the place where it begins.

    >>> list(grams_of("漏水 厅"))
    [(0, '漏'), (1, '水'), (3, '厅'), (0, '漏水')]
    """
    for length in _LENGTHS:
        for start in range(len(words) - length + 1):
            gram = words[start : start + length]
            if _GAP not in gram:
                yield start, gram
