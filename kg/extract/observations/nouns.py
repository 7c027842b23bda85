"""The noun phrase that a number is about: to its left, to its right, coordinated, or left out."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from kg.extract.observations.cue_words import words
from kg.extract.observations.stripping import HARMONY, NO_LINK, SIGNS, strip_lead, strip_tail
from kg.language.lexicon import lexicon
from kg.language.segmentation import segmented
from kg.language.worded import listed, worded

OPEN, CLOSE = "（“《‘", "）”》’"
_SIGNS_AND_JOINS = SIGNS + "和与及"
_BRACKETS = OPEN + CLOSE
_ENDS = re.compile(f"[{_BRACKETS}，；。：！？]")  # where a phrase may end

_AMONG = re.compile("(?<=[\u4e00-\u9fff]{3})(?<![高初集其空途])中有?$")  # 35个行业中，28个行业增长
_HAS = re.compile(
    "(?P<who>[\u4e00-\u9fff]{1,10}?(?:[^城]镇|乡|街道|苏木|开发区|高新区|经开区|园区))[现共已]?有(?=[\u4e00-\u9fff“]{2})"
)
_NEW_OR = re.compile("^新（[^（）]{1,4}）建")
_BECAME_BY = re.compile(
    r"(?P<who>[^，；。、]{2,10}?)成为[^，；。]{0,10}?(?:第[\d一二三四五六七八九十]{1,3}|首)[个座家]"
)
EXAMPLES_END = re.compile("(?<![高中初同平优劣均相对])等(?![级次效待同于额值价])")  # not in 高等学校, 中等职业学校
_FIELD = worded(r"^{cue/field-how}?(?:领域|行业|方面)的?(?=[\u4e00-\u9fff]{2})")  # 芯片、软件等领域企业
WITH_WORDS = listed("cue", "with-name")
_NAMED_OWNERS = listed("cue", "named-owner")
_NAMED_OWNER = worded("{cue/named-owner}")
_UNNAMED = listed("cue", "no-owner-begin")
_BROUGHT_ABOUT = ("实现", "创造")  # 规上工业企业实现利润: the verb is no part of the name
_SHORTEST_OWNER = 3
_SPENT_ON = worded("用于(?P<what>[\u4e00-\u9fff]{2,10}?)(?:方面|领域)?的(?P<head>{cue/outlay})")  # 用于民生的支出
_ALL_YEAR = re.compile("(?:全年|上半年|当年)?(?:累计|总?共|合计)?$")
_ACTORS = listed("cue", "subject-head", "payer")  # 景区接待游客, 市财政安排资金
_PLACE = re.compile(  # 林芝市整合资金, 索通村种植天麻
    "[\u4e00-\u9fff]{2,4}(?<![城县集超夜股楼门上都我全各本该])市|[\u4e00-\u9fff]{2,6}(?<![全我本该各区市强])[县旗]"
    "|[\u4e00-\u9fff]{1,12}(?<!行政)(?<!自然)(?<!贫困)(?<!示范)(?<!城中)(?<!中心)(?<!建制)(?<![各乡农全本该我])村"
)
_EACH_GETS = worded("^[\u4e00-\u9fff]{0,6}?每个?[村户人镇乡县区年][\u4e00-\u9fff]{0,4}?{cue/allotting}")
_RATE = re.compile("[\u4e00-\u9fff]{1,5}率")  # 调解成功率
_BUILT = re.compile("(?<=项目|工程)(?:建设|实施)$")  # 支持14个项目建设: the projects are counted
_PER = re.compile("每[十百千万][\u4e00-\u9fff]{1,8}$")  # 每千人口拥有执业医师
_BONDS = re.compile("(?:地方)?(?:政府)?(?:一般|专项)?债(?:券|务)")
_EFFECTS = listed("cue", "effect-verb")  # part of the name: 带动就业 is not all 就业
_KINDS = listed("cue", "person-kind")  # 城镇新增就业
_NOUN_ENDS = ("率", "额", "量", "度", "峰", "标")  # 覆盖率, 达峰: what looks like a predicate is inside a noun
_OTHER_NUMBER = re.compile(r"(?=(?:19|20)\d\d年)|或(?=\d)")
IN_BRACKETS = re.compile(r"（[^（）]*）")


class Left(NamedTuple):
    """What stands left of a number, taken apart: ``subject`` ``verb`` ``noun``; any may be empty.

    ``whole`` is the text from the subject to the noun as it stands.
    """

    subject: str
    verb: str
    noun: str
    whole: str


@lru_cache(maxsize=8192)
def take_apart(text: str) -> Left:
    """Subject, verb and noun of the words before a number, whose links are already gone."""
    text = strip_lead(_EACH_GETS().sub("", text, count=1) if "每" in text else text)
    if not text or text in words().lead or text in words().adverbs:
        return Left("", "", "", "")
    if "成为" in text and (became := _BECAME_BY.match(text)):
        return take_apart(text[became.end() :])._replace(subject=became["who"])
    if "有" in text and (has := _HAS.match(text)):
        return Left(has["who"], "拥有", text[has.end() :], text)
    text = _NEW_OR.sub("新建", text) if text.startswith("新（") else text
    if text.startswith("用于") and (use := _SPENT_ON().fullmatch(text)):
        return Left("", "", use["what"] + use["head"], text)
    start, end = _verb(text)
    if not end:
        return Left("", "", text, text)
    noun = strip_lead(IN_BRACKETS.sub("", text[end:], count=1) if text.startswith("（", end) else text[end:])
    if start == 0:
        inner = take_apart(noun) if noun else Left("", "", "", "")
        return Left("", text[:end] + inner.verb, inner.noun or noun, inner.whole or noun)
    subject = strip_tail(strip_lead(text[:start]))
    brought = next((w for w in _BROUGHT_ABOUT if subject.startswith(w) and subject[len(w) :] in _KINDS()), "")
    return Left(subject.removeprefix(brought), text[start:end], noun, text)  # 实现城镇新增就业


def _verb(text: str) -> tuple[int, int]:
    """Where the last verb of the words before a number stands; nothing where there is none."""
    found = 0, 0
    tried = -1
    for start, end, _ in words().verb_finder.every(text):
        if start > tried and start >= found[1]:  # of several that begin there the longest comes first
            tried = start
            if _is_verb(text, start, end):
                found = start, end
    return found


def _is_verb(text: str, start: int, end: int) -> bool:
    """A verb of the list counts where words break on both sides and no noun head follows at once."""
    rest = text[end:]
    if start and text[start:end] in words().nominal and not _acts(text[:start]):
        return text[:start] == "新" and len(rest) >= 2 and not rest.startswith(words().nominal_heads)
    if start and (end - start < 2 or rest in words().nominal_heads):
        return False
    if start and (rest[:1] in "的率额量数费力性型类区园化" or _inside_known_name(text, start, end)):
        return False
    if len(rest) < 2:
        return False
    if start == 0:
        if text.startswith("建成区") and not text.startswith(("建成区级", "建成区域", "建成区块")):
            return False
        if text in words().nominal_names:
            return False
        whole = rest.startswith(words().nominal_heads) or _RATE.fullmatch(rest) is not None
        if text[:end] in words().nominal and (whole or _longer_word(text, end)):
            return False
        return rest[:1] not in ("率", "额", "量", "性", "的", "和", "与", "及", "、") or rest.startswith(HARMONY())
    cuts = 0
    for token in segmented(text):
        if cuts == start:
            return text[start:end].startswith(token)
        cuts += len(token)
    return False


def _acts(who: str) -> bool:
    """Whether the words before a verb that is part of nouns as well name who does it: 景区全年共接待游客."""
    who = _ALL_YEAR.sub("", who)
    return who.endswith(_ACTORS()) or _PLACE.fullmatch(who) is not None


def _inside_known_name(text: str, start: int, end: int) -> bool:
    """Whether the verb is part of a name of the vocabulary: 限额以上单位通过公共网络实现零售额, 家庭医生签约服务."""
    if text[start:end] not in ("实现", "签约"):
        return False
    return any(m.start < start and end < m.end for m in lexicon().find("indicator", text))


def _longer_word(text: str, end: int) -> bool:
    """Whether the text begins with a word that the verb is only the front of (储备粮)."""
    return len(next(iter(segmented(text[: end + 4])), "")) > end


def right_noun(text: str) -> tuple[str, str]:
    """Noun and predicate after a number: 高职学校 and 入选国家“双高计划” of 7所高职学校入选国家“双高计划”."""
    text = text[: right_end(text)]
    if ("或" in text or "年" in text) and (other := _OTHER_NUMBER.search(text)):
        text = text[: other.start()]
    text = text.removeprefix("方面").lstrip("的")
    if text.endswith(("中", "中有")):
        text = _AMONG.sub("", text)
    if not text.startswith(WITH_WORDS()):
        text = text.lstrip("以")
    if text.startswith(("在", "对", "向")) and (of := text.find("的", 1)) > 0 and len(text) - of > 2:
        return text, ""  # 在全国有影响力的企业
    done = text.find("了")
    verb = words().verbs.before(text, done) if done > 2 else ""
    if verb and (done - len(verb) >= 2 or text[: done - len(verb)] in words().generic):
        return right_noun(text[: done - len(verb)])[0], text[done - len(verb) :]  # 6个维度设置了29项指标
    for start, end, _ in words().predicates.find(text):
        after = text[end : end + 1]
        if (
            (start >= 2 or text[:start] in words().generic)
            and _depth(text, start) == 0
            and after not in _NOUN_ENDS
            and not (text[end - 1] == "聚" and after in ("区", "带", "地", "园"))
            and text[start - 1 : end] not in NO_LINK()
            and not text.startswith("共同体", start)
            and breaks(text, start, end)
        ):
            noun = _without_work(text[:start])
            noun = noun.removesuffix("全") if text.startswith("覆盖", start) else noun  # 21个设区市全覆盖
            if noun in words().predicate:
                return (text, "") if noun == "稳定" else ("", text)  # 稳定脱贫, but 分别提高到
            if noun.endswith("新") and len(noun) > 1:
                return noun[:-1], "新" + text[start:]  # 5个县新获评文明县
            return noun, text[start:]
    return _without_work(text), ""


def _without_work(noun: str) -> str:
    """Without signs at the end and the word for what is done to projects."""
    noun = noun.rstrip(_SIGNS_AND_JOINS)
    return _BUILT.sub("", noun) if noun.endswith(("建设", "实施")) else noun


def _depth(text: str, end: int) -> int:
    """How many brackets and quotation marks are open there."""
    depth = 0
    for at in range(end):
        if text[at] in _BRACKETS:
            depth += 1 if text[at] in OPEN else -1
    return depth


def breaks(text: str, start: int, end: int) -> bool:
    """Whether a word begins at ``start`` that the predicate is the whole beginning of."""
    cuts = 0
    for token in segmented(text[: end + 6]):
        if cuts == start:
            return len(token) == 1 if end - start == 1 else len(token) >= 2 or token in ("在", "向", "获", "作")
        if cuts > start:
            return False
        cuts += len(token)
    return False


def chosen(text: str) -> str:
    """The predicate right after a count that says which of the things named before are meant: 在全国推广."""
    predicate = text[: right_end(text)].split("、", maxsplit=1)[0]
    return predicate if words().chosen.match(predicate) and "的" not in predicate and len(predicate) <= 16 else ""


def right_end(text: str) -> int:
    """Where the phrase after a number ends: at a sign outside brackets and quotation marks; 、 is inside lists."""
    depth = 0
    for found in _ENDS.finditer(text):
        sign = found.group()
        if sign in OPEN:
            depth += 1
        elif sign in CLOSE:
            depth -= 1
            if depth < 0:
                return found.start()
        elif depth == 0:
            return found.start()
    return len(text)


def is_relative(noun: str) -> bool:
    """Whether the phrase needs the noun of the clause before: 总量, 年产值, 增速."""
    return noun in words().relative


def amount_head(text: str) -> str:
    """The first of the heads of amounts that a text ends in, empty where it has none: 增加值 of 工业增加值."""
    heads = words().quantity_heads
    return next(head for head in heads if text.endswith(head)) if text.endswith(heads) else ""


def of_kind(left: Left) -> str:
    """The subject that tells of what kind the counted ones are: 城镇 of 城镇新增就业."""
    if not left.subject:
        return ""
    if _PER.match(left.subject) or (left.subject in _KINDS() and left.noun not in words().generic):
        return left.subject
    return ""


def name(left: Left) -> str:
    """The indicator: the noun, with the verb before it where it is too wide alone (签约项目, 带动就业)."""
    if not left.subject and not left.verb:
        return left.noun
    generic = left.noun in words().generic
    if kind := of_kind(left):
        return kind + left.noun
    if left.subject and (generic or is_relative(left.noun)):
        if left.subject.endswith(_NAMED_OWNERS()):
            return left.verb + left.noun if generic else left.noun
        plain = left.verb in _BROUGHT_ABOUT or (left.verb == "完成" and not left.noun.endswith("投资"))
        return after_examples(left.subject) + left.noun if plain else left.subject + left.verb + left.noun
    if left.verb.endswith(_EFFECTS()) or (left.verb.endswith("参加") and left.noun.endswith("人数")):
        return left.verb + left.noun
    if left.verb.endswith("治理"):
        area = "面积" if left.noun.endswith("面积") else ""
        return left.noun.removesuffix("面积") + left.verb.removeprefix("新") + area  # 治理水土流失面积
    if left.verb in ("新增", "置换") and _BONDS.match(left.noun):
        return left.verb + left.noun  # a kind of bonds, beside 再融资债券
    if left.noun not in words().generic:
        return left.noun
    if left.verb.startswith(("新增", "净增", "新建", "增设", "新设", "新改")):
        return left.noun  # the measure says so
    return left.verb.removeprefix("新") + left.noun


def after_examples(noun: str) -> str:
    """The counted noun after its examples: 医疗器械产业园等项目 → 项目; the noun itself where there are none."""
    found = EXAMPLES_END.search(noun) if "等" in noun else None
    rest = _FIELD().sub("", noun[found.end() :]) if found else ""
    return rest if len(rest) >= 2 else noun


@lru_cache(maxsize=8192)
def strip_verb(text: str) -> str:
    """Without a verb at the end: 安徽高等研究院实施 → 安徽高等研究院."""
    for start, end, _ in words().verb_finder.find(text) if words().verbs.before(text) else ():
        if end == len(text):
            return text[:start]
    return text


def owner(text: str) -> str | None:
    """The text if it can own a number: a park, a company, a line; anything else is no subject."""
    if len(text) < _SHORTEST_OWNER:
        return None
    text = strip_lead(text).strip("，、").removeprefix("在")
    if "、" in text and words().verbs.at(text, 0):
        return None  # 建设片区更新、社区
    return text if _SHORTEST_OWNER <= len(text) <= 30 and text.endswith(words().owners) else None


def split_owner(noun: str) -> tuple[str | None, str]:
    """A thing that owns a number and the indicator that follows its name: 云岭机场 and 旅客吞吐量."""
    if not _NAMED_OWNER().search(noun):
        return None, noun
    found = lexicon().find("indicator", noun)
    at = found[-1].start if found and found[-1].end == len(noun) else 0
    if at < 3 or not noun[:at].endswith(_NAMED_OWNERS()) or noun.startswith(_UNNAMED()):
        return None, noun
    return owner(noun[:at]), noun[at:]


def ends_in_verb(text: str) -> bool:
    """Whether the words before a number end in a verb that takes the number's noun as its object."""
    return strip_verb(text) != text
