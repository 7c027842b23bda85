"""What a number is used for: to measure something, or as part of a noun, a date or a set phrase."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.observations.cue_words import words
from kg.language.quantities import Quantity
from kg.language.worded import listed, worded
from kg.model import NumberUse

_REACH = 80  # characters on either side that tell the use of a number
_COUNTED = re.compile(r"[\u4e00-\u9fffA-Za-z“（]")
_BEFORE_WORDS = ("数", "几", "每", "第", "分")
_OUTPUT = re.compile(r"[\u4e00-\u9fff]{0,4}(?:产能|稳产|产量)(?![提行工计扩建项])")
_FOR_EACH = re.compile("高价值|有效发明|发明专利|拥有|床位|托位|常住|口|失业|研发")  # 万人发明专利拥有量
_COUNTERS = "个家户所条座批届支张艘台架件项名位处场轮组部颗套类种款次篇宗起人元吨里亩年"
_MEASURES = re.compile(r"元|吨|千瓦|亩|平方|公里|米|立方|公顷|%")
_SIZED = re.compile(rf"{_MEASURES.pattern}|[斤羽头只株匹级]")
_LONG_TIMES = ("年", "个月", "月", "季度", "周", "刻钟", "周年")
_TURNS, _WORD = "[降缩扩提收优升减]", r"[^比\d.:：∶]"
# Between the word for a ratio and its number only links, verbs of change and earlier ratios: 比由1:3.2缩小到. Taken
# character by character: two before a verb's first and three behind it, so that no text can be read in many ways.
_RATIO_NOUN = re.compile(
    r"比(?:例|值|率)?(?:突破|超过?|[高低]于|[由从已约为是达至到在]|[保稳控](?=[持定制])|(?<=[保稳控])[持定制]|\d|(?<=[\d.:：∶])[.:：∶]"
    rf"|[\u4e00-\u9fff](?=[\u4e00-\u9fff]?{_TURNS})|{_TURNS}"
    rf"|(?:(?<={_TURNS})|(?<={_TURNS}{_WORD})|(?<={_TURNS}{_WORD}{{2}}))[\u4e00-\u9fff])*+$"
)
_RATIO_CHANGED = re.compile("(?:比|比值|系数)[^；。]{0,30}(?:缩小|扩大|下降|降低|提高|上升)了?$")
_NAMED_BY_COUNT = listed("cue", "named-by-count")  # 五项社会保险, 残疾人两项补贴
_CAPACITY = re.compile("(?:吨|千瓦|兆瓦|吉瓦|千升|立方米|方|台|套|辆|只|头|平方米)$")
_YEARLY_TOO = re.compile(r"年产\d[^，；。]{2,24}[和、]$")
_BUILT = re.compile("[\u4e00-\u9fffA-Za-z（）“”\\d.]{1,30}?(?:项目|工程|生产线|基地|电站)")
_CAPACITIES = (
    *("吨", "千瓦", "兆瓦", "吉瓦", "千瓦时", "兆瓦时", "吉瓦时"),
    *("千升", "方", "吨/年", "方/年", "英寸", "米", "千伏"),
)
_WORKS = worded(  # what is built, with what comes after its capacity
    "级?(?![^，。；、：]*的)[\u4e00-\u9fffA-Za-z（）“”]{1,20}?{cue/capacity-work}"
)
_ASPECTS = worded(
    r"方面(?!的?[\u4e00-\u9fff]{0,6}{cue/aspect-told})"
    r"|(?:大|实|要)?事(?:[，。；：:]|$)"
)
_YEARLY = listed("cue", "yearly-capacity")
_OF_SIZE = worded(r"的?[^，。；、：]{0,14}?{cue/sized-thing}|的?(?:省份|城市|县|市|区|镇|乡)(?![级场政民内外域本])")
_NTH = re.compile(r"第[一二三四五六七八九十\d]{1,3}[个座家][^，。；、：]{0,12}$")  # 第一个过10万亿元省份
_SIZES = listed("cue", "size-measure")
_REACHED = worded("(?:成为|跻身|迈入|步入|晋升)[^，；。、]{0,20}{cue/size-measure}$")
_SUPERLATIVE = re.compile("(?:全[球国省]|世界|国内|亚洲)(?:首[台套款艘座个]|最[大高长重])[\u4e00-\u9fff]{0,10}$")
_RANKS = listed("cue", "rank-noun")
_AND = ("和", "与", "及", "以及")
_SETTLED = re.compile("的?(?:自然[村寨屯]|村寨|村庄|村民小组|村组|屯|聚居|集中居住)")
_PIECES = ("个", "家", "项", "户")
_AMONG_THE_FIRST = worded("[个项名][^，；。、]{1,8}{cue/among-first}[^，；。、]{0,10}$")
_ON_TERMS = re.compile("、[^，；。]{0,12}(?:以内|以下|期限?|期)的")  # 5万元以下、3年以内的小额信贷
_SIGN = re.compile(r"[，；。、：]")
_PUT = worded(r"{cue/putting}[^，；。]{0,12}$")
_UP_TO = re.compile(r"(?:^|[^迈跨站登奔以])上$|(?<![建形完达落集组构])成$")  # 上百家, 成千
_AGAINST = ("：", ":", "∶", "比")
_OF_THINGS = re.compile(r"的?[\u4e00-\u9fff]")
_RANKED = re.compile(r"[\u4e00-\u9fff“”]{2,20}?(?:排名|排|[位名]?列|位?居){0,3}[第前]")
_OF_ALL = listed("cue", "of-all")
_LASTING = worded(r"{cue/lasting}[^，；。]*$")
_AGED = re.compile(r"(?:寿命|年龄)(?:[^，；。]*|[^；。]*(?:提高|增加|延长|高出)了?)$")
_UNITLESS = re.compile(
    r"(?:(?:指数|得分|分值|系数|率|比)[由从]?(?:上年|去年|上年同期|(?:19|20)\d\d年)?的?|为|达到?|至|到|超|破|突破)$"
)
_NO_COUNT = worded(r"方面(?!的?(?:重点|主要))|{cue/not-counted}|“|重点(?![\u4e00-\u9fff])")
_PART_OF_NUMERAL = re.compile(r"[第初十百千万零一二两三四五六七八九]$")
_CHANGE = re.compile("同比|增长|[比较下年]")


def use_of(text: str, q: Quantity, found: Sequence[Quantity], i: int) -> NumberUse:
    """The use of ``found[i]``: an observation, or why it is none."""
    before, after = text[max(0, q.core_start - _REACH) : q.core_start], text[q.end : q.end + _REACH]
    if q.kind == "rank" and (use := _rank(q, before, after)) is not None:
        return use
    if q.form in ("bare", "chinese") and before.endswith(_BEFORE_WORDS):
        return _after_a_word(q, before)
    if q.form == "bare" and _UP_TO.search(before):
        return NumberUse.SET_PHRASE
    if text.startswith(_AGAINST, q.unit_start, q.end):  # else the score of a match
        return NumberUse.OBSERVATION if _RATIO_NOUN.search(before) else NumberUse.SET_PHRASE
    if q.kind == "percent" and after.startswith(("所得税", "税率", "的税率", "优惠税率", "的所得税")):
        return NumberUse.NAME
    if q.kind == "amount":
        if before.endswith(_OF_ALL()) and _RANKED.match(after):
            return NumberUse.NAME  # 全国168个重点城市前十
        if (use := _amount(q, before, after)) is not NumberUse.OBSERVATION:
            return use
    bounded = q.bound != "eq" and _threshold(text, q, found, i)
    return NumberUse.NAME if bounded else NumberUse.OBSERVATION


def _rank(q: Quantity, before: str, after: str) -> NumberUse | None:
    """Why a place in an order says of none that it has it; else None."""
    if _PUT().search(before):
        return NumberUse.ORDINAL
    if q.unit not in "%‰":
        return None
    if _AMONG_THE_FIRST().search(before):
        return NumberUse.NAME  # 3个学科进入ESI全球前1‰
    if _OF_THINGS.match(after) and not after.startswith(_RANKS()):
        return NumberUse.NAME  # 前1%学科
    return None


def _after_a_word(q: Quantity, before: str) -> NumberUse:
    """第一经济大省 is an ordinal, 每万人口 part of what is measured; 数百家 and 每一份 say no number."""
    if before.endswith("第"):
        return NumberUse.ORDINAL
    if before.endswith("每") and (q.form == "bare" or q.value > 1):
        return NumberUse.DATE if q.unit in _LONG_TIMES else NumberUse.NAME
    return NumberUse.SET_PHRASE


def _amount(q: Quantity, before: str, after: str) -> NumberUse:
    if q.unit == "次" and (before.endswith("届") or after.startswith(("全会", "全体会议", "会议精神"))):
        return NumberUse.NAME  # 省委十二届六次全会
    if q.unit in ("个", "件") and _ASPECTS().match(after):
        return NumberUse.SET_PHRASE  # 抓好以下10个方面工作
    graded = q.unit == "级" or (q.form == "chinese" and q.unit.endswith("级"))  # 五百亿级开发区
    if graded or before.endswith("每") or after.startswith(("级", "位数")):
        return NumberUse.NAME
    if q.form == "bare" and q.bound == "eq" and not before.endswith(("向", "达", "达到", "破", "过", "上", "跨", "越")):
        return _size(q, after)
    if q.form == "chinese" and q.unit == "项" and after.startswith(_NAMED_BY_COUNT()):
        return NumberUse.NAME
    if before.endswith("个") and after.startswith("台阶"):
        return NumberUse.NAME  # 跨越3个20亿元台阶
    yearly = before.endswith(_YEARLY()) or (before.endswith(("和", "、")) and _YEARLY_TOO.search(before))
    if yearly and _CAPACITY.search(q.unit) and _BUILT.match(after):
        return NumberUse.NAME  # 年产10万吨再生铝项目
    if q.bound == "eq" and q.unit.endswith(_CAPACITIES) and _WORKS().match(after) and _names(before):
        return NumberUse.NAME  # 临海集团150万吨乙烯项目
    if q.bound in ("le", "ge") and _ON_TERMS.match(after):
        return NumberUse.NAME
    if q.form == "chinese" and not _counts_in_words(q, before, after):
        return NumberUse.DATE if q.unit in _LONG_TIMES else NumberUse.SET_PHRASE
    if q.unit in _LONG_TIMES and not _LASTING().search(before):
        return NumberUse.DATE
    named = q.unit in ("分钟", "小时", "岁") and after.startswith(("圈", "以上", "以下", "通勤", "生活"))
    if named or (q.unit == "岁" and not _AGED.search(before)):
        return NumberUse.NAME
    if q.unit or _RATIO_CHANGED.search(before):
        return NumberUse.OBSERVATION  # 收入比缩小0.03
    if not _UNITLESS.search(before):
        return NumberUse.OBSERVATION if after[:1] in ("大", "省", "城", "国") else NumberUse.UNEXPLAINED
    return NumberUse.OBSERVATION


def _size(q: Quantity, after: str) -> NumberUse:
    """Of a magnitude alone: 千万吨产能 is an amount, 万亿级产业 and 万元产值能耗 have it in their name."""
    if _MEASURES.search(q.unit) and _OUTPUT.match(after):
        return NumberUse.OBSERVATION
    named = _SIZED.search(q.unit) or after.startswith("级") or _FOR_EACH.match(after)
    return NumberUse.NAME if named else NumberUse.SET_PHRASE


def _names(before: str) -> bool:
    """Whether the words before a capacity begin a name that goes on behind it: they end in no verb and no link."""
    known = words()
    said = _SIGN.split(before)[-1]
    if _SUPERLATIVE.search(said):
        return True  # 全球最高10米液压支架
    if len(said) < 2 or said[-1] in "等和与及":
        return False
    return not (known.verbs.before(said) or known.tail.before(said) or known.adverbs.before(said))


def _counts_in_words(q: Quantity, before: str, after: str) -> bool:
    """两个示范村 counts; 一个 and 一批 do not, and 二轮 and 二次 are ordinals."""
    if q.value <= 1 or q.unit[-1:] not in _COUNTERS or not q.unit or (q.value == 2 and q.number.startswith("二")):
        return False
    if q.unit in ("个", "项", "条") and _NO_COUNT().match(after):
        return False
    return not _PART_OF_NUMERAL.search(before)


def _threshold(text: str, q: Quantity, found: Sequence[Quantity], i: int) -> bool:
    """总投资20亿元以上项目3个, 产值超亿元企业150户, 23个投资额百亿元以上项目: part of the counted noun."""
    after = text[q.end : q.end + 1]
    following = found[i + 1] if i + 1 < len(found) else None
    if following is not None and following.start == q.end and q.bound == "ge" and following.unit in _PIECES:
        return bool(_MEASURES.search(q.unit))  # 其中50亿元以上2个
    if q.bound == "ge" and q.unit in ("户", "人") and _SETTLED.match(text, q.end):
        return True  # 20户以上自然村通硬化路
    if not _COUNTED.match(after) or q.kind not in ("amount", "percent"):
        return False
    if q.kind == "percent" and q.start == q.core_start and (not q.start or _SIGN.match(text, q.start - 1)):
        return False  # 九成以上, 95%以上的村收入超10万元: what share of the villages
    sized = bool(_SIZED.search(q.unit))
    if following is not None and not _SIGN.search(text[q.end : following.start]):
        between = text[q.end : following.start]
        if between in _AND:
            return False  # 进口、出口分别突破60亿元和400亿元
        if following.kind == "amount" or (
            following.kind == "percent" and q.kind == "amount" and not _CHANGE.match(between)
        ):
            return q.bound != "approx" and sized and (q.kind == "amount" or after == "的")
    preceding = found[i - 1] if i else None
    between = text[preceding.end : q.start] if preceding is not None and preceding.kind == "amount" else "，"
    if len(between) <= 6 and not _SIGN.search(between):
        return sized and q.kind == "amount" and q.bound != "approx"
    if q.kind == "amount" and _REACHED().search(text, max(0, q.start - _REACH), q.start):
        return False  # 成为全市第2个吞吐量超千万吨的港口
    if q.kind == "amount" and q.bound in ("ge", "gt") and _NTH.search(text, max(0, q.start - 20), q.start):
        return True
    if q.kind == "amount" and q.bound in ("ge", "le", "gt") and text[max(0, q.start - 8) : q.start].endswith(_SIZES()):
        return bool(_OF_SIZE().match(text, q.end))
    return q.kind == "amount" and q.bound in ("ge", "le") and sized and after not in "的用投"
