"""How offices head the same column: many words for one field."""

from random import Random

from huajie.demo.widths import WIDE_SPACE

HEADERS: dict[str, str] = {
    # field, or kind.field where a list of that kind says it in its own way; words between spaces
    "seq": "序号 编号 序 No. 顺序号 行号",
    "case_no": "案件编号 信访编号 案号 登记编号 信访件编号 件号",
    "ticket_no": "工单编号 工单号 受理单号 流水号 业务编号 诉求编号",
    "report_unit": "填报单位 报送单位 上报单位 排查单位 排查区域/单位 来文单位",
    "town": "镇(街) 镇街 街镇 所属镇街 乡镇 所在镇街 镇(街道)",
    "village": "村(社区) 村居 所属村 社区 村(居) 村/居 所属村居 所在村(社区) 村(居)委会 村(居)名称 所属社区(村)",
    "grid": "网格 所属网格 网格编号 所在网格 网格名称",
    "ledger.found_date": "排查时间 排查日期 发现时间 登记时间 受理时间 上报日期 登记日期 发生时间 收案日期",
    "survey.found_date": "摸排日期 走访时间 登记时间 调查日期 入户时间 摸排时间 填报日期 采集时间",
    "petitions.found_date": "首次信访时间 信访日期 来访日期 登记时间 受理日期 接访时间 初访时间",
    "visits.found_date": "走访日期 走访时间 入户时间 家访日期 探访日期 上门日期 慰问时间",
    "migrants.found_date": "登记日期 登记时间 填报日期 摸查时间 采集日期 排查日期",
    "hotline.found_date": "来电时间 受理时间 创建时间 登记时间 工单创建时间 诉求时间 接单时间",
    "finder": "排查人 排查人员 网格员 填报人 登记人 摸排人 经手人 采集人 负责网格员",
    "visits.finder": "走访人员 走访人 入户人员 探访人员 家访人员 走访干部 帮扶干部",
    "ledger.name": "当事人姓名 甲方 申请人 当事人 甲方姓名 纠纷当事人 当事人甲 一方当事人 甲方当事人 申请方姓名",
    "survey.name": "姓名 户主姓名 对象姓名 困难群众姓名 困难对象 帮扶对象姓名 困难家庭代表 人员姓名",
    "petitions.name": "信访人 信访人姓名 来访人 反映人 投诉人 来信人姓名 诉求人姓名 信访群众",
    "visits.name": "走访对象 被走访人 受访人 走访户姓名 对象姓名 受访对象 被访人姓名 走访群众",
    "migrants.name": "姓名 来穗人员姓名 流动人口姓名 人员姓名 困难人员 外来人员姓名 务工人员姓名",
    "hotline.name": "来电人 来电人姓名 诉求人 市民姓名 联系人 反映人 来电者 致电人",
    "sex": "性别 男/女 性别(男/女) 性别(1男/2女) 本人性别",
    "age": "年龄 周岁 年龄(岁) 岁数 现年龄",
    "birth": "出生日期 出生年月 出生年月日 生日 出生时间",
    "id_no": "身份证号 身份证号码 公民身份号码 证件号码 身份证 证件号 身份证件号码 有效证件号码 居民身份证号",
    "ledger.id_no": "身份证号 身份证号码 甲方身份证 当事人身份证号 公民身份号码 证件号码 申请人身份证号 当事人证件号",
    "phone": "联系电话 电话 手机 手机号码 联系方式 联系号码 电话号码 手机号",
    "ledger.phone": "联系电话 甲方电话 当事人电话 联系方式 手机号码 当事人联系方式 申请人电话",
    "hotline.phone": "来电号码 联系电话 主叫号码 联系方式 来电人电话 回拨号码 诉求人电话",
    "address": "家庭住址 住址 现住址 居住地址 家庭地址 常住地址 详细地址 住所",
    "ledger.address": "住址 当事人住址 家庭住址 甲方住址 单位或住址 现住址",
    "migrants.address": "现居住地址 在穗住址 现居住地 居住地址 暂住地址 租住地址 现住址",
    "hotline.address": "事发地址 诉求地址 事发地点 发生地址 问题地址 涉事地址",
    "hukou": "户籍地 户籍所在地 户籍地址 户口所在地 原籍 籍贯地址",
    "other_name": "对方当事人 乙方 被申请人 乙方姓名 另一方当事人 对方姓名 当事人乙 被申请方 相对方",
    "other_id": "乙方身份证 对方身份证号 被申请人身份证号 对方证件号码 乙方证件号",
    "other_phone": "对方联系电话 乙方电话 被申请人电话 对方电话 对方联系方式 乙方联系方式",
    "other_address": "乙方住址 对方住址 被申请人住址 对方单位或住址 对方地址",
    "party_count": "涉及人数 人数 涉案人数 涉及人数(人) 参与人数",
    "ledger.type": "纠纷类型 矛盾类型 矛盾类别 纠纷类别 类别 矛盾纠纷类型 案件类型",
    "petitions.type": "信访类型 问题类别 问题类型 信访类别 诉求类别 所属领域",
    "hotline.type": "二级分类 问题分类 诉求类型 工单分类 事项类别 业务类别",
    "hotline.class1": "一级分类 大类 问题大类 所属大类 归口类别",
    "ledger.summary": "纠纷简要情况 基本情况 简要案情 案情简介 主要内容 纠纷情况 矛盾纠纷概况 事件经过 争议焦点",
    "survey.summary": "主要困难及诉求 困难情况 存在困难 家庭困难情况 困难情况说明 基本情况 具体困难 主要困难",
    "petitions.summary": "信访事项 反映问题 主要诉求 信访内容 反映主要问题 诉求内容 投诉内容 信访问题概述",
    "visits.summary": "反映的诉求 反映问题 群众诉求 存在困难 走访情况 实际困难 意见建议 收集问题",
    "migrants.summary": "困难描述 困难情况 困难说明 主要困难 求助事项 具体困难 情况说明",
    "hotline.summary": "诉求内容 工单内容 来电内容 问题描述 事项内容 诉求描述 主要内容",
    "title": "诉求标题 工单标题 事项名称 标题 诉求主题 纠纷名称 事项标题",
    "amount": "涉及金额 涉案金额(元) 涉及金额(元) 争议金额 标的额 涉案金额",
    "channel": "来源 案件来源 反映渠道 来源渠道 受理来源 信息来源",
    "petitions.channel": "信访形式 信访渠道 来访形式 反映渠道 信访方式 来源",
    "times": "信访次数 累计次数 来访次数 反映次数 重复信访次数",
    "measure": "化解措施 处理措施 工作措施 调处措施 化解推进方法 帮扶措施",
    "leader": "包案领导 包保领导 挂点领导 区领导 责任领导 包案责任人 牵头领导",
    "leader_post": "职务 包案领导职务 领导职务 挂点领导职务 行政职务",
    "leader_phone": "包案领导电话 领导联系电话 包案领导联系方式 挂点领导电话 领导联系方式",
    "unit_lead": "责任单位 主办单位 承办单位 牵头单位 承办部门 责任部门",
    "unit_assist": "协办单位 配合单位 协助单位 协办部门 会办单位",
    "owner": "责任人 化解责任人 经办人 具体责任人 承办人",
    "team": "三人小组 工作小组成员 帮扶小组 专班成员 化解小组成员",
    "deadline": "化解时限 办结时限 完成时限 限办日期 办理时限 办结期限",
    "result": "化解情况 进展 处理结果 调处结果 办理情况 目前进展 是否化解 办理结果",
    "hotline.result": "工单状态 办理状态 处理状态 当前状态 办结状态",
    "household_size": "家庭人口 人口数 家庭人口数 家庭人数 户内人口 共同生活人数",
    "family": "家庭成员情况 家庭成员 家庭成员信息 共同生活家庭成员 家庭成员及关系 成员信息(关系、姓名、身份证)",
    "relation": "与户主关系 户内关系 与户主的关系 家庭关系 关系",
    "income_month": "家庭月收入 家庭月收入(元) 月收入 月总收入 家庭每月收入",
    "income_month_head": "人均月收入(元) 月人均收入 人均月收入 家庭人均月收入 每月人均收入",
    "income_year": "年收入(元) 家庭年收入 家庭年收入(元) 年总收入 全年收入",
    "income_source": "收入来源 主要收入来源 经济来源 生活来源 收入主要来源",
    "cause": "致困原因 困难类型 困难原因 致贫原因 致贫致困原因 困难类别 致困类型",
    "health": "健康状况 身体状况 健康情况 身体健康状况 身体情况",
    "disability": "残疾类别/等级 残疾情况 残疾等级 残疾类别及等级 是否残疾",
    "housing": "住房情况 居住情况 住房类型 房屋情况 住房状况",
    "policy": "是否低保 现享受政策 已享受政策 救助类型 享受救助情况 是否享受低保",
    "dibao_no": "低保证号 低保证编号 救助证号 低保(特困)证号 社会救助证号",
    "aid_amount": "救助金额 月救助金(元) 保障金额 发放金额 已救助金额(元)",
    "bank_account": "银行卡 银行账号 银行卡号 收款账号 发放账号",
    "bank": "开户行 开户银行 发卡银行 银行名称 开户网点",
    "need": "需求 帮扶需求 服务需求 意向需求 救助需求",
    "occupation": "职业状况 职业 就业情况 从业状况 工作情况",
    "workplace": "工作单位 务工单位 就业单位 从业单位 用工单位",
    "place": "走访地点 地点 入户地点 走访地址 见面地点",
    "visit_mode": "走访方式 探访方式 走访形式 家访形式 入户方式",
    "household_note": "家庭情况 家庭基本情况 家庭简况 户情 家庭人口情况",
    "answer": "现场答复 当场答复 答复情况 现场处理 现场解答情况",
    "plan": "后续措施 后续工作计划 下一步措施 跟进计划 下步工作",
    "recorder": "记录人 记录员 填写人 整理人 记录人员",
    "satisfaction": "满意度 回访情况 回访结果 群众满意度 满意情况",
    "arrived": "来穗时间 来穗日期 抵穗时间 来穗年月 流入时间 来本地时间",
    "registered": "是否办理居住登记 居住登记情况 是否办理居住证 居住证办理情况 是否登记",
    "permit_no": "居住证号 居住证编号 居住证号码 登记回执号 居住登记编号",
    "helper_unit": "意向帮扶单位 帮扶单位 结对单位 认领单位 拟转介单位",
    "urgency": "紧急程度 优先级 缓急程度 工单级别 紧急级别",
    "note": "备注 说明 其他 备注说明 其他情况",
    "forbidden": "风险等级 危险等级 稳控措施 稳控责任人 稳控单位 是否重点人员 重点人员类别 是否有上访倾向 动向 "
    "宗教信仰 前科情况 精神状态评级",
    "unknown": "审核意见 档案盒号 表单版本 报送批次 是否上图 台账页码 录入状态 附件数",
}
MANY: dict[str, tuple[str, ...]] = {field: tuple(words.split()) for field, words in HEADERS.items()}
DECORATIONS = ("*{}", "{}*", "{}(必填)", " {} ", "{}:", "{}\n(如实填写)", "{}\n")


def header_for(rng: Random, list_kind: str, field: str) -> str:
    """One of the words by which such a list heads such a field."""
    return rng.choice(MANY.get(f"{list_kind}.{field}") or MANY[field])


def decorated(rng: Random, header: str) -> str:
    """With a star, a hint, a line break or spaces between the characters of a short word."""
    if len(header) == 2 and rng.random() < 0.4:
        return header[0] + rng.choice(("  ", " ", WIDE_SPACE)) + header[1]
    if len(header) > 4 and rng.random() < 0.3:
        return header[: len(header) // 2] + "\n" + header[len(header) // 2 :]
    return rng.choice(DECORATIONS).format(header)
