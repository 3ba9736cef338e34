"""What a story is: something that happens to people, in several wordings that share their details."""

from collections.abc import Callable
from random import Random
from typing import NamedTuple


class Story(NamedTuple):
    category: str
    """As offices name it: a dispute type, a cause of hardship or a petition domain."""
    wordings: tuple[str, ...]
    """The same thing told differently; {words in braces} are details drawn once per matter."""
    against: str = "person"
    """Who stands on the other side: person, firm, office or nobody."""
    suits: str = "anyone"
    """Whom it can befall: anyone, old (alone and over 62), parent (a child under 23 at home), worker (18 to 62), single_parent."""


def one_of(text: str) -> Callable[[Random], str]:
    words = tuple(text.split())
    return lambda rng: rng.choice(words)


def number(low: int, high: int, step: int = 1) -> Callable[[Random], str]:
    return lambda rng: str(rng.randrange(low, high + 1, step))


def ten_thousands(low: float, high: float) -> Callable[[Random], str]:
    return lambda rng: f"{round(rng.uniform(low, high), 1):g}"


DETAILS: dict[str, Callable[[Random], str]] = {
    "万": ten_thousands(0.8, 38),
    "少万": ten_thousands(0.2, 6),
    "元": number(300, 9800, 10),
    "药费": number(600, 5200, 50),
    "月": number(2, 34),
    "年": number(2, 19),
    "天": number(3, 60),
    "人数": number(3, 46),
    "孩子": one_of("一个 两个 三个"),
    "亩": ten_thousands(0.3, 9),
    "米": one_of("0.3 0.5 0.8 1 1.2 1.5 2"),
    "楼层": number(2, 18),
    "几点": one_of("晚上11点 凌晨1点 凌晨 清晨5点 午休时间"),
    "病": one_of(
        "尿毒症 肺癌 肝硬化 白血病 冠心病 中风后遗症 乳腺癌 直肠癌 糖尿病并发症 红斑狼疮 强直性脊柱炎 再生障碍性贫血 帕金森病 鼻咽癌"
    ),
    "残": one_of("一级肢体残疾 二级肢体残疾 三级肢体残疾 二级视力残疾 一级听力残疾 二级智力残疾 三级精神残疾 多重残疾"),
    "厂": one_of("皮具厂 制衣厂 汽配厂 箱包厂 电子厂 家具厂 五金厂 印刷厂 鞋材厂 化妆品厂 食品厂 玩具厂"),
    "店": one_of("健身房 美容院 理发店 培训机构 早教中心 洗车行 瑜伽馆 游泳馆 摄影店"),
    "货": one_of("电动车 热水器 空调 手机 沙发 净水机 冰箱 床垫 洗衣机"),
    "亲": one_of("母亲 父亲 老母亲 老父亲"),
    "漏处": one_of("卫生间 厨房 阳台 外墙 下水管 空调管"),
    "坏处": one_of("天花发霉 墙面起泡 木地板变形 橱柜泡坏 吊顶脱落"),
    "作物": one_of("荔枝 龙眼 香蕉 菜心 苗木 水稻 花卉 黄皮 火龙果"),
    "牲口": one_of("鸡 鸭 猪 鹅 鸽子"),
    "车": one_of("电动车 摩托车 小汽车 货车 三轮车 共享单车"),
    "伤": one_of("右腿骨折 左手骨折 头部缝针 腰椎压缩性骨折 锁骨骨折 脑震荡 手指截断"),
    "校": one_of("公办小学 公办初中 幼儿园 镇中心小学 中职学校"),
    "学历": one_of("大学 高中 大专 职中 本科"),
    "灾": one_of("暴雨 台风 龙卷风 山体滑坡 内涝"),
    "屋坏": one_of("屋顶坍塌 墙体开裂 瓦面掀翻 屋内进水 围墙倒塌"),
    "路": one_of("村道 环村路 工业大道 机耕路 学校门口 菜市场旁 公交站旁"),
    "脏": one_of("污水 油烟 粉尘 废气 臭味"),
    "作坊": one_of("喷漆作坊 洗水厂 废品站 大排档 养殖场 石材厂 塑料造粒厂"),
    "公用": one_of("电梯 消防栓 路灯 门禁 水泵 停车道闸 监控"),
    "亲属": one_of("兄弟 姐弟 叔侄 堂兄弟 兄妹"),
    "平台": one_of("网店 直播间 团购群 二手平台 外卖平台"),
    "证": one_of("房产证 宅基地使用证 不动产证 土地承包证"),
    "工种": one_of("泥水工 木工 焊工 保洁员 搬运工 缝纫工 司机 保安 绿化工"),
}
