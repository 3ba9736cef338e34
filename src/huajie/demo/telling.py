"""The words of one row: a story with its details, told as this clerk or that caller would."""

from random import Random

from huajie.demo.matters import Telling
from huajie.demo.mess import Mess

BEFORE = (
    "反映:",
    "反映",
    "群众反映,",
    "据网格员反映,",
    "来电反映,",
    "诉求人称:",
    "经排查,",
    "经了解,",
    "走访得知,",
    "当事人称",
    "市民来电:",
    "村干部反映,",
    "上门走访发现,",
    "该户",
    "据本人陈述,",
    "来访人反映:",
)
AFTER = (
    "。",
    ",望协调解决",
    ",请相关部门处理。",
    ",情绪稳定",
    ",希望尽快解决",
    ",请求帮助",
    ",要求给个说法",
    "。已做初步登记",
    ",多次反映未果",
    ",请予核实。",
    ",盼复",
    ";已告知办理途径",
    ",希望上门了解",
    ",需跟进",
)
SYNONYMS = (
    ("要求", "请求"),
    ("没有", "无"),
    ("纠纷", "矛盾"),
    ("拖欠", "欠"),
    ("长期", "一直"),
    ("困难", "拮据"),
    ("多次", "数次"),
    ("争议", "分歧"),
    ("小孩", "孩子"),
    ("邻居", "隔壁邻居"),
    ("补偿款", "补偿"),
    ("费用", "开支"),
    ("反映", "投诉"),
    ("每月", "一个月"),
    ("无法", "不能"),
    ("治疗", "医治"),
    ("老人", "长者"),
    ("收入", "经济收入"),
    ("对方", "另一方"),
    ("工资", "薪水"),
)


def told_text(rng: Random, telling: Telling, mess: Mess) -> str:
    """The full text of the telling."""
    words = telling.matter.story.wordings[telling.wording].format_map(telling.matter.details)
    if rng.random() >= mess.text_noise:
        return words
    if rng.random() < 0.5:
        words = with_synonyms(rng, words)
    if rng.random() < 0.12:
        words = with_names(telling, words)
    if rng.random() < 0.5:
        words = before(rng, words)
    if rng.random() < 0.5:
        words += rng.choice(AFTER)
    return words


def before(rng: Random, words: str) -> str:
    """A lead-in, without doubling the one that the words already have."""
    bare = words.removeprefix("反映").removeprefix("来电")
    return rng.choice(BEFORE) + bare


def with_synonyms(rng: Random, words: str) -> str:
    pairs = [pair for pair in SYNONYMS if pair[0] in words]
    return words.replace(*rng.choice(pairs), 1) if pairs else words


def with_names(telling: Telling, words: str) -> str:
    """Names the two sides in the text, as ledgers often do."""
    other = telling.matter.other
    if other is None or telling.teller is not telling.matter.person:
        return words
    return f"{telling.teller.name}与{other.name}:{words}"


def short_title(rng: Random, telling: Telling, text: str) -> str:
    """A title: the words cut off, or the category with the name."""
    style = rng.random()
    if style < 0.5:
        return text[: rng.randint(8, 16)]
    if style < 0.75:
        return f"关于{telling.matter.story.category}的诉求"
    return f"{telling.teller.name}{telling.matter.story.category}" if telling.matter.kind == "dispute" else text.split(",")[0]
