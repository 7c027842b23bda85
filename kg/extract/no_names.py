"""What is no name though it ends like one: kinds, counts, and phrases that hold a verb."""

from __future__ import annotations

from kg.language.worded import worded

QUANTIFIED = worded(
    "[0-9]+千伏[一-鿿]{2,5}工程$",
    "|[0-9一二三四五六七八九十百千两几]+(?:[—~-][0-9]+)?(?:余|多)?(?:[大个项批小家条座所处级]|$)",
    "|首[个家条座]|{name-cue/quantified}",
)
NO_SHARED = worded("{name-cue/no-shared-head}")
NO_ITEM = worded("^“?两[重新]”?$|^“[^“”]{2,5}”$|[+＋]|”建设|企业$|住房$|{name-cue/no-item}")
# What laboratories are called in general: 省重点实验室, 联合实验室.
NO_LABORATORY = worded("(?:[级类型等的家个]|{name-cue/common-laboratory})$")
# Kinds of enterprises that stand in lists of enterprises, and what else an item of such a list may be.
NO_ORGANISATION = worded(
    "[0-9]+强|高新技术|{name-cue/enterprise-kind}|[类型级强]$",
    "|^{name-cue/no-organisation-begin}|{name-cue/no-organisation-end}$",
)
# Phrases that hold a verb, or say how many: 引入多种类型贸易平台, 各大电商平台.
NO_PLACE = worded(
    "^{name-cue/state-belt}经济带|^(?:各|多[种类个元]|早市|作为|全国第一)|{name-cue/no-place}|[十百千]大",
)
# Ways and points that are no places: 人才成长通道, 电网关键节点.
FIGURATIVE = worded("{name-cue/figurative-way}大?通道$|{name-cue/figurative-point}节点$|^{name-cue/plain-begin}")
# Works that are no places: only what is being built is named so.
NO_SITE = worded("(?:[期段路延速线组目]|{name-cue/only-built})$")
# What no name has in it: stops, and predicates (甲县成为乙基地, 丙区被命名为丁示范区, 增速居戊机场).
NO_PART = worded(
    "[，。；：！？]|[和向](?:{name-cue/site-list}|平台|中心)$|^(?:全[省市县区州镇乡村]|辖区|境内)?(?:共|现|拥)?有|^[市县区乡镇村]级",
    "|^(?:国家|{cue/comparator})?(?:重要|战略)(?!科技力量)|周年$|^不|{name-cue/no-part}",
    "|^(?:从而|或者?|跨)[一-鿿]{0,3}[化产片]|^[东西南北]至",
)
# 科技部门, 省人大代表, 政协委员: words that hold a body's name.
NO_AUTHORITY = worded(
    "门|[办下]发|代表(?!大会)|委员(?!会)|常委(?!会)|领导(?!小组)|安委会|{name-cue/rank}",
    "|[^，。；、]{0,10}(?:研究院|基地|实验室)",
)
