"""ID numbers and telephone numbers that cannot belong to anybody."""

from datetime import date
from random import Random

LOCAL_COUNTIES = ("440190", "440191")
"""County codes never assigned by GB/T 2260: nobody was ever born under them."""
ORIGINS: dict[str, tuple[str, ...]] = {
    "431190": ("湖南道县", "湖南省永州市道县", "湖南永州"),
    "450890": ("广西平南", "广西贵港市平南县", "广西贵港"),
    "513090": ("四川达州", "四川省达州市", "四川达县"),
    "522490": ("贵州毕节", "贵州省毕节市", "贵州织金"),
    "411490": ("河南商丘", "河南省商丘市", "河南睢县"),
    "422890": ("湖北恩施", "湖北省恩施州", "湖北利川"),
    "360790": ("江西赣州", "江西省赣州市", "江西于都"),
}
"""Never assigned county code → how lists write where such a resident comes from."""

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_SIGNS = "10X98765432"
MOBILE_PREFIX = "154"
LANDLINE_PREFIX = "020-00"


def check_sign(first_17: str) -> str:
    """The 18th sign of an ID number (GB 11643).

    >>> check_sign("44019019870510720")
    '9'
    """
    return CHECK_SIGNS[sum(weight * int(digit) for weight, digit in zip(WEIGHTS, first_17, strict=True)) % 11]


def id_number(rng: Random, county: str, born: date, sex: str) -> str:
    """A valid ID number under a county code that does not exist; an odd 17th digit is a man."""
    serial = rng.randrange(0, 500) * 2 + (1 if sex == "男" else 0)
    first_17 = f"{county}{born:%Y%m%d}{serial:03d}"
    return first_17 + check_sign(first_17)


def mobile(rng: Random) -> str:
    return f"{MOBILE_PREFIX}{rng.randrange(10**8):08d}"


def landline(rng: Random) -> str:
    return f"{LANDLINE_PREFIX}{rng.randrange(10**6):06d}"
