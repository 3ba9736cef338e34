"""One value as people type it: dates, money, ID numbers, telephones, names, addresses, families."""

from datetime import date, datetime
from random import Random

from huajie.demo.identity import mobile
from huajie.demo.mess import Mess
from huajie.demo.names import misheard
from huajie.demo.places import Place
from huajie.demo.population import Household, Person
from huajie.demo.widths import WIDE_COMMA, WIDE_SEMICOLON, WIDE_SPACE, WIDE_X, wide_digits

Cell = str | int | float | date | datetime | None

CHINESE_DIGITS = "〇一二三四五六七八九"
DATE_SHAPES = ("real", "real", "real", "2026-04-05", "2026/4/5", "2026/04/05", "2026.4.5", "2026年4月5日", "20260405", "2026.04.05")
ODD_DATE_SHAPES = (*DATE_SHAPES, "26.4.5", "2026-4-5", "2026年04月05日", "2026-04-05 00:00:00", "serial", "二〇二六年四月五日", "2026年4月")


def date_cell(rng: Random, day: date, shape: str, mess: Mess) -> Cell:
    """A day in the file's shape, or in another, or without its year, or not at all."""
    luck = rng.random()
    if luck < mess.date_missing:
        return None
    if luck < mess.date_missing + mess.date_without_year:
        return f"{day.month}月{day.day}日"
    return shaped_date(day, rng.choice(ODD_DATE_SHAPES) if rng.random() < mess.date_other_shape else shape)


def shaped_date(day: date, shape: str) -> Cell:
    """The day written like the example that names the shape."""
    match shape:
        case "real":
            return day
        case "serial":
            return (day - date(1899, 12, 30)).days
        case "20260405":
            return int(f"{day:%Y%m%d}") if day.day % 2 else f"{day:%Y%m%d}"
        case "2026/4/5" | "2026.4.5" | "2026-4-5":
            return shape[4].join((str(day.year), str(day.month), str(day.day)))
        case "26.4.5":
            return f"{day:%y}.{day.month}.{day.day}"
        case "2026年4月5日":
            return f"{day.year}年{day.month}月{day.day}日"
        case "2026年4月":
            return f"{day.year}年{day.month}月"
        case "二〇二六年四月五日":
            return f"{''.join(CHINESE_DIGITS[int(digit)] for digit in str(day.year))}年{spoken(day.month)}月{spoken(day.day)}日"
        case "2026年04月05日":
            return f"{day:%Y年%m月%d日}"
        case "2026-04-05 00:00:00":
            return f"{day:%Y-%m-%d} 00:00:00"
        case _:
            return day.strftime(shape.replace("2026", "%Y").replace("04", "%m").replace("05", "%d"))


def money_cell(rng: Random, yuan: int, mess: Mess) -> Cell:
    """An amount in yuan, plain or in one of the shapes people like."""
    if rng.random() >= mess.money_shape:
        return yuan
    shapes = (
        f"{yuan}元",
        f"{yuan:,}",
        f"约{yuan}",
        f"{yuan / 10000:.4g}万元",
        f"{yuan / 10000:.4g}万",
        f"¥{yuan:,}",
        f"{yuan}.00",
        f"{yuan:,}元/月",
        f"{yuan}左右",
    )
    return rng.choice(shapes[:7] if yuan > 30000 else shapes)


def id_cell(rng: Random, idno: str, mess: Mess) -> Cell:
    """An ID number, whole or hurt in one of the usual ways."""
    luck = rng.random()
    for share, hurt in (
        (mess.id_missing, lambda: rng.choice((None, None, None, "不详", "未提供", "无", "/"))),
        (mess.id_as_float, lambda: float(int(idno[:15] + "000"))),
        (
            mess.id_masked,
            lambda: rng.choice((idno[:6] + "********" + idno[14:], idno[:6] + "****" + idno[14:], idno[:4] + "**********" + idno[14:])),
        ),
        (mess.id_fullwidth, lambda: wide_digits(idno)),
        (mess.id_transposed, lambda: swapped(rng, idno)),
        (mess.id_wrong_digit, lambda: wrong_digit(rng, idno)),
        (mess.id_spaced, lambda: rng.choice((f"{idno[:6]} {idno[6:14]} {idno[14:]}", f"'{idno}", f"{idno} ", f" {idno}"))),
        (mess.id_old_15, lambda: idno[:6] + idno[8:17]),
    ):
        if luck < share:
            return hurt()
        luck -= share
    if idno.endswith("X") and rng.random() < mess.id_cross_for_x:
        return idno[:-1] + rng.choice(f"x{WIDE_X}×ΧХ")
    return idno


def swapped(rng: Random, idno: str) -> str:
    """Two neighbouring unlike digits of the last twelve change places."""
    places = [index for index in range(6, 16) if idno[index] != idno[index + 1]]
    index = rng.choice(places)
    return idno[:index] + idno[index + 1] + idno[index] + idno[index + 2 :]


def wrong_digit(rng: Random, idno: str) -> str:
    index = rng.randrange(6, 17)
    return idno[:index] + str((int(idno[index]) + rng.randint(1, 9)) % 10) + idno[index + 1 :]


def phone_cell(rng: Random, person: Person, household: Household, mess: Mess) -> Cell:
    """A number to reach the person: their own, the family's, two in a cell, or none."""
    if rng.random() < mess.phone_missing:
        return rng.choice((None, None, None, "无", "/"))
    number = number_given(rng, person, household, mess)
    luck = rng.random()
    for share, shape in (
        (mess.phone_several, lambda: several(rng, number, household)),
        (mess.phone_dashed, lambda: rng.choice((f"{number[:3]}-{number[3:7]}-{number[7:]}", f"{number[:3]} {number[3:7]} {number[7:]}"))),
        (mess.phone_fullwidth, lambda: wide_digits(number)),
        (mess.phone_number, lambda: int(number)),
    ):
        if luck < share:
            return shape()
        luck -= share
    return number


def number_given(rng: Random, person: Person, household: Household, mess: Mess) -> str:
    family = [member.phone for member in household.members if member.phone]
    if rng.random() < mess.phone_new:
        return mobile(rng)
    if not person.phone or rng.random() < mess.phone_of_family:
        return rng.choice(family)
    return person.phone


def several(rng: Random, number: str, household: Household) -> str:
    second = household.landline or next((member.phone for member in household.members if member.phone not in ("", number)), mobile(rng))
    return number + rng.choice(("/", "、", ";", " ", WIDE_COMMA, WIDE_SEMICOLON, "\n")) + second


def name_cell(rng: Random, person: Person, household: Household, mess: Mess) -> str:
    name = misheard(rng, person.name) if rng.random() < mess.name_homophone else person.name
    if len(name) == 2 and rng.random() < mess.name_spaced * 3:
        return name[0] + rng.choice((" ", "  ", WIDE_SPACE)) + name[1]
    if rng.random() < mess.name_spaced:
        return rng.choice((f" {name}", f"{name} ", f"{name}\n"))
    if rng.random() < mess.name_remark:
        return rng.choice(
            (
                f"{name}({'户主' if person is household.head else person.relation})",
                f"{name}({person.sex})",
                f"{name}等{rng.randint(2, 9)}人",
                f"{name}(本人)",
            )
        )
    return name


def caller_cell(rng: Random, person: Person, household: Household, mess: Mess) -> str:
    """Callers give a surname only more often than they are misheard."""
    if rng.random() < mess.caller_vague:
        return person.name[0] + ("先生" if person.sex == "男" else "女士")
    return name_cell(rng, person, household, mess)


def village_cell(rng: Random, place: Place, mess: Mess) -> str:
    if rng.random() >= mess.village_alias:
        return place.short_name
    full = f"{place.stem}社区居委会" if place.is_community else f"{place.stem}村委会"
    bare = place.stem if len(place.stem) > 1 else place.short_name
    return rng.choice((place.village, full, bare, f"{place.town_stem}{place.short_name}"))


def address_cell(rng: Random, household: Household, mess: Mess) -> Cell:
    """An address, whole or without the parts that a clerk finds obvious."""
    if rng.random() < mess.address_missing:
        return None
    place = household.place
    short = f"{place.district}{place.town_stem}"
    before = rng.choice((f"{place.city}{place.district}{place.town}", f"{place.town}", f"{place.district}{place.town}", short))
    if rng.random() < mess.address_short:
        before = ""
    return before + place.short_name + group_words(rng, household, mess) + household.door


def group_words(rng: Random, household: Household, mess: Mess) -> str:
    if not household.group or rng.random() < mess.address_without_group:
        return ""
    number = household.group
    if household.door.endswith("房"):
        return f"{number}栋"
    return rng.choice((f"{number}社", f"{number}队", f"第{number}经济社", f"{spoken(number)}社", f"{spoken(number)}队", f"{number}组"))


def spoken(number: int) -> str:
    """A number from 1 to 39 in Chinese: 5 → 五, 12 → 十二, 31 → 三十一."""
    tens, ones = divmod(number, 10)
    return (CHINESE_DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (CHINESE_DIGITS[ones] if ones else "")


def family_cell(rng: Random, person: Person, household: Household, style: int, mess: Mess) -> Cell:
    """Everybody else at home in one cell: relation, name and mostly the ID number."""
    others = [member for member in household.members if member is not person]
    if not others:
        return None
    marks = (
        ("{r}:{n},{i}", ";"),
        ("{r} {n} {i}", "\n"),
        ("{n}({r}){i}", "、"),
        ("{r}{n},{i}", "; "),
        ("{n},{r},{i}", "\n"),
        ("{r}-{n}-{i}", "/"),
        ("{r}:{n} {i}", ","),
    )
    pattern, between = marks[style % len(marks)]
    parts = []
    for member in others:
        idno = id_cell(rng, member.idno, mess)
        number = idno if isinstance(idno, str) and len(idno) > 10 else ""
        parts.append(pattern.format(r=member.relation, n=member.name, i=number))
        if not number:
            parts[-1] = parts[-1].rstrip(":, -")
    return between.join(parts)
