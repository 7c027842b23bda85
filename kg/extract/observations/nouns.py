"""The noun phrase that a number is about: to its left, to its right, coordinated, or left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kg.language.lexicon import Lexicon, lexicon
from kg.language.segmentation import segmented

_SIGNS = "，；。：！？、"
_LONGEST_NAME = 24  # characters of a text in which a name of the vocabulary that begins it is looked for
_OPEN, _CLOSE = "（“《‘", "）”》’"


_DATED = re.compile(
    r"(?:(?:提升|提高|增加|增长|上升|扩大|下降|降低|减少)?(?:到|至)|从|由)?(?:(?:19|20)\d\d年(?:底|末|初)?|“十[一二三四五]五”(?:期?末|时期)?)的?$"
)
_DATED_LEAD = re.compile(
    r"^(?:(?:1[0-2]|[1-9])月(?:底|末|份|初)?前?，?|[上下]半年，?|前?[一二三四]季度，?|1[—\-－~～至]{1,2}(?:1[0-2]|[2-9])月份?，?|(?:去年|上年)(?!同期|度|末|底)|"
    r"今年(?:以来|底前?|内)?，?|年内|年底前?|(?:19|20)\d\d年?(?:[～~—\-至到]+(?:(?:19|20)\d\d年?)?)?(?:底|末|度)?，?|“?十[一二三四五六]?五”?(?:时期|期间|以来)?，?(?=[\u4e00-\u9fff]))"
)
_ITEM = re.compile("^[一二三四五六七八九十]{1,3}是")  # 一是, 十二是
_EACH_TAIL = re.compile(
    "(?<=[\u4e00-\u9fff]{4})每[十百千万]人口?$|每(?:[人月年户餐天日亩吨次生]|学期|学年|千瓦时){1,2}$"
)
_STREAK_TAIL = re.compile(r"连续(?:\d+|[一二三四五六七八九十]+|多)年$")
_STREAK = re.compile(r"^(?:并|已)?连续(?:\d+|[一二三四五六七八九十]+|多)年(?:在|居|位居)?")


_EXAMPLES_END = re.compile("(?<![高中初同平优劣均相对])等(?![级次效待同于额值价])")  # not in 高等学校, 中等职业学校
_PAIRS = (("存款", "贷款"), ("进口", "出口"), ("出口", "进口"), ("存栏", "出栏"), ("出栏", "存栏"))  # 存款、贷款余额
_SUM = re.compile(  # A、B两大产业产值
    "(?<=[\u4e00-\u9fff])等?[两二三四五六七八九十]+(?:大|个|类|大类)(?=[\u4e00-\u9fff]{3})"
)
_FIELD = re.compile(r"^(?:重点|优势|新兴|特色)?(?:领域|行业|方面)的?(?=[\u4e00-\u9fff]{2})")  # 芯片、软件等领域企业
WITH_WORDS = ("以旧换新", "以工代赈", "以奖代补", "以租换购")
_NAMED_OWNERS = (
    "机场",
    "港",
    "集团",
    "公司",
    "产业园",
    "开发区",
    "高新区",
    "经开区",
    "街道",
    "镇",
    "乡",
    "口岸",
    "码头",
    "医院",
    "大学",
)
_UNNAMED = ("自由", "各", "城", "乡", "外", "进", "出", "离", "中心", "重点")  # no name begins so: 自由贸易港, 各乡镇
_SIDES = ("收入", "支出", "当年收支结余", "收支结余", "当年结余", "年末滚存结余", "滚存结余", "累计结余", "调出")
_PER = re.compile("每[十百千万][\u4e00-\u9fff]{1,8}$")  # 每千人口拥有执业医师
_DENOMINATOR = re.compile(
    "每[十百千万](?:名?(?:常住|老年|学龄)?人口?|名?老[年人]人?|户|名?劳动者|名?就业人员)(?:拥有)?"
)
_THRESHOLD = re.compile("(?P<what>[\u4e00-\u9fff]{2,8}?)(?:超过?|过|突破)(?=[\\d十百千])")
_SIZE = re.compile("[\u4e00-\u9fff]{0,4}(?:投资|产值|收入|营收|税收|面积|规模|纳税)(?=[\\d十百千]+[百千万亿]*元)")
_SIZE_LEAD = re.compile("[\\d十百千]+[百千万亿]*元(?:以上|级)|[百千万亿]+元(?:以上|级)")
_THRESHOLD_LEAD = re.compile("(?:超过?|过|突破)[\\d十百千]")
_EFFECTS = ("带动", "拉动", "撬动", "惠及")  # part of the name: 带动就业 is not all 就业
_WORKS = ("工程", "项目", "治理", "改造", "修复", "保护")
_STAGES = ("开工", "竣工", "投产", "投用", "交付", "落地", "签约", "开业", "建成", "入库")
_COUNTERS = "个家户套项处座条所宗批"
_KINDS = ("城镇", "农村", "城乡", "高校毕业生", "困难人员", "脱贫人口", "失业人员")  # 城镇新增就业
_NOUN_ENDS = ("率", "额", "量", "度", "峰", "标")  # 覆盖率, 达峰: what looks like a predicate is inside a noun
_SECTORS = re.compile(r"(?:三次产业|第?(?P<which>[一二三][、和]?[二三](?:[、和]?三)?)(?:次)?产业?)")


@dataclass(frozen=True, slots=True)
class Words:
    """The compiled cue words."""

    tail: re.Pattern[str]
    lead: re.Pattern[str]
    adverb: re.Pattern[str]
    adverbs: frozenset[str]
    verb: re.Pattern[str]
    predicate: re.Pattern[str]
    noise: re.Pattern[str]
    relative: tuple[str, ...]
    generic: frozenset[str]
    heads: tuple[str, ...]
    owners: tuple[str, ...]
    nominal: frozenset[str]
    bare_heads: tuple[str, ...]
    quantity_heads: tuple[str, ...]
    rates: tuple[str, ...]
    nominal_heads: tuple[str, ...]
    selecting: re.Pattern[str]
    chosen: re.Pattern[str]
    spending: re.Pattern[str]
    aggregates: tuple[tuple[str, tuple[str, ...]], ...]


def _any(lex: Lexicon, *concepts: str, prefix: str = "", suffix: str = "") -> re.Pattern[str]:
    words = sorted({w for c in concepts for w in lex.words("cue", c)}, key=lambda w: (-len(w), w))
    return re.compile(prefix + "(?:" + "|".join(map(re.escape, words)) + ")" + suffix)


@cache
def words() -> Words:
    """The cue words of ``ontology/cues.ttl``, compiled once."""
    lex = lexicon()
    aggregate = lex.by_iri("https://w3id.org/govreport/cue/aggregate").properties
    pairs = aggregate["http://www.w3.org/2004/02/skos/core#example"]
    return Words(
        tail=_any(lex, "np-tail", "bound-approx", "bound-gt", "bound-ge", "bound-lt", "bound-le", suffix="$"),
        lead=_any(lex, "np-lead"),
        adverb=_any(lex, "np-adverb", suffix=_any(lex, "np-verb", prefix="(?=", suffix=")").pattern),
        adverbs=frozenset(lex.words("cue", "np-adverb")),
        verb=_any(lex, "np-verb"),
        predicate=_any(lex, "predicate"),
        noise=_any(lex, "right-noise", suffix="$"),
        relative=lex.words("cue", "relative-head"),
        generic=frozenset(lex.words("cue", "generic-noun")),
        heads=lex.words("cue", "indicator-head"),
        owners=lex.words("cue", "subject-head"),
        nominal=frozenset(lex.words("cue", "nominal-verb")),
        bare_heads=lex.words("cue", "bare-head"),
        quantity_heads=lex.words("cue", "quantity-head"),
        rates=tuple(w for w in lex.words("cue", "relative-head") if w.endswith("率")),
        nominal_heads=lex.words("cue", "nominal-head"),
        selecting=_any(lex, "selecting"),
        chosen=_any(lex, "chosen"),
        spending=_any(lex, "spending"),
        aggregates=tuple((p.split("=")[0], tuple(p.split("=")[1].split("|"))) for p in pairs),
    )


def strip_tail(text: str) -> str:
    """Without the links that stand between a noun and its number: 达到, 为, 累计, 分别."""
    while text:
        text = _EACH_TAIL.sub("", _STREAK_TAIL.sub("", _DATED.sub("", text.rstrip(_SIGNS + " "))))
        found = words().tail.search(text)
        if found is None or (found.start() == 0 and len(text) > 4):
            return text
        if found.group().endswith("约") and text[: found.end() - 1].endswith(("签", "节", "公", "履")):
            return text
        if len(found.group()) == 1 and text[: found.start()].endswith(
            ("高", "平均", "占", "人", "净", "总", "月", "常")
        ):
            return text
        if found.group() in ("总计", "合计") and text[: found.start()] in ("收入", "支出"):
            return text  # 收入总计 is an account of the budget
        text = text[: found.start()]
    return text


def strip_lead(text: str) -> str:
    """Without the words before the noun that are no part of it: 全省, 预计, 其中, 首次."""
    while text:
        text = text.lstrip(_SIGNS + ")）”》 ")
        text = _STREAK.sub("", _DATED_LEAD.sub("", _ITEM.sub("", text)))
        adverb = words().adverb.match(text)
        found = adverb or words().lead.match(text)
        if found is None or len(text) - found.end() < 2 or _inside_word(text, found.end()):
            return text
        if adverb is None and (_begins_known_name(text, found.end()) or _THRESHOLD_LEAD.match(text)):
            return text
        text = text[found.end() :]
    return text


def _begins_known_name(text: str, end: int) -> bool:
    """Whether the cue is the front of a name of the vocabulary: 有效 of 有效灌溉面积."""
    if end <= 1:
        return False
    found = lexicon().find("indicator", text[:_LONGEST_NAME])
    return bool(found) and found[0].start == 0 and found[0].end > end


def _inside_word(text: str, end: int) -> bool:
    """Whether a one-character cue is only the beginning of a longer word (为 of 为民, 重点 stays)."""
    if text.startswith(("高质量发展", "共有产权")):
        return True
    if end > 1:
        return False
    first = next(iter(segmented(text[:8])), "")
    return len(first) > end


@dataclass(frozen=True, slots=True)
class Left:
    """What stands left of a number, taken apart: ``subject`` ``verb`` ``noun``; any may be empty.

    ``whole`` is the text from the subject to the noun as it stands.
    """

    subject: str
    verb: str
    noun: str
    whole: str


def take_apart(text: str) -> Left:
    """Subject, verb and noun of the words before a number, whose links are already gone."""
    text = strip_lead(text)
    if words().lead.fullmatch(text) or text in words().adverbs:
        return Left("", "", "", "")
    verb_found = None
    position = 0
    while found := words().verb.search(text, position):
        if _is_verb(text, found.start(), found.end()):
            verb_found = found
        position = max(found.start() + 1, verb_found.end() if verb_found is not None else 0)
    if verb_found is None:
        return Left("", "", text, text)
    noun = strip_lead(text[verb_found.end() :])
    if verb_found.start() == 0:
        inner = take_apart(noun) if noun else Left("", "", "", "")
        return Left("", verb_found.group() + inner.verb, inner.noun or noun, inner.whole or noun)
    return Left(strip_tail(strip_lead(text[: verb_found.start()])), verb_found.group(), noun, text)


def _is_verb(text: str, start: int, end: int) -> bool:
    """A verb of the list counts where words break on both sides and no noun head follows at once."""
    rest = text[end:]
    if start and text[start:end] in words().nominal and not text[:start].endswith(words().owners):
        return text[:start] == "新" and len(rest) >= 2 and not rest.startswith(words().nominal_heads)
    if start and (end - start < 2 or rest in words().nominal_heads):
        return False
    if start and rest[:1] in "的率额量数费力性型类区园化":
        return False
    if len(rest) < 2:
        return False
    if start == 0:
        if text.startswith("建成区") and not text.startswith(("建成区级", "建成区域", "建成区块")):
            return False
        if text[:end] in words().nominal and (rest.startswith(words().nominal_heads) or _longer_word(text, end)):
            return False
        return rest[:1] not in ("率", "额", "量", "性", "的", "和", "与", "及", "、")
    cuts = 0
    for token in segmented(text):
        if cuts == start:
            return text[start:end].startswith(token)
        cuts += len(token)
    return False


def _longer_word(text: str, end: int) -> bool:
    """Whether the text begins with a word that the verb is only the front of (储备粮)."""
    return len(next(iter(segmented(text[: end + 4])), "")) > end


def right_noun(text: str) -> tuple[str, str]:
    """Noun and predicate after a number: 高职学校 and 入选国家“双高计划” of 7所高职学校入选国家“双高计划”."""
    text = re.split(r"(?=(?:19|20)\d\d年)|或(?=\d)", text[: right_end(text)])[0].lstrip("的")
    if not text.startswith(WITH_WORDS):
        text = text.lstrip("以")
    if text.startswith(("在", "对", "向")) and (of := text.find("的", 1)) > 0 and len(text) - of > 2:
        return text, ""  # 在全国有影响力的企业
    for found in words().predicate.finditer(text):
        depth = sum(text.count(c, 0, found.start()) for c in _OPEN) - sum(
            text.count(c, 0, found.start()) for c in _CLOSE
        )
        counted = found.start() >= 2 or text[: found.start()] in words().generic
        if (
            counted
            and depth == 0
            and text[found.end() : found.end() + 1] not in _NOUN_ENDS
            and _breaks(text, found.start(), found.end())
        ):
            noun = text[: found.start()].rstrip(_SIGNS + "和与及")
            if words().predicate.fullmatch(noun):
                return (text, "") if noun == "稳定" else ("", text)  # 稳定脱贫, but 分别提高到
            return noun, text[found.start() :]
    return text.rstrip(_SIGNS + "和与及"), ""


def _breaks_at(text: str, at: int) -> bool:
    """Whether a word ends there: not inside 水产品."""
    cuts = 0
    for token in segmented(text):
        cuts += len(token)
        if cuts >= at:
            break
    return cuts == at


def _breaks(text: str, start: int, end: int) -> bool:
    """Whether a word begins at ``start`` that the predicate is the whole beginning of."""
    cuts = 0
    for token in segmented(text[: end + 6]):
        if cuts == start:
            return len(token) == 1 if end - start == 1 else len(token) >= 2 or token in "在向获"
        if cuts > start:
            return False
        cuts += len(token)
    return False


def chosen(text: str) -> str:
    """The predicate right after a count that says which of the things named before are meant: 在全国推广."""
    predicate = text[: right_end(text)].split("、", maxsplit=1)[0]
    return predicate if words().chosen.match(predicate) and "的" not in predicate and len(predicate) <= 16 else ""


def before_next(text: str) -> str:
    """The words after a number without the last item of their list, which belongs to the number that follows."""
    end = right_end(text)
    if end < len(text):
        return text
    pieces = _pieces(text, "、")
    last = strip_tail(strip_lead(pieces[-1]))
    return text[: text.rfind("、")] if len(pieces) > 1 and (is_relative(last) or last.endswith(words().heads)) else text


def right_end(text: str) -> int:
    """Where the phrase after a number ends: at a sign outside brackets and quotation marks; 、 is inside lists."""
    depth = 0
    for i, c in enumerate(text):
        if c in _OPEN:
            depth += 1
        elif c in _CLOSE:
            depth -= 1
            if depth < 0:
                return i
        elif depth == 0 and c in "，；。：！？":
            return i
    return len(text)


def items(noun: str, loose: bool = False) -> list[str]:
    """The coordinated parts of a noun phrase, each with its head; 和 and 与 part only where ``loose``."""
    if loose and (sectors := _SECTORS.match(noun)):
        return [f"第{n}产业{noun[sectors.end() :]}" for n in re.findall("[一二三]", sectors.group("which") or "一二三")]
    if "、" in noun and _one_industry(noun):
        return [noun]
    pieces = _pieces(noun, "、和与及" if loose else "、")
    pieces = [p for p in (piece.strip(_SIGNS) for piece in pieces) if p]
    if len(pieces) < 2:
        for word, parts in words().aggregates:
            if loose and noun.startswith(word):
                return [part + noun[len(word) :] for part in parts]
            at = noun.find(word)
            if loose and at > 0 and word != "城乡":
                return [noun[:at] + part + noun[at + len(word) :] for part in parts]
        return pieces
    last = _SUM.sub("", pieces[-1])
    for one, other in _PAIRS:
        if len(pieces) == 2 and pieces[0].endswith(one) and last.startswith(other):
            front, tail = pieces[0].removesuffix(one), last.removeprefix(other)
            return [front + one + tail, front + last]
    if _EXAMPLES_END.search(last):
        last = _after_examples(last)
    whole = [_with_head(p, last) for p in pieces[:-1]] + [last]
    return [whole[0], *(_with_front(whole[0], p) for p in whole[1:])]


def _one_industry(noun: str) -> bool:
    """Whether all list signs stand inside the name of an industry: 电力、热力、燃气及水生产和供应业增加值."""
    return any(
        m.start == 0 and "、" in noun[: m.end] and "、" not in noun[m.end :] for m in lexicon().find("industry", noun)
    )


def _after_examples(last: str) -> str:
    """牛奶、饲草等产量: the last example keeps its name, and 产量 is the head of all."""
    return _EXAMPLES_END.sub("", last, count=1)


def _pieces(noun: str, signs: str) -> list[str]:
    pieces, start, depth = [], 0, 0
    for i, c in enumerate(noun):
        if c in _OPEN:
            depth += 1
        elif c in _CLOSE:
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
    alone = first in words().bare_heads or words().verb.fullmatch(first)
    return compose(first, piece) if piece in words().bare_heads and not alone else piece


def _with_head(piece: str, last: str) -> str:
    """城镇 of 城镇、农村居民人均可支配收入: with the tail that the last part has and it lacks."""
    if _complete(piece):
        return piece
    tail = _tail(piece, last)
    return piece if piece.endswith(tail) else piece + tail


def _complete(piece: str) -> bool:
    return piece.endswith(words().heads) or lexicon().by_label("indicator", piece) is not None


def _tail(piece: str, last: str) -> str:
    """As many words are cut from the front of the last part as the piece has."""
    if last[0] == piece[0] and len(last) > len(piece) + 1 and _breaks_at(last, len(piece)):
        return last[len(piece) :]
    for word in words().owners:  # 高新区、经开区工业产值
        if piece.endswith(word) and (at := last.find(word)) > 0:
            return last[at + len(word) :]
    if last[:2] == piece[:2]:
        return ""  # 海洋电力、海洋旅游: both are whole
    for start in range(1, len(last)):
        if lexicon().by_label("indicator", piece + last[start:]) is not None:
            return last[start:]
    for word in words().quantity_heads:
        if last.endswith(word) and len(piece) > 2 and len(last) - len(word) > 2:
            return word  # 锂电池、光伏组件产量: both are things
    tokens = segmented(last)
    cut = len(segmented(piece))
    for word in words().heads:
        if last.endswith(word):
            floor = next((i for i in range(len(tokens)) if "".join(tokens[i:]).startswith(word)), len(tokens) - 1)
            cut = min(cut, max(floor, 1))
            break
    if len(tokens) > 1:
        return "".join(tokens[min(cut, len(tokens) - 1) :])
    return last[len(piece) :] if len(last) > len(piece) else ""


def compose(topic: str, noun: str) -> str:
    """A relative head with the noun before it: 一般公共预算收入 + 总量; 增速 takes the place of a 总量 before."""
    if not noun or topic.endswith(noun):
        return topic
    if noun.startswith("总") and len(noun) > 2 and topic.endswith(noun[1:]):
        return topic[: 1 - len(noun)] + noun  # 运营里程 and 总里程
    if noun == "支出" and topic.endswith("收入"):
        return topic.removesuffix("收入") + noun
    if noun in ("占比", "比重") and topic.endswith(("占比", "比重")):
        return topic
    if noun in _SIDES and topic.endswith(_SIDES):
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


def is_relative(noun: str) -> bool:
    """Whether the phrase needs the noun of the clause before: 总量, 年产值, 增速."""
    return noun in words().relative


def with_threshold(before: str, noun: str) -> str:
    """超百亿元企业 after 产值超10亿元企业, 超50亿元的 after 产值超10亿元的镇: the same things, larger."""
    if (sized := _SIZE.match(before)) and _SIZE_LEAD.match(noun):
        return sized.group() + noun
    shared = _THRESHOLD.match(before)
    if shared is None or not _THRESHOLD_LEAD.match(noun):
        return noun
    return shared["what"] + noun + (before[before.rfind("的") + 1 :] if noun.endswith("的") else "")


def of_sector(whole: str, noun: str) -> str:
    """制造业增加值 of 工业增加值增长8%，其中制造业增长9%: a branch has the head of the whole."""
    if not noun.endswith("业") or noun.endswith(("企业", "就业", "创业", "行业", "毕业")):
        return noun
    if whole.endswith("生产总值"):
        return noun + "增加值"
    return noun + next((head for head in words().quantity_heads if whole.endswith(head)), "")


def done_before(clause: str) -> str:
    """What a clause without a number says is done: 流域综合治理 of 实施流域综合治理，完成投资6亿元."""
    left = take_apart(strip_tail(clause))
    alone = left.verb and not left.subject and not re.search(r"[\d、]", clause)
    return left.noun if alone and len(left.noun) <= 16 and left.noun.endswith(_WORKS) else ""


def stage_of(noun: str, unit: str) -> str:
    """A stage that says which of the things named before are counted: 竣工 of 新开工项目68个，竣工31个."""
    return noun if noun in _STAGES and unit[-1:] in _COUNTERS else ""


def counted(name: str) -> str:
    """The things of a name without what was done to them: 亿元以上项目 of 亿元以上项目新开工."""
    bare = strip_verb(take_apart(name).noun or name)
    return bare or name


def with_denominator(before: str, noun: str) -> str:
    """床位数 after 每千人口医师数: per thousand as well."""
    shared = _DENOMINATOR.match(before)
    return shared.group() + noun if shared and not noun.startswith(("每", "人均", "户均")) else noun


def of_kind(left: Left) -> str:
    """The subject that tells of what kind the counted ones are: 城镇 of 城镇新增就业."""
    if _PER.match(left.subject) or (left.subject in _KINDS and left.noun not in words().generic):
        return left.subject
    return ""


def name(left: Left) -> str:
    """The indicator: the noun, with the verb before it where it is too wide alone (签约项目, 带动就业)."""
    generic = left.noun in words().generic
    if kind := of_kind(left):
        return kind + left.noun
    if left.subject and (generic or is_relative(left.noun)):
        if left.subject.endswith(_NAMED_OWNERS):
            return left.verb + left.noun if generic else left.noun
        return left.whole
    if left.verb.endswith(_EFFECTS):
        return left.verb + left.noun
    if left.noun not in words().generic:
        return left.noun
    if left.verb.startswith(("新增", "净增", "新建", "增设", "新设", "新改")):
        return left.noun  # the measure says so
    return left.verb.removeprefix("新") + left.noun


def after_examples(noun: str) -> str:
    """The counted noun after its examples: 医疗器械产业园等项目 → 项目; the noun itself where there are none."""
    found = _EXAMPLES_END.search(noun)
    rest = _FIELD.sub("", noun[found.end() :]) if found else ""
    return rest if len(rest) >= 2 else noun


def strip_verb(text: str) -> str:
    """Without a verb at the end: 安徽高等研究院实施 → 安徽高等研究院."""
    for found in words().verb.finditer(text):
        if found.end() == len(text):
            return text[: found.start()]
    return text


def owner(text: str) -> str | None:
    """The text if it can own a number: a park, a company, a line; anything else is no subject."""
    text = strip_lead(text).strip("，、").removeprefix("在")
    return text if 3 <= len(text) <= 30 and text.endswith(words().owners) else None


def split_owner(noun: str) -> tuple[str | None, str]:
    """A thing that owns a number and the indicator that follows its name: 云岭机场 and 旅客吞吐量."""
    found = lexicon().find("indicator", noun)
    at = found[-1].start if found and found[-1].end == len(noun) else 0
    if at < 3 or not noun[:at].endswith(_NAMED_OWNERS) or noun.startswith(_UNNAMED):
        return None, noun
    return owner(noun[:at]), noun[at:]


def ends_in_verb(text: str) -> bool:
    """Whether the words before a number end in a verb that takes the number's noun as its object."""
    found = None
    for candidate in words().verb.finditer(text):
        if candidate.end() == len(text):
            found = candidate
    return found is not None


def candidates(noun: str) -> Sequence[str]:
    """The forms of a noun in which the vocabulary may know it, best first."""
    bare = re.sub(r"（[^（）]*）", "", noun)
    forms = [noun, bare, bare.replace("规上", "规模以上"), bare.replace("常住", "")]
    for head in ("总量", "总数", "数量", "总额", "规模", "增速", "增幅", "平均", "全年"):
        if bare.endswith(head) and len(bare) > len(head) + 1:
            forms.append(bare[: -len(head)])
    return forms
