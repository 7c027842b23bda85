"""A noun phrase beside a number without what stands around it: links and dates behind it, leads before it."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.extract.observations.cue_words import words
from kg.language.anchored import DIGITS, NUMERALS
from kg.language.lexicon import lexicon
from kg.language.segmentation import segmented
from kg.language.worded import listed, worded

SIGNS = "，；。：！？、"
_SIGNS_AND_BLANK, _SIGNS_AND_ENDS = SIGNS + " ", SIGNS + ")）”》 "
_LONGEST_NAME = 24  # characters of a text in which a name of the vocabulary that begins it is looked for
_DATED = worded(
    r"(?:(?:{cue/growth-up}|{cue/growth-down})?(?:到|至)|从|由)?(?:(?:(?:19|20)\d\d|上|去|今|明|[上下]半)年(?:底|末|初|同期|同月|同季)?|“十[一二三四五]五”(?:期?末|时期)?)的?$"
)
_DATED_LEAD = worded(
    r"^(?:(?:1[0-2]|[1-9])月(?:底|末|份|初)?前?，?|[上下]半年，?|前?[一二三四]季度，?|1[—\-－~～至]{1,2}(?:1[0-2]|[2-9])月份?，?|(?:去年|上年)(?!同期|度|末|底|结转|结余)|[五5]年(?:来|间)?(?:累计|共)?，?(?=[增减新建完投争引培改生实累解转][\u4e00-\u9fff]{2})|"
    r"年末(?!滚存|结余|结转|余额)(?=[\u4e00-\u9fff]{4})|今年(?:以来|底前?|内)?，?|年内|年底前?|(?:19|20)\d\d年?(?:[～~—\-至到]+(?:(?:19|20)\d\d年?)?)?(?:底|末|度)?，?|“?十[一二三四五六]?五”?(?:时期|期间|以来)?，?(?=[\u4e00-\u9fff]))"
)
_MEETING = worded("^(?:本次|此次|这次)?(?:大会|会议|全会|全体会议)(?={cue/meeting-does})")
_PLANNED = worded(
    "(?<=收入|支出|费用|资金|经费|备费)(?:(?:按[\u4e00-\u9fff]{2,8})?拟?安排|预期|预计|计划)$"
)  # 支出安排368亿元
_ITEM = worded(
    r"^(?:［\d{1,3}］|[一二三四五六七八九十]{1,3}是|(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.．、）](?!\d))"
)  # 一是, 2.
_EACH_TAIL = worded("(?<=[\u4e00-\u9fff]{4})每[十百千万]人口?$|每(?:[人月年户餐天日亩吨次生]|学期|学年|千瓦时){1,2}$")
_STREAK_TAIL = worded(r"连续(?:\d+|[一二两三四五六七八九十]+|多)(?:年|个?季度|个?月)$")
TAILS = (  # each with the characters that it can end in
    (frozenset("的年底末初期月季”"), _DATED),
    (frozenset("年度月"), _STREAK_TAIL),
    (frozenset("人口月年户餐天日亩吨次生期时"), _EACH_TAIL),
    (frozenset("排期计划"), _PLANNED),
)
_TAIL_ENDS = frozenset().union(*(ends for ends, _ in TAILS))
_BECAME = worded(r"^成为[^，；。]{0,10}?(?:第[\d一二三四五六七八九十]{1,3}|首)[个座家]")
_AT_A_CONTEST = worded("^在[^，；。]{2,14}[中上](?=[获夺摘斩][得取获]?[\u4e00-\u9fff])")  # 在全国比赛中获金牌
_STREAK = worded(r"^(?:并|已)?连续(?:\d+|[一二两三四五六七八九十]+|多)年(?:在|居|位居)?")
# What stands before a noun and is no part of it, each with the characters that it can begin with.
LEADS = (
    (frozenset(DIGITS + NUMERALS + "［"), _ITEM),
    (frozenset(DIGITS + NUMERALS + "上下前去年今“"), _DATED_LEAD),
    (frozenset("并已连"), _STREAK),
    (frozenset("本此这大会全"), _MEETING),
    (frozenset("成"), _BECAME),
    (frozenset("在"), _AT_A_CONTEST),
)
_LEAD_FIRSTS = frozenset().union(*(firsts for firsts, _ in LEADS))
THRESHOLD_LEAD = re.compile("(?:超过?|过|突破)[\\d十百千]")
HARMONY = listed("cue", "harmony")
_WHOLE_WORDS = listed("cue", "whole-word", "harmony")
NO_LINK = listed("cue", "no-link")
_ENDS_WITH_ONE = ("高", "平均", "占", "人", "净", "总", "月", "常")


@lru_cache(maxsize=8192)
def strip_tail(text: str) -> str:
    """Without the links that stand between a noun and its number: 达到, 为, 累计, 分别."""
    links = words().tail
    while text:
        text = text.rstrip(_SIGNS_AND_BLANK)
        for ends, pattern in TAILS if text[-1:] in _TAIL_ENDS else ():
            if text[-1:] in ends:
                text = pattern().sub("", text)
        found = links.before(text)
        rest = text[: len(text) - len(found)]
        if not found or (not rest and len(text) > 5):
            return text
        if found == "合" and not text.endswith(("折合", "约合", "共合")):
            return text  # 参加新农合
        if found[-1] in "约向达到" and text.endswith(NO_LINK()):
            return text  # 达成就业意向3600人, 已分配下达121亿元; 应到代表286名，实到279名
        if len(found) == 1 and found not in "为是达" and rest.endswith(_ENDS_WITH_ONE):
            return text
        if found in ("总计", "合计") and rest in ("收入", "支出"):
            return text  # 收入总计 is an account of the budget
        text = rest
    return text


@lru_cache(maxsize=8192)
def strip_lead(text: str) -> str:
    """Without the words before the noun that are no part of it: 全省, 预计, 其中, 首次."""
    known = words()
    while text:
        text = text.lstrip(_SIGNS_AND_ENDS)
        for firsts, pattern in LEADS if text[:1] in _LEAD_FIRSTS else ():
            if text[:1] in firsts and (led := pattern().match(text)):
                text = text[led.end() :]
        adverb = ""
        for word in known.adverbs.every_at(text, 0) if text[:1] in known.adverbs.openings else ():
            if not adverb and known.verbs.at(text, len(word)):
                adverb = word
        found = adverb or known.lead.at(text, 0)
        end = len(found)
        if not found or len(text) - end < 2 or _inside_word(text, end):
            return text
        if found in ("当年", "本年") and text.startswith(("结余", "收支"), end):
            return text  # 当年结余 is an account of the budget
        if not adverb and (_begins_known_name(text, end) or THRESHOLD_LEAD.match(text)):
            return text
        text = text[end:]
    return text


def _begins_known_name(text: str, end: int) -> bool:
    """Whether the cue is the front of a name of the vocabulary: 有效 of 有效灌溉面积."""
    if end <= 1:
        return False
    found = lexicon().begins("indicator", text[:_LONGEST_NAME])
    return found is not None and found.end > end


def _inside_word(text: str, end: int) -> bool:
    """Whether a one-character cue is only the beginning of a longer word (为 of 为民, 重点 stays)."""
    if text.startswith(_WHOLE_WORDS()):
        return True
    if end > 1:
        return False
    first = next(iter(segmented(text[:8])), "")
    return len(first) > end
