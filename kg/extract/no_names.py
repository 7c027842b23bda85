"""What is no name though it ends like one: kinds, counts, and phrases that hold a verb."""

from __future__ import annotations

import re

QUANTIFIED = re.compile(
    "[0-9]+千伏[一-鿿]{2,5}工程$|[0-9一二三四五六七八九十百千两几]+(?:[—~-][0-9]+)?(?:余|多)?(?:[大个项批小家条座所处级]|$)|更多|首[个家条座]|一批|以上|国内|世界"
)
NO_SHARED = re.compile("领域|方面|技术|行动|国家重大")
NO_ITEM = re.compile(
    "预算内|金融工具|^“?两[重新]”?$|^“[^“”]{2,5}”$|[+＋]|”建设|类项目|国债|专项债|资本|资金|企业$|领域|民生类|住房$"
)
# What laboratories are called in general: 省重点实验室, 联合实验室.
NO_LABORATORY = re.compile(
    "(?:重点|联合|开放|共享|综合|生物安全|概念验证|中试|基础|级|类|型|等|的|企业|高校|检测|检验|校准|未来|创新|家|个|科学|材料|技术|学科)$"
)
# Kinds of enterprises that stand in lists of enterprises, and what else an item of such a list may be.
NO_ORGANISATION = re.compile(
    "[0-9]+强|独角兽|瞪羚|专精特新|小巨人|单项冠军|链主|上市公司|高新技术|科技型|规上|规模以上|限上|[类型级强]$|小微|中小"
    "|^(?:北上广深?|外资|民营|国有|央企|国企|民企|外企|项目|企业|政府|院士|专家|人才)|(?:产业|行业|制造业|服务业|领域|环节|园区|平台|项目|工程)$"
)
# Phrases that hold a verb, or say how many: 引入多种类型贸易平台, 各大电商平台.
NO_PLACE = re.compile(
    "^(?:长江|丝绸之路|黄河|珠江)经济带|^(?:各|多[种类个元]|具有|早市|作为|各地|全国第一)|通过|引入|吸引|具有|上平台|毗邻地区|[十百千]大"
)
# Ways and points that are no places: 人才成长通道, 电网关键节点.
FIGURATIVE = re.compile(
    "(?:上升|晋升|成长|成才|生命|安全|疏散|交流|循环|开放|开放重要|维权|投诉|求助|快速|便捷|审批|服务|融资)大?通道$"
    "|(?:历史|关键|重要|重大|时间)节点$|^(?:群众|老城|老旧|剩余|所辖)"
)
# Works that are no places: only what is being built is named so.
NO_SITE = re.compile(
    "(?:[期段路延速线组目]|工程|高铁|铁路|城际|改扩建|扩建|改建|迁建|复建|修缮|泊位|工厂|生产线|产线|特高压|城市更新|安置房|免税店|储罐|管道"
    "|前期|装置|检查站|校区|绕城|地铁|国道|省道|输变电)$"
)
# What no name has in it: stops, and predicates (甲县成为乙基地, 丙区被命名为丁示范区, 增速居戊机场).
NO_PART = re.compile(
    "[，。；：！？]|和(?:平台|基地|中心|园区)$|^(?:全[省市县区州镇乡村]|辖区|境内)?(?:共|现|拥)?有|^[市县区乡镇村]级|^(?:国家|全国|我国|世界)?(?:重要|战略)(?!科技力量)|周年$|向(?:片区|园区|基地|平台|中心)$|位列|名列|位居|跻身|荣获|不通|没有|尚未|^不|成为|列为|列入|纳入|升级为|命名为|增速|吞吐量|谋划一批|升格一批|^(?:从而|或者?|跨)[一-鿿]{0,3}[化产片]|^[东南西北]至"
)
# 科技部门, 省人大代表, 政协委员: words that hold a body's name.
NO_AUTHORITY = re.compile(
    "门|[办下]发|代表(?!大会)|委员(?!会)|书记|副书记|常委(?!会)|副?主席|副?主任|领导(?!小组)|大?督查|督导组|督察|安委会|特殊津贴|[^，。；、]{0,10}(?:研究院|基地|实验室)"
)
