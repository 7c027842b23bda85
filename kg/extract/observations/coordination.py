"""What nouns share: the parts of a list, a head that needs the noun before, a size or a denominator said once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from kg.extract.observations.cue_words import words
from kg.extract.observations.nouns import (
    CLOSE,
    EXAMPLES_END,
    OPEN,
    amount_head,
    is_relative,
    right_end,
    strip_verb,
    take_apart,
)
from kg.extract.observations.stripping import SIGNS, THRESHOLD_LEAD, strip_lead, strip_tail
from kg.language.lexicon import LEXICON, lexicon
from kg.language.segmentation import segmented
from kg.language.worded import listed, worded

_PAIRS = (("存款", "贷款"), ("进口", "出口"), ("出口", "进口"), ("存栏", "出栏"), ("出栏", "存栏"))  # 存款、贷款余额
_WHOLES = listed("cue", "shared-kind")
_SUM = re.compile(  # A、B两大产业产值
    "(?<=[\u4e00-\u9fff])等?[两二三四五六七八九十]+(?:大|个|类|大类)(?=[\u4e00-\u9fff]{3})"
)
_BUILDINGS = listed("cue", "building-kind")
_SHARES = listed("cue", "share-head")
OF_SHARE = re.compile("占(?:[^占]{1,24}比重|比)$")
_INSURED = listed("cue", "insured-risk")
_POLLUTION = listed("cue", "emission-head")
_PUPILS = listed("cue", "pupil")
_DEBT = ("余额", "限额")
_TIERS = listed("cue", "budget-tier")
_OF_RANK = re.compile("(?:世界|国家|自治区|省部?|市|州|县|区|[1-5]?A+|[一二三四五][星等]?|[甲乙丙])级")
_SIZE_HEAD = worded("{cue/size-head}")
_TRADE = listed("cue", "trade-head")
_GRANTED = ("授权", "授权量")
_SIDES = listed("cue", "account-side")
_DENOMINATOR = re.compile(
    "每[十百千万](?:名?(?:常住|老年|学龄)?人口?|名?老[年人]人?|户|名?劳动者|名?就业人员)(?:拥有)?"
)
_THRESHOLD = re.compile("(?P<what>[\u4e00-\u9fff]{2,8}?)(?:超过?|过|突破)(?=[\\d十百千])")
_SIZE = worded("[\u4e00-\u9fff]{0,4}{cue/size-measure}(?=[\\d十百千]+[百千万亿]*元)")
_SIZE_LEAD = re.compile("[\\d十百千]+[百千万亿]*元(?:以上|级)|[百千万亿]+元(?:以上|级)")
_CARRIERS = listed("cue", "carrier")
_POPULATIONS = listed("cue", "population-part")
_UNIT_HEADS = (
    ("张", "床位"),
    ("亩", "播种面积"),
    ("公顷", "播种面积"),
    ("亩", "种植面积"),
    ("公顷", "种植面积"),
    ("标箱", "吞吐量"),
    ("标准箱", "吞吐量"),
    ("TEU", "吞吐量"),
    ("吨", "吞吐量"),
    ("吨", "产量"),
    ("斤", "产量"),
)
_HEADED = tuple(counter for counter, _ in _UNIT_HEADS)
_WORKS = listed("cue", "works-end")
_RANKED = re.compile("(?:均|分别|双双)?(?:居|列|位居|位列|排名?)[^、]*$")
_STAGES = listed("cue", "stage-reached")
_COUNTERS = "个家户套项处座条所宗批"
_JOINS = re.compile("[、和与及]")
_SECTOR_SIGNS = ("三次", "第", "一", "二", "三")
_SECTORS = re.compile(r"(?:三次产业|第?(?P<which>[一二三][、和]?[二三](?:[、和]?三)?)(?:次)?产业?)")


def items(noun: str, loose: bool = False) -> Sequence[str]:
    """The coordinated parts of a noun phrase, each with its head; 和 and 与 part only where ``loose``."""
    if not loose and "、" not in noun:
        piece = noun.strip(SIGNS)
        return (piece,) if piece else ()
    return _items(noun, loose)


def may_list(noun: str) -> bool:
    """False where ``items`` finds one thing at most, however loosely it reads."""
    return bool(_JOINS.search(noun)) or noun.startswith(_SECTOR_SIGNS) or any(w in noun for w, _ in words().aggregates)


@lru_cache(maxsize=8192)
def _items(noun: str, loose: bool) -> Sequence[str]:
    if loose and noun.startswith(_SECTOR_SIGNS) and (sectors := _SECTORS.match(noun)):
        return [f"第{n}产业{noun[sectors.end() :]}" for n in re.findall("[一二三]", sectors.group("which") or "一二三")]
    if "、" in noun and _one_industry(noun):
        return [noun]
    pieces = [p for piece in _pieces(noun, "、和与及" if loose else "、") if (p := piece.strip(SIGNS))]
    if len(pieces) < 2:
        if not loose:
            return pieces
        for word, parts in words().aggregates:
            at = noun.find(word)
            if at == 0 or (at > 0 and word != "城乡"):
                return [noun[:at] + part + noun[at + len(word) :] for part in parts]
        return pieces
    last = _SUM.sub("", pieces[-1])
    for one, other in _PAIRS:
        if len(pieces) == 2 and pieces[0].endswith(one) and last.startswith(other):
            front, tail = pieces[0].removesuffix(one), last.removeprefix(other)
            return [front + one + tail, front + last]
    if "等" in last and (etc := EXAMPLES_END.search(last)):
        if last.endswith("指标"):
            return [*pieces[:-1], last[: etc.start()]]  # 营业收入、规模等指标均增长3倍
        head, last = last[etc.end() :], _after_examples(last) or last
        if head.endswith(_WHOLES()) and len(head) > 2:
            return [*(p if p.endswith(head) else p + head for p in pieces[:-1]), last]  # 甲、乙等产业集群
    narrow = amount_head(last)
    if narrow and any(last.startswith(p) and p.endswith("业") for p in pieces[:-1]):
        last_of = narrow  # 工业、制造业、工业技改投资
        whole = [p if p.endswith(last_of) else p + last_of for p in pieces[:-1]] + [last]
    else:
        whole = [_with_head(p, last) for p in pieces[:-1]] + [last]
    return [whole[0], *(_with_front(whole[0], p) for p in whole[1:])]


def _one_industry(noun: str) -> bool:
    """Whether all list signs stand inside the name of an industry: 电力、热力、燃气及水生产和供应业增加值."""
    found = lexicon().begins("industry", noun)
    return found is not None and "、" in noun[: found.end] and "、" not in noun[found.end :]


def _after_examples(last: str) -> str:
    """牛奶、饲草等产量: the last example keeps its name, and 产量 is the head of all."""
    return EXAMPLES_END.sub("", last, count=1)


def _pieces(noun: str, signs: str) -> list[str]:
    if not _JOINS.search(noun):
        return [noun]
    pieces, start, depth = [], 0, 0
    for i, c in enumerate(noun):
        if c in OPEN:
            depth += 1
        elif c in CLOSE:
            depth -= 1
        elif depth == 0 and c in signs:
            if c in "和与及" and not _stands_alone(noun, i):
                continue
            pieces.append(noun[start:i].rstrip("以"))
            start = i + 1
    return [*pieces, noun[start:]]


def _stands_alone(text: str, at: int) -> bool:
    cuts = 0
    for token in segmented(text):
        if cuts <= at < cuts + len(token):
            return token in ("和", "与", "及", "以及")
        cuts += len(token)
    return False


def _with_front(first: str, piece: str) -> str:
    """增速 of 投资总量、增速, 利润 of 国有企业营业收入、利润: with the noun of the first part."""
    if piece in words().quantity_heads and first.endswith(words().quantity_heads):
        return compose(first, piece)
    if piece == "支出" and first.endswith("收入"):
        return compose(first, piece)  # 财政收入、支出
    alone = first in words().bare_heads or first in words().verbs
    rates = piece in words().rates and first.endswith(words().rates) and first not in words().rates
    return compose(first, piece) if (piece in words().bare_heads and not alone) or rates else piece


def _with_head(piece: str, last: str) -> str:
    """城镇 of 城镇、农村居民人均可支配收入: with the tail that the last part has and it lacks."""
    if last.endswith("投资") and _is_long(piece):
        return piece + "投资"  # 高速公路、水利投资
    if (at := last.find("保险")) > 0 and piece.endswith(_INSURED()):
        return piece + last[at:]  # 基本养老、基本医疗保险参保人数
    if last.endswith(_POLLUTION()) and piece.endswith(lexicon().words("cue", "pollutant")):
        return piece + next(head for head in _POLLUTION() if last.endswith(head))  # 化学需氧量、氨氮排放总量
    if _complete(piece) or (piece.endswith(_WHOLES()) and last.endswith(_WHOLES())):
        return piece
    tail = _tail(piece, last)
    return piece if piece.endswith(tail) else piece + tail


def _is_long(piece: str) -> bool:
    """Whether a name of the vocabulary has a length, not a sum: 高速公路."""
    concept = lexicon().by_label("indicator", piece)
    return concept is not None and concept.properties.get(LEXICON + "dimension", ("",))[0] == "length"


def _complete(piece: str) -> bool:
    return piece.endswith(words().heads) or lexicon().by_label("indicator", piece) is not None


def _tail(piece: str, last: str) -> str:
    """As many words are cut from the front of the last part as the piece has."""
    if last[0] == piece[0] and len(last) > len(piece) + 1 and _breaks_at(last, len(piece)):
        return last[len(piece) :]
    for word in words().owners if piece.endswith(words().owners) else ():  # 高新区、经开区工业产值
        if piece.endswith(word) and (at := last.find(word)) > 0:
            return last[at + len(word) :]
    if last[:2] == piece[:2]:
        return ""  # 海洋电力、海洋旅游: both are whole
    for start in range(1, len(last)):
        if lexicon().by_label("indicator", piece + last[start:]) is not None:
            return last[start:]
    for word in words().quantity_heads if len(piece) > 2 and last.endswith(words().quantity_heads) else ():
        if last.endswith(word) and len(last) - len(word) > 2:
            return word  # 锂电池、光伏组件产量: both are things
    tokens = segmented(last)
    cut = len(segmented(piece))
    for word in words().heads if last.endswith(words().heads) else ():
        if last.endswith(word):
            floor = next((i for i in range(len(tokens)) if "".join(tokens[i:]).startswith(word)), len(tokens) - 1)
            cut = min(cut, max(floor, 1))
            break
    if len(tokens) > 1:
        return "".join(tokens[min(cut, len(tokens) - 1) :])
    return last[len(piece) :] if len(last) > len(piece) else ""


def _breaks_at(text: str, at: int) -> bool:
    """Whether a word ends there: not inside 水产品."""
    cuts = 0
    for token in segmented(text):
        cuts += len(token)
        if cuts >= at:
            break
    return cuts == at


def compose(topic: str, noun: str) -> str:
    """A relative head with the noun before it: 一般公共预算收入 + 总量; 增速 takes the place of a 总量 before."""
    if not noun or topic.endswith(noun):
        return topic
    topic = _before_head(topic, noun)
    if noun.startswith("总") and len(noun) > 2 and topic.endswith(noun[1:]):
        return topic[: 1 - len(noun)] + noun  # 运营里程 and 总里程
    if noun in _GRANTED and "申请" in topic:
        return topic.replace("申请", noun[:2])  # 专利申请1200件，授权860件
    if noun in _DEBT and topic.endswith(_DEBT):
        return topic[:-2] + noun  # 债务限额612亿元，余额586亿元
    if noun == "支出" and topic.endswith("收入"):
        return topic.removesuffix("收入") + noun
    if noun in ("占比", "比重") and topic.endswith(("占比", "比重")):
        return topic
    if len(noun) > 2 and noun.endswith("占比") and (head := quantity_head(topic)):
        return topic.removesuffix(head) + noun  # 清洁能源装机占比54%、发电量占比51%
    if noun in _SIDES() and topic.endswith(_SIDES()):
        return topic[:-2] + noun  # 基金收入 and 支出
    if noun in words().bare_heads:
        for head in words().bare_heads:
            if topic.endswith(head) and len(topic) > len(head) + 1:
                return topic[: -len(head)] + noun
    if noun.endswith((*words().quantity_heads, "率")):
        rates = words().rates if noun.endswith("率") else ()
        for head in (*words().quantity_heads, *rates):
            if topic.endswith(head):
                return topic[: -len(head)] + noun  # 存款余额 and 贷款余额
    shared = next((n for n in range(min(len(noun), 4), 1, -1) if topic.endswith(noun[:n])), 0)
    return topic + noun[shared:]  # 到位资金 and 资金到位率


def _before_head(topic: str, noun: str) -> str:
    """What a head is of: 新能源装机 of 新能源装机占比63%、规模翻番, 小学 of 小学招生2.1万人，在校生12万人."""
    if noun in _PUPILS() and topic.endswith(_PUPILS()):
        return next((topic.removesuffix(w) for w in _PUPILS() if topic.endswith(w)), topic)
    if noun.endswith("率") and (at := topic.find(noun[:-1])) > 0 and _SIZE_HEAD().fullmatch(topic, at + len(noun) - 1):
        return topic[:at]  # 空气质量优良天数 and 优良率
    return topic if noun in _SHARES() else OF_SHARE.sub("", topic) or topic


def with_threshold(before: str, noun: str) -> str:
    """超百亿元企业 after 产值超10亿元企业, 超50亿元的 after 产值超10亿元的镇: the same things, larger."""
    if _SIZE_LEAD.match(noun) and (sized := _SIZE().match(before)):
        return sized.group() + noun
    shared = _THRESHOLD.match(before) if THRESHOLD_LEAD.match(noun) else None
    if shared is None:
        return noun
    return shared["what"] + noun + (before[before.rfind("的") + 1 :] if noun.endswith("的") else "")


def with_denominator(before: str, noun: str) -> str:
    """床位数 after 每千人口医师数: per thousand as well."""
    shared = _DENOMINATOR.match(before)
    return shared.group() + noun if shared and not noun.startswith(("每", "人均", "户均")) else noun


def of_rank(before: str, noun: str) -> str:
    """省级非物质文化遗产 after 国家级非物质文化遗产6项、省级42项."""
    if not noun.endswith("级") or not _OF_RANK.fullmatch(noun):
        return noun
    ranked = _OF_RANK.match(before)
    return noun + (re.sub("^及?以上", "", before[ranked.end() :]) if ranked else counted(before))


def of_sector(whole: str, noun: str) -> str:
    """制造业增加值 of 工业增加值增长8%，其中制造业增长9%: a branch has the head of the whole."""
    if whole.endswith(("收入", "支出")) and noun in _TIERS():
        tier = next((t for t in _TIERS() if whole.startswith(t)), "")
        return noun + whole.removeprefix(tier)  # 支出468亿元，其中市本级126亿元、县区342亿元
    if noun in _BUILDINGS():
        return noun + amount_head(whole)
    if not noun.endswith("业") or noun.endswith(("企业", "就业", "创业", "行业", "毕业")):
        return noun
    if whole.endswith("生产总值"):
        return noun + "增加值"
    return noun + amount_head(whole)


def of_unit(whole: str, noun: str, unit: str) -> str:
    """医院床位 of 床位960张，其中医院856张: the head of the whole that the unit counts, where a part is short of it."""
    if whole.endswith("人口") and noun in _POPULATIONS():
        return noun + "人口"
    if whole.endswith("业务总量") and noun in _CARRIERS():
        return noun + "业务总量"
    for counter, head in _UNIT_HEADS if unit.endswith(_HEADED) else ():
        if unit.endswith(counter) and head in whole and not noun.endswith((head, *words().heads)):
            return noun + head
    return noun


def of_part(whole: str, part: str) -> str:
    """财产险保费收入 of 保费收入148亿元，其中财产险57亿元: a part that has neither head nor name of its own."""
    if part.endswith(words().heads) or part in words().generic:
        return part
    head = next((head for head in _TRADE() if whole.endswith(head)), "") or quantity_head(whole)
    return part + head.replace("零售总额", "零售额").removesuffix("总值").removesuffix("总额")


def quantity_head(whole: str) -> str:
    """The head of an amount that a name ends in: 增加值 of 规模以上工业增加值; empty where it has none."""
    return next((head for head in (*words().quantity_heads, "收入", "支出") if whole.endswith(head)), "")


def with_quantity_head(name: str, head: str) -> str:
    """国有企业增加值 where a sentence breaks 工业增加值 down by kinds that it names alone: 国有企业增长2%."""
    kind = name.endswith(("业", "类", "单位", "经济", "投资", "部门")) and not name.endswith(("就业", "创业"))
    return name + head if kind and head and not name.endswith(head) else name


def stage_of(noun: str, unit: str) -> str:
    """A stage that says which of the things named before are counted: 竣工 of 新开工项目68个，竣工31个."""
    return noun if noun in _STAGES() and unit[-1:] in _COUNTERS else ""


def counted(name: str) -> str:
    """The things of a name without what was done to them: 亿元以上项目 of 亿元以上项目新开工."""
    bare = strip_verb(take_apart(name).noun or name)
    return bare or name


def done_before(clause: str) -> str:
    """What a clause without a number says is done: 流域综合治理 of 实施流域综合治理，完成投资6亿元."""
    left = take_apart(strip_tail(clause))
    alone = left.verb and not left.subject and not re.search(r"[\d、]", clause)
    return left.noun if alone and len(left.noun) <= 16 and left.noun.endswith(_WORKS()) else ""


def before_next(text: str) -> str:
    """The words after a number without the last item of their list, which belongs to the number that follows."""
    end = right_end(text)
    if end < len(text):
        return text
    pieces = _pieces(text, "、")
    last = strip_tail(_RANKED.sub("", strip_lead(pieces[-1])))
    return text[: text.rfind("、")] if len(pieces) > 1 and (is_relative(last) or last.endswith(words().heads)) else text
