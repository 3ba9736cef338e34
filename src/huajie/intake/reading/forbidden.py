"""Columns that Huajie never keeps, each with its reason: levels, labels, stability control, movements, belief, records, petition counts."""

from __future__ import annotations

import re
from collections.abc import Iterable

_STRONG: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (reason, re.compile(pattern))
    for reason, pattern in (
        (
            "drop_petition_count",
            (
                "(?:信访|上访|来访|反映|投诉|举报|诉求|来信|缠访|重访|走访接访|接访|累计|重复|去年|今年|进京|赴省|到市|"
                "来电|致电|拨打)+(?:总|累计)?(?:次数|频次|频率|批次|几次|人次|多少次)|重复(?:信访|上访|来访|访|"
                "投诉)|(?:信访|上访)老户|老(?:访|上访)户|初重(?:访|复|信访)|初访?重访|是否(?:信访|上访|重访|"
                "初访|初次|重复)(?:信访|上访|访|户|人员|件)*$|有无(?:信访|上访).*"
            ),
        ),
        (
            "drop_petition_pressure",
            (
                "上访(?:倾向|意愿|可能|苗头|动机|意向|动态|目的地)|信访(?:倾向|苗头|意愿)|赴(?:省|京|市|穗)|进京|"
                "越级|非访|缠访|闹访|息诉|息访|罢访|停访|稳访|极端|扬言|过激|肇事|肇祸|聚集|维权倾向|串联|煽动|缠闹|无理"
            ),
        ),
        (
            "drop_stability",
            (
                "稳控|管控|维稳|吸附|盯防|布控|列管|看管|在控|失控|稳定(?:措施|责任|情况|程度|状态|控制)|控制措施|"
                "管理措施级别|帮教|监控|监管(?:措施|级别|等级)|盯人|防控(?:措施|等级|责任人)|盯守"
            ),
        ),
        ("drop_risk_level", "风险|危险(?!房)|危害(?:程度|等级|性)|预警(?:等级|级别|颜色)|研判|隐患等级|红黄蓝|三色|高危|威胁"),
        (
            "drop_watch_label",
            (
                "重点(?:人员|人|对象|人群|关注|关爱人|管理|群体|户|稳)|关注(?:人员|等级|程度|级别|对象|类型|人群)|"
                "特殊人群|黑名单|标签|灰名单|敏感(?:人员|程度|级别|身份)|五失|三失|四失|五类人|可防性|不稳定因素"
            ),
        ),
        (
            "drop_movement",
            (
                "动向|去向|轨迹|行踪|行程|定位|活动范围|现实(?:表现|动态)|目的地|思想(?:动态|状况|状态|表现)|社会关系网|言论|近期表现|"
                "交往|微信群|现状动态|日常表现|流向"
            ),
        ),
        ("drop_belief", "政治(?:面貌|倾向|身份|态度)|党派|党员|宗教|信仰|教派|信教|教徒"),
        (
            "drop_record",
            "前科|犯罪|违法|刑满|劣迹|涉毒|吸毒|戒毒|案底|刑释|矫正|涉黑|涉恶|涉邪|邪教|处罚记录|服刑|涉案人员类别|不良记录|失信",
        ),
        ("drop_mental", "精神(?!残疾)|心理(?:状态|评估|状况|测评|情况|健康|素质)|性格|情绪|暴力|人格|脾气|偏执|心态"),
        ("drop_ethnic", "民族|族别"),
        ("drop_body", "指纹|人脸|虹膜|血型|dna|照片|声纹|身高|体貌"),
    )
)
_WEAK = re.compile(".*(?:等级|级别|评级|分级|星级|评分|得分|分值|积分|打分|定级|档次|层级|评定|风评|评估)(?:情况|结果)?")
_WEAK_ALLOWED = re.compile(".*(?:残疾|伤残|紧急|缓急|急难|护理|自理|学历|文化|职级|行政|医院|资质|工伤|损伤).*")
_LEVEL_VALUES = frozenset((
    "高", "中", "低", "较高", "较低", "高风险", "中风险", "低风险", "极高", "一般风险", "重大风险", "红", "黄", "蓝", "绿", "橙",
    "红色", "黄色", "蓝色", "绿色", "橙色", "红码", "黄码", "绿码", "A级", "B级", "C级", "D级", "Ⅰ级", "Ⅱ级", "Ⅲ级", "重点", "重点人员",
    "非重点", "重点关注", "一般关注", "持续关注", "已稳控", "稳控", "专人稳控", "可控", "在控", "失控", "稳定", "不稳定", "基本稳定",
))  # fmt: skip
# Of a ticket; 来电人等级 would be of a person.
_OF_A_TICKET = re.compile("(?:工单|诉求|事项|案件|办件|转办|交办|办理|处理)*(?:等级|级别)")
_URGENCIES = frozenset(("普通", "一般", "正常", "加急", "紧急", "特急", "急", "急件", "平件", "特急件"))
_MOST = 0.7


def reason_to_drop(words: str) -> str | None:
    """The reason code, if and only if the header names something that Huajie does not keep."""
    return next((reason for reason, pattern in _STRONG if pattern.search(words)), None)


def reason_to_drop_unknown(words: str, values: Iterable[str]) -> str | None:
    """The same for a header that means no known field: a level or score by its name or by its values."""
    if _WEAK.fullmatch(words) and not _WEAK_ALLOWED.fullmatch(words):
        return "drop_level"
    seen = [value for value in values if value]
    levels = sum(value in _LEVEL_VALUES for value in seen)
    return "drop_level" if len(seen) >= 3 and levels >= _MOST * len(seen) else None


def says_urgency(words: str, values: Iterable[str]) -> bool:
    """True for the level of a ticket whose every value says how urgent it is; 一般 alone could be a level of anything."""
    seen = {value for value in values if value}
    return _OF_A_TICKET.fullmatch(words) is not None and bool(seen - {"一般", "正常"}) and seen <= _URGENCIES
