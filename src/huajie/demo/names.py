"""Made-up Chinese names by sex and generation, with rare characters and the homophones a clerk types instead."""

from dataclasses import dataclass
from random import Random

COMMON_SURNAMES = (
    "陈李黄张梁林王刘吴罗杨何郑谢冯邓曾彭叶周钟江徐潘朱汤温骆毕邱利欧卢苏宋蔡高胡郭任谭莫余赵孙马许袁肖杜魏姚廖范方石戴唐韦龙文万"
)
RARE_SURNAMES = (
    "单",
    "仇",
    "区",
    "冼",
    "麦",
    "植",
    "禤",
    "揭",
    "卓",
    "练",
    "招",
    "老",
    "阚",
    "蒙",
    "欧阳",
    "司徒",
    "上官",
    "尉迟",
    "钭",
    "郗",
)
RARE_SURNAME_SHARE = 0.03

OLD_MEN = "国强福根生荣炳坤水金松柏广树祥德财旺贵全添洪胜林泉耀昌明华庭灿焕锡标润镜照"
OLD_WOMEN = "秀英兰桂珍凤莲娇妹群玉惠芳琼带好银笑转娣桂珠月仙彩花云容贞婵群爱"
GROWN_MEN = "伟强勇军杰涛超明刚平辉斌建志文海波峰俊健鹏飞亮华东宁毅荣锋雄钊铭威"
GROWN_WOMEN = "丽敏静燕艳娟芳霞玲萍红梅婷慧琴洁莉颖雪琳佩仪嫦碧婉文华清晓春"
YOUNG = "梓轩涵宇浩欣怡诗雨子晨思彤睿泽佳俊豪嘉琪昊然语桐一诺奕梦瑶博文皓钰沐可乐心悦柠"
RARE_GIVEN = ("堃", "犇", "喆", "玥", "璟", "彧", "翀", "镕", "䶮", "𠮷", "㛃", "煊", "祎", "赟", "燊", "珺", "甯", "骉", "垚", "鑫")
RARE_GIVEN_SHARE = 0.02
WIDESPREAD = {
    "男": ("建国", "志强", "国强", "伟强", "志明", "建华", "俊杰", "浩然", "伟", "勇", "军", "强"),
    "女": ("秀英", "桂英", "丽", "敏", "静", "艳", "丽华", "惠珍", "秀珍", "玉兰", "嘉欣", "燕"),
}
WIDESPREAD_SHARE = 0.12

HOMOPHONES = [
    "伟玮纬炜",
    "丽莉俐利",
    "英瑛莹",
    "芳方",
    "建健剑",
    "明铭鸣",
    "华骅桦",
    "红洪鸿宏",
    "军君钧均",
    "珍贞真",
    "志智治",
    "文雯闻",
    "辉晖",
    "梅玫",
    "娟涓",
    "兰岚蓝",
    "婷廷庭",
    "佳嘉家加",
    "欣新昕心",
    "怡仪宜",
    "浩皓昊",
    "宇雨羽语",
    "俊骏峻",
    "杰洁捷",
    "峰锋丰枫",
    "涛滔",
    "平萍苹",
    "静婧靖",
    "燕艳雁彦",
    "玲铃灵",
    "琴勤",
    "桂贵",
    "清青卿",
    "勇永咏",
    "良亮",
    "东冬栋",
    "荣容蓉榕",
    "林琳霖麟",
    "生胜升昇",
    "祥翔",
    "坤昆堃",
    "云芸",
    "月玥悦越",
    "梓子紫",
    "轩萱",
    "涵晗",
    "彤童桐",
    "锦瑾",
    "炳秉",
    "福富",
    "群裙",
    "惠慧",
    "金今",
    "广光",
    "张章",
    "余于俞",
    "江姜",
    "许徐",
    "欧区",
    "何和",
    "谢榭",
    "曾增",
    "彭鹏",
    "邱丘",
    "骆洛",
    "汤唐",
    "利李",
    "温文",
]
SOUNDS_LIKE: dict[str, str] = {sign: group.replace(sign, "") for group in HOMOPHONES for sign in group}


@dataclass(frozen=True, slots=True)
class Surnames:
    """The few surnames that fill a village, as lineages do, besides those of everybody."""

    local: tuple[str, ...]
    local_share: float

    def one(self, rng: Random) -> str:
        if self.local and rng.random() < self.local_share:
            return rng.choice(self.local)
        if rng.random() < RARE_SURNAME_SHARE:
            return rng.choice(RARE_SURNAMES)
        return COMMON_SURNAMES[min(int(rng.expovariate(1 / 18)), len(COMMON_SURNAMES) - 1)]


def surnames_of_place(rng: Random, *, is_community: bool) -> Surnames:
    """A natural village keeps two to four surnames for 70% of its homes; a community 15%."""
    local = tuple(rng.sample(COMMON_SURNAMES, rng.randint(2, 4)))
    return Surnames(local, 0.15 if is_community else 0.7)


def given_name(rng: Random, sex: str, age: int) -> str:
    """One or two characters fitting sex and age (years)."""
    if rng.random() < WIDESPREAD_SHARE:
        return rng.choice(WIDESPREAD[sex])
    signs = characters_for(sex, age)
    length = 1 if rng.random() < (0.12 if age > 55 else 0.25) else 2
    name = "".join(rng.choice(signs) for _ in range(length))
    if rng.random() < RARE_GIVEN_SHARE:
        name = name[:-1] + rng.choice(RARE_GIVEN)
    return name


def characters_for(sex: str, age: int) -> str:
    if age < 25:
        return YOUNG
    if age < 55:
        return GROWN_MEN if sex == "男" else GROWN_WOMEN
    return OLD_MEN if sex == "男" else OLD_WOMEN


def misheard(rng: Random, name: str) -> str:
    """The name with one character replaced by a homophone, surname seldom; unchanged where none is known."""
    places = [index for index, sign in enumerate(name) if sign in SOUNDS_LIKE and (index > 0 or rng.random() < 0.1)]
    if not places:
        return name
    place = rng.choice(places)
    return name[:place] + rng.choice(SOUNDS_LIKE[name[place]]) + name[place + 1 :]
