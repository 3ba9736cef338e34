"""Which bureau answers for what, and what sort of firm stands on the other side, by category."""

from random import Random

BUREAUS: dict[str, tuple[str, ...]] = {
    "婚姻家庭纠纷": ("司法局", "妇联"),
    "邻里纠纷": ("司法局", "公安分局"),
    "房屋宅基地纠纷": ("规划和自然资源局", "住建局"),
    "山林土地纠纷": ("农业农村局", "规划和自然资源局"),
    "征地拆迁纠纷": ("规划和自然资源局", "住建局"),
    "环境污染纠纷": ("生态环境分局",),
    "劳动争议": ("人社局", "总工会"),
    "消费纠纷": ("市场监管局",),
    "电子商务纠纷": ("市场监管局",),
    "医疗纠纷": ("卫健局", "司法局"),
    "道路交通事故纠纷": ("公安分局",),
    "物业纠纷": ("住建局",),
    "村务管理纠纷": ("农业农村局", "民政局"),
    "旅游纠纷": ("文广旅体局",),
    "因残": ("民政局", "残联"),
    "因学": ("教育局", "民政局"),
    "因灾": ("应急管理局", "民政局"),
    "失业": ("人社局", "民政局"),
    "住房困难": ("住建局", "民政局"),
    "自然资源": ("规划和自然资源局",),
    "城乡建设": ("住建局", "城管局"),
    "农业农村": ("农业农村局",),
    "劳动社保": ("人社局",),
    "民政": ("民政局",),
    "卫生健康": ("卫健局",),
    "教育": ("教育局",),
    "生态环境": ("生态环境分局",),
    "交通": ("交通运输局",),
    "政法": ("司法局", "信访局"),
    "退役军人": ("退役军人事务局",),
}
ANYTHING_ELSE = ("民政局", "司法局", "信访局")
ODD_BUREAU_SHARE = 0.1

HOTLINE_CLASSES: dict[str, str] = {
    "住建局": "城乡建设",
    "城管局": "城乡建设",
    "规划和自然资源局": "自然资源",
    "人社局": "劳动人事",
    "总工会": "劳动人事",
    "生态环境分局": "生态环境",
    "公安分局": "公共安全",
    "教育局": "教育医疗",
    "卫健局": "教育医疗",
    "市场监管局": "消费维权",
    "农业农村局": "农业农村",
    "交通运输局": "交通出行",
}
"""The hotline's first-level class of what a bureau answers for; everything else is 民政事务 or 社区管理."""

FIRMS: dict[str, tuple[str, ...]] = {
    "征地拆迁纠纷": ("房地产开发有限公司",),
    "环境污染纠纷": ("洗水厂", "石材厂", "养殖场", "塑料厂"),
    "消费纠纷": ("健身中心", "美容院", "商贸有限公司", "家电城"),
    "电子商务纠纷": ("电子商务有限公司",),
    "医疗纠纷": ("医院", "门诊部"),
    "物业纠纷": ("物业服务有限公司",),
    "旅游纠纷": ("旅行社",),
}
EMPLOYERS = ("皮具有限公司", "制衣厂", "汽车配件厂", "电子厂", "装饰工程有限公司", "劳务有限公司")
FANCY = "鸿发永盛金源恒泰新达万和联兴宏图佳美顺景德信华泰祥利创辉丰盈名雅裕隆嘉禾卓越天骏"
"""Names of firms, two characters each."""


def bureau_for(rng: Random, category: str) -> str:
    """Who answers for the category; one in ten lists names an odd one."""
    if rng.random() < ODD_BUREAU_SHARE:
        return rng.choice(rng.choice(tuple(BUREAUS.values())))
    return rng.choice(BUREAUS.get(category, ANYTHING_ELSE))


def hotline_class_for(rng: Random, category: str) -> str:
    """The first-level class of a hotline export."""
    return HOTLINE_CLASSES.get(bureau_for(rng, category)) or rng.choice(("民政事务", "社区管理"))


def firm_for(rng: Random, category: str) -> str:
    """A made-up firm of the sort that such a dispute is with."""
    place = rng.randrange(len(FANCY) // 2) * 2
    return FANCY[place : place + 2] + rng.choice(FIRMS.get(category, EMPLOYERS))
