"""What kind of number it is: the words left of it, read from the number outwards."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from kg.extract.observations.stripping import strip_lead, strip_tail
from kg.language.lexicon import lexicon
from kg.language.quantities import Quantity
from kg.language.worded import listed, worded


class Measured(NamedTuple):
    """The measure, its sign, and what is left of the words before the number."""

    measure: str
    rest: str  # the words before, without those that said the measure
    sign: int = 1
    comparator: str | None = None
    spread: bool = False  # 分别, 均, 双双: one number for each of several nouns
    why: str = ""


_SHARE_BOUND = worded(
    "(?:(?P<approx>{cue/bound-approx})|(?P<gt>{cue/bound-gt})|(?P<lt>{cue/bound-lt}))占[^，；。占]{1,14}$"
)
_LESS = listed("cue", "less")
_ANY_UNIT = ("gap-than", "gap-short", "gap-place")  # 比商城县多22.4亿元
_IN_LIMIT = re.compile("[未不没]超过[^，；。]{0,12}限额$")
_PART_DONE = worded("完成(?:了)?(?P<what>[^，；。、的]{2,16}{cue/part-built})的$")
_RATIO = re.compile("平均[\u4e00-\u9fff]{0,6}$|(?:率|占比|比重|指数)$")  # 新开工项目平均规模 is not new
_PLACES = ("位", "个位次", "位次", "名次", "个名次")  # 排名前移3位: places gained
_LAND = ("公顷", "公里", "平方米", "千米")  # 林分优化提升200万亩: improved, not grown by
_MARKS = listed("cue", "gap-mark")
_MORE_OF = re.compile("增加(?![值额幅量速到至了为])(?P<what>[\u4e00-\u9fffA-Z“”（）]{2,16})$")  # 增加学位4.2万个
_SPREAD = re.compile("分别|均|都(?!市)|双双|各(?=$|达|为|增|新)")
_SPREAD_REACH = 16
_ON_YEAR = re.compile("同比|[比较](?:上年|去年|年初|上月|同期)")
_SPREAD_AFTER_BASE = re.compile("(?<=年|期|末|底|初|度)(?:分别|均|双双)$")  # 较2015年分别下降3%、5%
_RATE = re.compile(r"([^，；。]*增长率)(?:为|是|达到?)?$")
_NAMED_CHANGE = worded(
    "(?:年均|同比)?{cue/change-noun}(?:达到?|为|是|控制在|{cue/staying}|在|实现|均|(?:收窄|缩小|回落|扩大)[至到])*$"
)
LINKS = worded("(?:了|均|分别|约|超过?|近|，|已|逾|达到?|不低于|不少于|不超过|以|{cue/change-adverb})$")
_ADVERB = worded("(?:[两三四]年平均|{cue/change-adverb}|[五5]年)$")
_SHARE_OF = re.compile(  # 达到耕地总面积的64%; 达到去年总量的 is of another year
    "(?:(?:达到?|为|占)(?:总[数量额]|全部)"
    "|达到?[^，；。年月期]{1,8}总(?:[数量额]|面积|人数|人口|户数|里程|长度|规模|产值|产量))的(?:约|近)?$"
)
_MULTIPLE_OF = re.compile(r"(?:约?为|是|相当于|达到?|恢复[到至])[^，；。]{2,12}的(?:约|近)?$")
_RECKONED = re.compile("(?:按|剔除|扣除)[^，；。]{2,20}(?:计算|价格|价|汇率|口径|因素(?:影响)?后?|影响后?|后)$")
_KEPT = re.compile("(?:保持|实现|维持|达到?|取得|继续保持)了?(?:[约近超]|[同环]比)?$")
_GROWING = re.compile("的?(?:[\u4e00-\u9fff]{2,4})?(?:增长(?!点|极)|增速|增幅)")  # 均保持10%以上增长
_NOTE = re.compile("(?<=[长降加少])（[^（）]{1,12}）$")  # 增长（可比口径）


UP = worded("{cue/growth-up}(?:了|率|幅度|比例)?$")
DOWN = worded("{cue/growth-down}(?:了|率|幅度|比例)?$")
_GROWN = worded("{cue/growth-up}(?:了|近|约|超)?$")  # 增长了1.2倍
_MORE = re.compile(r"(?:(?:比|较)[^，；。]{1,12}?(?<!减)|[同环]比)(?P<verb>多|少)[投完收支用入销引产]?$")
GAPS = {  # in the order in which they are tried
    "gap": worded(
        "(?P<verb>{cue/gap-verb}|领先|落后|超|低|高|快)",
        r"(?P<than>(?:(?:{cue/comparator}[、和])?[\u4e00-\u9fff]{0,8}?{cue/comparator}[\u4e00-\u9fff“”\d]{0,12}",
        r"|[\u4e00-\u9fffA-Z]{2,12}?(?:平均|增速|水平|目标|工业|预期|进度)[\u4e00-\u9fff]{0,6}))$",
    ),
    "gap-than": worded(
        "(?:比|较)(?P<than>(?:{cue/comparator}[、和])?[\u4e00-\u9fff]{0,6}?{cue/comparator}[\u4e00-\u9fff]{0,8}?)(?:分别|均)?",
        "(?P<verb>高出?|低|快|慢|多|少)$",
    ),
    "gap-place": worded(
        "(?:比|较)(?P<than>[\u4e00-\u9fff]{1,8}?[省市县区州旗盟])(?P<verb>[高多低少]出?|快|慢)$",
    ),
    "gap-plan": worded(
        "(?:比|较)(?P<than>{cue/plan-span}?{cue/plan-head}[值数]?)(?P<verb>高|低|快|慢|多|少|多降|少降|多增|少增)$",
    ),
    "gap-any": worded(r"(?P<verb>{cue/gap-verb})(?P<than>[^，；。\d]{2,16})$"),
    "gap-budget": worded("(?:比|较)?(?P<than>{cue/plan-span}?预算数?)(?P<verb>{cue/account-gap})$"),
    "gap-short": worded("(?P<than>)(?P<verb>短收|超收|歉收)$"),
}
GAPS_BEFORE = ("gap", "gap-any")  # whose verb stands before what is compared with; of the others the verb ends all
_AGAINST = re.compile(
    r"(?:比|较|与|同|从|由)(?:“[^“”]{1,8}”|[“‘]?十?[一二三四五六七八九十]五[”’]?(?:末|时期|期末|规划)?|\d{4}年(?:底|末|度)?|上年(?:同期|末|底|(?:年初)?[预决]算数?|完成数?|执行数?)?|去年(?:同期|底|末)?|同期|年初|计划|上半年|[一二三四]季度|前三季度|上个?[月季]度?|(?:\d{1,2}[—\-－~～至])?\d{1,2}月份?|[一-龥]{0,4}期)(?:相比较?|比较)?$"
)
_RANK_VERB = worded(
    "(?:{cue/rank-verb}|{cue/rank-adverb}|稳|跃|位|仍|均|都|由|从|在|的|，|、|各|中|里|上|第|又|以",
    r"|连续(?:\d+|[一二三四五六七八九十]+|多)(?:年|个?季度|个?月))$",
)
_COMPARATOR = worded(
    "(?:(?:{cue/comparator}[、和])?{cue/comparator}|31个省[份区市]*",
    "|(?:全国|全省|中国|中部|西部|东部)[\u4e00-\u9fff]{0,4}百强(?:县市|[区县市镇])?)",
    r"(?:\d+个[\u4e00-\u9fff]{2,8}中?|\d+个?(?:县市区?|县区|区县|市州|地市|县|区|市|旗|州)",
    "|各?(?:旗县(?:市区)?|县市区?|县区|区县|市州|盟市|地市|市县|设区市)|平均水平|平均|各?县（[市区、旗]{1,4}）|市（州）|区（市）县",
    "|各[省市区县]+|同[类期级][\u4e00-\u9fff]{0,4})?$",
)
_RANK_AMONG = worded("(?:居|列|排|排名)(?P<among>{cue/comparator}{cue/ranked-kind})$")
_RANK_INSIDE = worded("{cue/rank-verb}(?P<among>{cue/comparator})(?P<what>[\u4e00-\u9fff]{2,14})$")
_RANKED_PLACES = worded("[\u4e00-\u9fff]{2,12}(?:{cue/reach-noun}|片区|战区)$")
_RANKED_FIELDS = listed("cue", "ranked-field")
_COMPLETION = worded(
    "完成[^，；。]*{cue/plan-head}[^，；。]*$|[占为]{cue/plan-span}?(?:投资)?{cue/plan-head}数?(?:投资)?的?$"
)
_INCREMENT = worded(
    "(?<![更创全翻革刷焕最以弃出崭重清维鲜换])(?:{cue/increment}|新(?:（[^（）]{1,4}）)?{cue/np-verb}(?=[\u4e00-\u9fff“]|$)|新（[^（）]{1,4}）建)"
)
_CHANGED = worded(
    "[\u4e00-\u9fff]{0,4}?(?P<verb>(?P<cut>{cue/cut-verb})|{cue/raise-verb})",
    "(?P<what>[\u4e00-\u9fffA-Z“”、]{2,24}(?<![率重比到至达为])(?<!占比)(?<!比例)(?<!达到))$",
)
_CHANGE_VERBS = listed("cue", "cut-verb", "raise-verb")
_MORE_BY, _LESS_BY = listed("cue", "more-by"), listed("cue", "less-by")


@cache
def gap_signs() -> re.Pattern[str]:
    """One of these characters is in all that says a distance."""
    verbs = (*lexicon().words("cue", "gap-verb"), *lexicon().words("cue", "account-gap"))
    return re.compile(f"[高低快超领落短歉比较{''.join(sorted({verb[0] for verb in verbs}))}]")


@cache
def gap_ends() -> frozenset[str]:
    """The characters that a distance ends in whose verb stands behind what is compared with."""
    return frozenset("高出低快慢多少降增收").union(verb[-1] for verb in lexicon().words("cue", "account-gap"))


@cache
def _increment_signs() -> re.Pattern[str]:
    """One of these characters is in all that says that things are new."""
    return re.compile(f"[新{''.join(sorted({word[0] for word in lexicon().words('cue', 'increment')}))}]")


@cache
def link_ends() -> frozenset[str]:
    """The characters that ``LINKS`` end in."""
    return frozenset("了均别约超过近，已逾达到于以").union(w[-1] for w in lexicon().words("cue", "change-adverb"))


@cache
def change_ends() -> frozenset[str]:
    """The characters that the words of a change end in, and what may stand behind them."""
    words = [w for concept in ("growth-up", "growth-down") for w in lexicon().words("cue", concept)]
    return frozenset("了率度例").union(word[-1] for word in words)


def is_new(noun: str) -> bool:
    """Whether a noun says that what it counts is new: 新开工项目, 新投产项目."""
    return noun.startswith(("新", "计划新")) and bool(_INCREMENT().match(noun.removeprefix("计划")))


def starts_with_change(measured: Measured) -> bool:
    """Whether the verb of a change stands before its noun: 压减一般性支出5%, 压减时间58%."""
    return measured.measure == "growth" and (measured.why in _CHANGE_VERBS() or measured.why.endswith(("时间", "比例")))


def measure_of(q: Quantity, before: str, after: str = "") -> Measured:
    """The measure of a quantity with the words before it in its clause (``before``, signs and lists included)."""
    spread = _SPREAD.search(before, max(0, len(before) - _SPREAD_REACH)) is not None
    if q.kind == "rank":
        return _rank(before, spread)
    if q.kind != "multiple" and gap_signs().search(before) and (gap := _gap(q, before, spread)) is not None:
        return gap
    if q.kind == "multiple":
        if q.form != "set" and (grown_by := _GROWN().search(before)):
            return Measured("growth", _without_base(before[: grown_by.start()]), 1, None, spread, "增长…倍")
        rest = re.sub(r"(?:(?<!同)比|较|是|为|相当于|约为|达到)[^，；。]{0,14}?的?$", "", before)
        rest = re.sub(r"(?:实现|五年|5年|提前(?:[一两二三1-3]年)?|连续|同比|分别|均|双双)+$", "", rest.rstrip("，、"))
        return Measured("multiple", strip_tail(rest), 1, None, spread, q.number)
    grown = _growth(q, before, spread)
    if grown is not None:
        return grown
    if q.kind == "percent":
        return _percent(before, after, spread)
    if q.kind == "point":
        return Measured("pointChange", strip_tail(before), 1, None, spread, "个百分点")
    if found := _MORE_OF.match(before):
        return Measured("increment", strip_tail(found["what"]), 1, None, spread, "增加")
    rest = strip_tail(before)
    raised = _increment_signs().search(before) and _INCREMENT().search(before)
    if raised and not _RATIO.search(rest):
        return Measured("increment", _without_base(rest), 1, None, spread, raised.group())
    return Measured("level", rest, 1, None, spread, "")


def _percent(before: str, after: str, spread: bool) -> Measured:
    """A percentage that no word before it makes a change by: how much is done, a multiple, an index, a share."""
    if found := _COMPLETION().search(before):
        return Measured("completion", strip_tail(before[: found.start()]), 1, None, spread, found.group())
    of = before.endswith(("的", "约", "近"))
    if of and (found := _PART_DONE().search(before)):
        return Measured("completion", found["what"], 1, None, spread, found.group())  # 完成路基工程的76%
    if of and (found := _SHARE_OF.search(before)):
        return Measured("share", strip_tail(before[: found.start()]), 1, None, spread, found.group())
    if of and (found := _MULTIPLE_OF.search(before)):
        return Measured("multiple", strip_tail(before[: found.start()]), 1, None, spread, found.group())
    rest = strip_tail(before)
    if rest.endswith("指数"):
        return Measured("level", rest, 1, None, spread, "指数")
    if rest.endswith(("完成率", "执行率", "进度")):
        return Measured("completion", rest, 1, None, spread, "完成率")
    if found := _CHANGED().match(before):
        return Measured("growth", strip_tail(found["what"]), -1 if found["cut"] else 1, None, spread, found["verb"])
    if (found := _GROWING.match(after)) and _KEPT.search(before):
        return Measured("growth", _without_base(rest), 1, None, spread, found.group())
    return Measured("share", rest, 1, None, spread, "%")


def _gap(q: Quantity, before: str, spread: bool) -> Measured | None:
    """A distance from others: 高于全省0.5个百分点, 比海安市低0.2个百分点."""
    if before.endswith("限额") and _IN_LIMIT.search(before):
        return None
    for key in GAPS if before[-1:] in gap_ends() else GAPS_BEFORE:
        if (found := GAPS[key]().search(before)) and (
            q.kind == "point" or key in _ANY_UNIT or found["than"].endswith(_MARKS())
        ):
            sign = -1 if found["verb"] in _LESS() else 1
            than = found["than"] or "预算"
            return Measured("gap", strip_tail(before[: found.start()]), sign, than, spread, found.group())
    return None


def _growth(q: Quantity, before: str, spread: bool) -> Measured | None:
    """A change: per cent, percentage points, or an amount more than before."""
    rate = _RATE.search(before) if "增长率" in before else None
    if rate is not None and lexicon().by_label("indicator", strip_lead(rate[1])) is not None:
        return None  # 自然增长率 is the name of what is measured
    rest = _strip_links(_NOTE.sub("", before) if before.endswith("）") else before)
    if q.kind == "percent" and ("幅" in before or "增" in before) and _NAMED_CHANGE().search(before):
        down = max(before.rfind("降幅"), before.rfind("减幅")) > before.rfind("，")
        rest = _NAMED_CHANGE().sub("", before)
        return Measured("growth", _without_base(rest), -1 if down else 1, None, spread, "增速")
    if (
        q.kind == "amount" and ("多" in rest[-2:] or "少" in rest[-2:]) and (more := _MORE.search(rest))
    ):  # 比上年同期多112个
        remaining = _without_base(rest[: more.start("verb")])
        return Measured("increment", remaining, -1 if more["verb"] == "少" else 1, None, spread, more.group())
    for pattern, sign in ((DOWN, -1), (UP, 1)) if rest[-1:] in change_ends() else ():
        found = pattern().search(rest)
        if found is None:
            continue
        word = found.group()
        if word.removesuffix("率") in ("增", "涨", "降", "减") and not re.search(
            r"(?:同比|年均|分别|[人户]均|月|[额量值入])$", rest[: found.start()]
        ):
            continue
        remaining = _without_base(rest[: found.start()])
        if q.kind == "percent":
            return Measured("growth", remaining, sign, None, spread, word)
        if q.kind == "point":
            return Measured("pointChange", remaining, sign, None, spread, word)
        if q.unit in _PLACES:
            ranked = _rank(remaining, spread)
            return Measured("increment", ranked.rest and ranked.rest + "排名", sign, ranked.comparator, spread, word)
        if word == "扩大" and re.search("比|较", before):
            return Measured("increment", remaining, 1, None, spread, word)
        counted = q.unit[-1:] in "个家户处所条座人项件次场台辆名张间村套亩" or q.unit.endswith(_LAND)
        if word in _MORE_BY() or (word in ("提高", "提升") and not counted):
            return Measured("increment", remaining, 1, None, spread, word)
        if word in _LESS_BY():
            if not remaining or word == "少增" or not q.unit or re.search("比|较", before):
                return Measured("increment", remaining, -1, None, spread, word)
            return Measured("level", remaining, 1, None, spread, word)
        if q.unit[-1:] == "元" and _ON_YEAR.search(before):
            return Measured("increment", remaining, sign, None, spread, word)  # 利润同比大增26亿元
    return None


def _strip_links(text: str) -> str:
    """Without 了, 约 and adverbs after a verb of change; 到 and 至 stay, for they give a level."""
    while text[-1:] in link_ends() and (found := LINKS().search(text)):
        if found.group() in ("达", "达到") and not re.search(r"(?:增速|增幅)$", text[: found.start()]):
            return text
        text = text[: found.start()]
    return text


@lru_cache(maxsize=8192)
def _without_base(text: str) -> str:
    """Without what the change is measured against: 比上年, 较2020年, 年均, 同比."""
    while True:
        shorter = _SPREAD_AFTER_BASE.sub("", text.rstrip("，、"))
        if found := _AGAINST.search(shorter):
            shorter = shorter[: found.start()]
        shorter = _ADVERB().sub("", shorter)
        shorter = strip_tail(_RECKONED.sub("", shorter))
        if shorter == text:
            return text
        text = shorter


def _rank(before: str, spread: bool) -> Measured:
    """Strips verbs, adverbs and the comparator off the words before a rank."""
    comparator, text = None, before
    verb = False
    if found := _RANK_AMONG().search(text):  # 居省会城市机场首位
        comparator, text, verb = found["among"], text[: found.start()], True
    while text:
        if found := _RANK_VERB().search(text):
            verb = verb or len(found.group()) > 0
            text = text[: found.start()]
        elif comparator is None and (found := _COMPARATOR().search(text)):
            comparator, text = found.group(), text[: found.start()]
        elif found := _RANKED_PLACES().search(text) if comparator is None and verb else None:
            cut = max(text.rfind("，"), text.rfind("在"), text.rfind("列"), text.rfind("居"), text.rfind("、"))
            comparator, text = text[cut + 1 :], text[: max(cut, 0)]
        else:
            break
    if not verb and comparator is None and (found := _RANK_INSIDE().search(before)):
        if found["what"].endswith(_RANKED_FIELDS()) and not before[: found.start()].strip("，、"):
            return Measured("rank", "", 1, found["among"] + found["what"], spread, found.group())
        text = strip_tail(before[: found.start()]) + found["what"]
        return Measured("rank", text, 1, found["among"], spread, found.group())
    return Measured("rank", text, 1, comparator, spread, "rank" if verb or comparator else "")


def ends_in_comparator(text: str) -> bool:
    """Whether the words before a rank end in those among whom it is: 产能全国."""
    return bool(_COMPARATOR().search(text))


def is_comparator(text: str) -> bool:
    """Whether the words before a number only name whom it is compared with: 、全省 after 高于全国1.9个."""
    found = _COMPARATOR().search(text)
    return found is not None and not text[: found.start()].strip("、和与")


def as_bounded(run: list[Quantity], measured: Measured, before: str) -> list[Quantity]:
    """约占全市的三分之二: the bound stands before 占, far from the number."""
    near = measured.measure == "share" and run[0].bound == "eq" and "占" in before
    found = _SHARE_BOUND().search(before) if near else None
    return [q._replace(bound=found.lastgroup or q.bound) for q in run] if found else run


def comparators(measured: Measured, count: int) -> list[str | None]:
    """全省、全国第3位和第8位: one comparator for each number where there are as many."""
    among = re.split("[、和]", measured.comparator) if measured.comparator and count > 1 else ()
    return list(among) if len(among) == count else [measured.comparator] * count
