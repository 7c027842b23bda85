"""What a number is used for: to measure something, or as part of a noun, a date or a set phrase."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.language.quantities import Quantity
from kg.model import NumberUse

_COUNTED = re.compile(r"[\u4e00-\u9fffA-Za-z“（]")
_COUNTERS = "个家户所条座批届支张艘台架件项名位处场轮组部颗套类种款次篇宗起人元吨里亩年"
_MEASURES = re.compile(r"元|吨|千瓦|亩|平方|公里|米|立方|公顷|%")
_LONG_TIMES = ("年", "个月", "月", "季度", "周", "刻钟", "周年")
_SIGN = re.compile(r"[，；。、：]")


def use_of(text: str, q: Quantity, found: Sequence[Quantity], i: int) -> NumberUse:
    """The use of ``found[i]``: an observation, or why it is none."""
    before, after = text[: q.core_start], text[q.end :]
    if q.kind == "rank" and re.search(r"(?:摆在|放在|置于|作为|摆到|放到)[^，；。]{0,12}$", before):
        return NumberUse.SET_PHRASE
    if before.endswith(("数", "几", "每", "第", "分")) and q.form in ("bare", "chinese"):
        return NumberUse.SET_PHRASE
    if q.form == "bare" and re.search(r"(?:^|[^迈跨站登奔])上$|成$", before):
        return NumberUse.SET_PHRASE  # 上百家, 成千
    if q.kind == "amount" and (use := _amount(q, before, after)) is not NumberUse.OBSERVATION:
        return use
    return NumberUse.NAME if _threshold(text, q, found, i) else NumberUse.OBSERVATION


def _amount(q: Quantity, before: str, after: str) -> NumberUse:
    if before.endswith("每") or after.startswith(("级", "位数")):
        return NumberUse.NAME
    if q.form == "bare" and q.bound == "eq" and not before.endswith(("向", "达", "达到", "破", "过", "上", "跨", "越")):
        return NumberUse.SET_PHRASE
    if q.form == "chinese" and not _counts_in_words(q, before, after):
        return NumberUse.SET_PHRASE
    if q.unit in _LONG_TIMES and not re.search(r"(?:年限|年数|寿命|期限|时间|时长|缩短|压缩)[^，；。]*$", before):
        return NumberUse.DATE
    if q.unit in ("分钟", "小时", "岁") and after.startswith(("圈", "以上", "以下", "通勤", "生活")):
        return NumberUse.NAME
    if q.unit == "岁" and not re.search(r"(?:寿命|年龄)[^，；。]*$", before):
        return NumberUse.NAME
    if text_ratio(after, q) and not _RATIO_NOUN.search(before):
        return NumberUse.SET_PHRASE
    if not q.unit and not re.search(r"(?:指数|得分|分值|比|为|达到?|至|到|超|破|突破)$", before):
        return NumberUse.OBSERVATION if after[:1] in ("大", "省", "城", "国") else NumberUse.UNEXPLAINED
    return NumberUse.OBSERVATION


def _counts_in_words(q: Quantity, before: str, after: str) -> bool:
    """两个示范村 counts; 一个 and 一批 do not, and 二轮 and 二次 are ordinals."""
    if q.value <= 1 or q.unit[-1:] not in _COUNTERS or not q.unit or (q.value == 2 and q.number.startswith("二")):
        return False
    if q.unit == "个" and re.match(r"方面|关系|原则|坚持|“|重点(?![\u4e00-\u9fff])", after):
        return False
    return not re.search(r"[第初十百千万零一二三四五六七八九]$", before)


def _threshold(text: str, q: Quantity, found: Sequence[Quantity], i: int) -> bool:
    """总投资20亿元以上项目3个, 产值超亿元企业150户, 23个投资额百亿元以上项目: part of the counted noun."""
    after = text[q.end : q.end + 1]
    if not _COUNTED.match(after) or q.bound == "eq" or q.kind not in ("amount", "percent"):
        return False
    sized = bool(_MEASURES.search(q.unit))
    following = found[i + 1] if i + 1 < len(found) else None
    if following is not None and following.kind == "amount" and not _SIGN.search(text[q.end : following.start]):
        return q.bound != "approx" and sized and (q.kind == "amount" or after == "的")
    preceding = found[i - 1] if i else None
    between = text[preceding.end : q.start] if preceding is not None and preceding.kind == "amount" else "，"
    if len(between) <= 6 and not _SIGN.search(between):
        return sized and q.kind == "amount"
    return q.kind == "amount" and q.bound in ("ge", "le") and sized and after not in "的用投"
