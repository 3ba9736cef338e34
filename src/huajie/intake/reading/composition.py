"""Understands a header that no form foresees, if it is made of known words only: its last word and its topic decide."""

from __future__ import annotations

import re

from huajie.intake.reading.fields import Field
from huajie.intake.reading.forms import ACTS

_WORDS = re.compile(
    "(?:具体|主要|详细|目前|当前|现实|实际|本人|家庭|个人|全部|相关|有关|基本|简要|最新|初步|首次|最近|本地|当地|常住|现有|自有|自住|现|所|的|及|和|与|或|等"
    "|纠纷|矛盾|信访|上访|诉求|问题|事项|案件|案|工单|办件|热线|困难|贫困|致困|致贫|生活|生产|群众|居民|村民|市民|当事人|信访人|来电人|对象|人员|户主|成员"
    "|排查|摸排|发现|登记|受理|采集|来访|来电|来信|上报|填报|报送|反映|接访|调查|核查|核实|录入|统计|走访|入户|上门|探访|慰问|出生|来穗|到穗|来粤|来广州|流入|迁入|入住|抵穗"
    "|办结|办理|化解|结案|答复|反馈|调解|调处|处理|处置|解决|完成|落实|推进|跟进|跟踪|后续|下一步|计划|预计|目标|要求|应|拟|截止|限定|规定|承诺"
    "|残疾|健康|患病|疾病|身体|病种|病情|大病|慢性病|住房|房屋|就业|工作|务工|劳动|职业|收入|低保|特困|低收入|救助|保障|政策|享受|待遇|补助|帮扶|结对|意向|认领|对接|慈善|爱心"
    "|现场|当场|当面|居住证|居住|暂住|申报|户籍|户口|籍贯|省市县|省市区|省市|责任|主责|主办|承办|牵头|首办|协办|配合|协助|网格|包案|需要|需|希望|请求|帮助|支持"
    "|时间|日期|年份|年月|月份|日|时限|期限|类型|类别|种类|分类|性质|大类|原因|事由|缘由|成因|因素|情况|状况|现状|状态|进度|进展|结果|成效|措施|方案|内容|描述|说明|概述|简述|详述|需求"
    "|名称|单位|部门|镇街|街镇|乡镇|街道|镇|村居|社区|村|所在地|地址|员|人|干部|与否|成功|是否|有无|已|地)+"
)
# last words, topic that must be there, words that must not be there
_RULES: tuple[tuple[Field, re.Pattern[str], re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (field, re.compile(f".*(?:{last})"), re.compile(topic), re.compile(never or "$^"))
    for field, last, topic, never in (
        (Field.DEADLINE, "时限|期限|截止", "", "受理|登记"),
        (Field.DEADLINE, "时间|日期", "计划|预计|目标|拟|要求|应|截止|限定|承诺", "来|走访"),
        (Field.ARRIVED_ON, "时间|日期|年份|年月", "来穗|到穗|来粤|来广州|流入|迁入|入住|抵穗", ""),
        (Field.BIRTH_DATE, "时间|日期|年份|年月|日", "出生", ""),
        (Field.CLOSED_ON, "时间|日期", "办结|化解|结案|答复", "受理|登记|发现"),
        (Field.VISITED_ON, "时间|日期", "走访|入户|上门|探访|慰问", "登记|排查|摸排|核查"),
        (Field.FOUND_ON, "时间|日期", "排查|摸排|发现|登记|受理|采集|来访|来电|来信|上报|填报|反映|信访", "办结|化解|答复"),
        (Field.REGISTERED_RESIDENCE, "登记|与否|情况|居住证|办理|申报", "(?:居住|暂住).*(?:登记|证)", "地址|住房"),
        (Field.HUKOU_PLACE, "所在地|地址|省市县|省市区|省市|地|户籍|户口|籍贯", "户籍|户口|籍贯", "登记|居住"),
        (Field.DISABILITY, "类型|类别|种类|情况|状况", "残疾", ""),
        (Field.HOUSING, "类型|性质|情况|状况|现状", "住房|房屋", "纠纷|矛盾|案"),
        (Field.HEALTH, "情况|状况|病种|病情|疾病|类型", "健康|病|身体", ""),
        (Field.CAUSE, "原因|缘由|成因|因素|类型|类别|种类|事由|分类", "困|贫", "人员|对象|群众"),
        (
            Field.BENEFITS,
            "类型|类别|种类|情况|低保|特困|低收入|政策|待遇",
            "低保|特困|救助|保障|政策|享受|待遇|低收入",
            "需|希望|请求|困难情况|矛盾|纠纷",
        ),
        (Field.CATEGORY, "类型|类别|种类|分类|性质|大类", "纠纷|矛盾|信访|诉求|问题|事项|案|工单|来电", "困|贫"),
        (Field.OCCUPATION, "情况|状况|单位|职业", "就业|务工|劳动|职业", "责任|承办|收入"),
        (Field.ANSWER_GIVEN, "情况|结果|内容|措施|答复", "现场|当场|当面", ""),
        (Field.NEXT_STEP, "措施|计划|方案|事项", "后续|下一步|跟进|跟踪", ""),
        (Field.REQUEST, "事项|内容|诉求|需求|帮助|支持|请求", "需|希望|请求|诉求|帮助", "类型|性质|困难"),
        (Field.RESULT, "结果|成效|与否|成功|情况", "化解|调解|调处|办结|处理结果|办理结果|解决", "进展|进度|措施"),
        (Field.PROGRESS, "状态|进度|进展|情况", "办|处理|处置|进展|推进|跟进|工单|化解|案|落实", "困|贫|家庭"),
        (Field.MEASURES, "措施|方案", "化解|处理|处置|帮扶|救助|解决|调处|办理|工作", ""),
        (Field.INTENDED_HELPER, "单位", "帮扶|结对|意向|认领|对接|慈善|爱心", "责任"),
        (Field.UNIT_ASSIST, "单位|部门", "协办|配合|协助", "主办"),
        (Field.UNIT_LEAD, "单位|部门", "责任|主责|主办|承办|牵头|首办|办理|处置", "协办|配合|协助|填报|上报|排查"),
        (Field.REPORT_UNIT, "单位|部门", "填报|上报|报送|排查|登记", "责任|承办"),
        (Field.TOWN, "镇街|街镇|乡镇|街道|镇", "", "信访|纠纷|责任"),
        (Field.FINDER, "员|人|人员|干部", "排查|摸排|采集|核查|核实|调查|登记|网格|录入", "对象|群众|信访人|来电人|困难|责任"),
        (
            Field.SUMMARY,
            "内容|描述|说明|概述|简述|详述|情况|事由|困难|问题|原因|成因",
            "纠纷|矛盾|信访|诉求|问题|困难|反映|案|来访|事项",
            f"办|{ACTS}|收入|人员|成员",
        ),
    )
)


def composed_field(words: str) -> Field | None:
    """The field, if and only if every word of the header is known and its last word and topic agree on one."""
    if not 3 <= len(words) <= 14 or not _WORDS.fullmatch(words):
        return None
    return next(
        (field for field, last, topic, never in _RULES if last.fullmatch(words) and topic.search(words) and not never.search(words)),
        None,
    )
