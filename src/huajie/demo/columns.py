"""Which columns a list of each kind can have, in the order in which offices like them."""

from typing import NamedTuple


class Column(NamedTuple):
    field: str
    always: bool = False
    group: str = ""
    """The upper header under which it stands when a list has two rows of headers."""


def columns(text: str) -> tuple[Column, ...]:
    """Reads `field`, `field!` (always there) and `[group: …]` from a line of words."""
    found: list[Column] = []
    group = ""
    for word in text.split():
        if word.endswith(":"):
            group = word.strip("[:")
            continue
        closing = word.endswith("]")
        name = word.rstrip("]")
        found.append(Column(name.rstrip("!"), name.endswith("!"), group))
        if closing:
            group = ""
    return tuple(found)


COLUMNS: dict[str, tuple[Column, ...]] = {
    "ledger": columns(
        "seq report_unit found_date! town village! grid finder title "
        "[one: name! sex age id_no! phone! address] [two: other_name! other_id other_phone other_address] "
        "party_count type! summary! amount channel "
        "[handling: measure leader leader_post leader_phone unit_lead unit_assist owner team deadline result!] "
        "satisfaction note"
    ),
    "survey": columns(
        "seq town village! grid [person: name! sex birth age relation id_no! phone! address! hukou occupation] "
        "[home: household_size! family! health disability housing income_source income_month! income_month_head income_year] "
        "cause! summary! [aid: policy! dibao_no aid_amount bank_account bank] need measure helper_unit finder found_date! note"
    ),
    "petitions": columns(
        "case_no! [person: name! sex id_no! phone! address!] village town type summary! found_date! times channel party_count "
        "[handling: unit_lead! unit_assist leader leader_phone owner deadline result!] satisfaction note"
    ),
    "visits": columns(
        "seq found_date! place visit_mode finder! [person: name! sex id_no! phone address!] village household_note "
        "summary! need answer! plan recorder satisfaction note"
    ),
    "migrants": columns(
        "seq town village [person: name! sex age id_no! hukou! phone!] address! arrived! "
        "workplace occupation cause! summary! registered! permit_no "
        "household_size income_month helper_unit finder found_date note"
    ),
    "hotline": columns(
        "ticket_no! found_date! name! phone! address! title! summary! class1 type urgency village "
        "unit_lead! unit_assist deadline result! satisfaction"
    ),
}

GROUP_WORDS: dict[str, tuple[str, ...]] = {
    "one": ("甲方", "申请人", "当事人一方", "当事人(甲)", "申请方", "甲方当事人基本情况"),
    "two": ("乙方", "被申请人", "对方当事人", "当事人(乙)", "被申请方", "乙方当事人基本情况"),
    "person": ("基本信息", "人员基本情况", "对象基本信息", "个人信息", "基本情况"),
    "home": ("家庭情况", "家庭经济状况", "家庭基本情况", "家庭信息"),
    "aid": ("救助情况", "享受政策情况", "已享受救助", "救助保障"),
    "handling": ("办理情况", "化解责任", "包案化解情况", "处置情况", "责任落实"),
}
UNDER_GROUP: dict[str, tuple[str, ...]] = {
    # the short words that stand under an upper header
    "name": ("姓名", "姓 名"),
    "id_no": ("身份证号", "身份证号码", "证件号码", "公民身份号码"),
    "phone": ("联系电话", "电话", "手机", "联系方式"),
    "address": ("住址", "家庭住址", "现住址", "单位或住址"),
    "other_name": ("姓名", "姓名/名称", "姓名(单位)"),
    "other_id": ("身份证号", "证件号码", "身份证号码"),
    "other_phone": ("联系电话", "电话", "联系方式"),
    "other_address": ("住址", "地址", "单位或住址"),
}
TITLES: dict[str, tuple[str, ...]] = {
    "ledger": (
        "矛盾纠纷排查化解台账",
        "矛盾纠纷大排查汇总表",
        "矛盾纠纷登记表",
        "人民调解案件台账",
        "纠纷排查情况统计表",
        "矛盾纠纷月报表",
    ),
    "survey": ("困难群众排查登记表", "困难家庭入户调查表", "民生兜底摸查表", "低收入家庭情况表", "困难群众帮扶花名册", "特殊困难家庭台账"),
    "petitions": ("信访事项办理台账", "信访积案清单", "领导包案信访事项表", "来信来访登记簿", "重复信访化解台账", "信访诉求汇总"),
    "visits": ("走访慰问记录表", "大走访情况登记表", "入户走访台账", "家访记录汇总", "民情走访登记簿", "干部走访群众记录"),
    "migrants": (
        "外来人员困难情况登记表",
        "来穗务工人员帮扶表",
        "流动人口困难摸排表",
        "异地务工人员求助登记",
        "新市民困难情况表",
        "未登记来穗人员台账",
    ),
    "hotline": ("12345热线工单", "政务热线工单明细", "热线转办件导出", "热线诉求清单", "政府热线派单明细", "便民热线导出"),
}
