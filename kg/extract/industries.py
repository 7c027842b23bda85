"""Industries: sectors, industrial chains and clusters.

Three things show one: a word of the scheme ``industry``, grown by its modifiers (高端, 新型) and its end (产业集群); a
phrase that ends as an industry does (沙漠经济, 氢氧产业); and a place in a list whose head or whose neighbours are
industries (``A、B、C等未来产业``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.extract.chunks import SEPARATOR, Listing, Range, finder, lead_end, listings, word_set, words
from kg.extract.gather import gather
from kg.extract.generic import is_generic
from kg.extract.name_bounds import ends_here, name_start
from kg.extract.names import is_paired
from kg.extract.spotted import Concepts, Spotted, Words, spotted
from kg.language.boundaries import boundaries
from kg.language.lexicon import LEXICON, Match, lexicon
from kg.language.wordset import WordSet, leftmost, within
from kg.model import Entity

if TYPE_CHECKING:
    from kg.extract.context import Context

# Share of the entities of each rule that were right on the annotated windows.
_CONFIDENCE = {"industry-word": 0.74, "industry-end": 0.33, "industry-list": 0.95, "industry-neighbour": 0.78}
_LONGEST = 14
_LEVEL = LEXICON + "level"


@dataclass(frozen=True, slots=True)
class Industry:
    """An industry named in a sentence; the range counts characters of the sentence's text."""

    name: str
    start: int
    end: int
    rule: str
    aliases: tuple[str, ...] = ()
    whole: bool = False  # a label of the vocabulary with a conjunction in it


def industries(context: Context) -> Iterator[Entity]:
    """The industries of a document, one entity for each, however often and in whatever form it is named."""
    yield from gather(
        "Industry",
        (
            (core(found.name), found.name, found.aliases, sentence.span(found.start, found.end), found.rule)
            for sentence in context.document.sentences
            for found in industry_names(sentence.text)
        ),
        _CONFIDENCE,
    )


@lru_cache(maxsize=8192)
def industry_names(text: str) -> tuple[Industry, ...]:
    """The industries named in a sentence, in reading order."""
    found: dict[Range, Industry] = {}
    words_of = spotted(text)
    for listing in listings(text, SEPARATOR) if words_of.industries or words_of.lists else ():
        if _may_list(listing, words_of):
            for one in _from_list(text, _tight(text, _counted(text, listing))):
                found.setdefault((one.start, one.end), one)
    spoken = (
        *_from_words(text, words_of.industries),
        *(_from_ends(text, words_of.tails) if words_of.tails else ()),
        *(_from_quotes(text) if "”" in text else ()),
    )
    for one in spoken:  # 电气机械和器材制造业 is one industry, not a list of two
        if one.whole:
            found = {at: item for at, item in found.items() if not (one.start <= at[0] and at[1] <= one.end)}
    outer = (*found, *((one.start, one.end) for one in spoken if one.rule != "industry-word"))
    for one in spoken:
        if not any(s <= one.start and one.end <= e for s, e in outer if (s, e) != (one.start, one.end)):
            found.setdefault((one.start, one.end), one)
    return tuple(found[at] for at in sorted(found))


def _may_list(listing: Listing, words_of: Spotted) -> bool:
    """Whether a list may be one of industries: its head says so, or a word of the vocabulary stands in it."""
    if listing.head is None and len(listing.items) < 2:
        return False
    low, high = listing.items[0][0], listing.items[-1][1]
    if within(words_of.industries, low, high):
        return True
    return bool(within(words_of.lists, low, listing.end))  # behind 等, or behind their number


@lru_cache(maxsize=8192)
def core(name: str) -> str:
    """What names of one industry have in common: 激光产业链 and 激光产业 give 激光, 旅游业 gives 旅游."""
    bare = name.strip("“”")
    for end in word_set("industry-end").every_before(bare):
        if len(bare) - len(end) >= 2 and not is_generic(bare[: -len(end)]):
            bare = bare[: -len(end)]
            break
    return bare[:-1] if bare.endswith("业") and len(bare) > 2 and lexicon().by_label("industry", bare[:-1]) else bare


def _counted(text: str, listing: Listing) -> Listing:
    """The listing with the head that a number shows where 等 is left out: 草莓、锦鲤、食用菌三大特色产业."""
    if listing.head is not None or len(listing.items) < 2:
        return listing
    for at, (first, end) in enumerate(listing.items[1:], 1):
        number = _NUMBERED.search(text, first + 1, end)
        if number is not None:  # what is listed behind it are their figures: …三大产业分别增长8%、9%和10%
            return listing._replace(items=(*listing.items[:at], (first, number.start())), head=(number.end(), end))
    first, end = listing.items[-1]
    coded = _CODED_HEAD.search(text, first + 2, end)
    if coded is not None:
        return listing._replace(items=(*listing.items[:-1], (first, coded.start())), head=(coded.end(), end))
    return listing


_NUMBERED = re.compile(
    "(?<![第0-9—])[”]?(?P<count>[0-9]{1,2}|[两三四五六七八九十])(?:大|个|条)(?=[^，、的]{0,8}(?:产业|集群|赛道|亿级|领域))"
)


# 枸杞、滩羊、冷凉蔬菜“六特”产业: a code for the whole list.
_CODED_HEAD = re.compile(
    "“[^“”，。；]{0,6}[一二两三四五六七八九十0-9+][^“”，。；]{0,6}”(?=[^，、的“]{0,6}(?:产业|集群|赛道))"
)


def _numeral(text: str) -> int:
    return int(text) if text.isdigit() else "零一两三四五六七八九十".index(text)


def _tight(text: str, listing: Listing) -> Listing:
    """The listing with items that 及 or 与 join as one: 汽车及零部件 before a 、, or where the number says so."""
    items = listing.items
    joined: list[Range] = []
    loose = [items[0]]
    for before, after in pairwise(items):
        if text[before[1] : after[0]] in ("及", "与", "和"):
            loose[-1] = (loose[-1][0], after[1])
        else:
            loose.append(after)
    said = _NUMBERED.search(text, items[-1][1]) if listing.head is not None else None
    if said and said.start() <= items[-1][1] + 1 and len(items) != len(loose) == _numeral(said["count"]):
        return listing._replace(items=tuple(loose))
    for at, item in enumerate(items):
        between = text[joined[-1][1] : item[0]] if joined else ""
        ahead = at + 1 < len(items) and text[item[1] : items[at + 1][0]] == "、"
        if between in ("及", "与") and ahead:
            joined[-1] = (joined[-1][0], item[1])
        else:
            joined.append(item)
    return listing._replace(items=tuple(joined))


def _from_list(text: str, listing: Listing) -> Iterator[Industry]:
    """The items of a list whose head, or whose other items, are industries."""
    if len(listing.items) < 2 and listing.head is None:
        return
    head = text[lead_end(text, *listing.head) : listing.head[1]] if listing.head else ""
    rule = ""
    if _NO_HEAD.match(head) or (_GUARDED.search(head) and not _GROWING.search(head)):
        return
    if _GUARDED.search(text, *listing.lead):
        return
    shared = _shared_end(text, listing)
    if head and _list_head().match(head):
        rule = "industry-list"
    elif (
        _known(text, listing)
        and ((head and _field_head().match(head)) or _GROWN.search(text, *listing.lead) or _all_known(text, listing))
    ) or shared:
        rule = "industry-neighbour"
    if not rule or any(_LAND_USE.fullmatch(text, *item) for item in listing.items):
        return
    for item in listing.items:
        last = listing.head is None and item == listing.items[-1]
        end = (shared or _cut(text, *item)) if last else item[1]
        start = _whole_start(text, listing.lead[0], name_start(text, item[0], end), end)
        start = _behind_its_place(text, start, end)
        name = text[start:end]
        if _plausible(name) and (rule == "industry-list" or shared or _is_industry(name) or len(name) <= 5):
            yield Industry(name.strip("“”"), start, end, rule)


def _shared_end(text: str, listing: Listing) -> int:
    """Where the last item of a list ends with the word that all share: 免税购物、游艇、婚庆旅游产业蓬勃发展; else 0."""
    if listing.head is not None or len(listing.items) < 2:
        return 0
    start, end = listing.items[-1]
    found = _SHARED_END.search(text, start + 2, end)
    if found is None or not any(_is_industry(text[first:stop]) for first, stop in listing.items[:-1]):
        return 0
    return found.end() if ends_here(text, found.end()) or _MEASURED.match(text, found.end()) else 0


_SHARED_END = re.compile("产业(?:集群|链)?(?!园|基地|化|带|城)")


def _behind_its_place(text: str, start: int, end: int) -> int:
    """The start of an industry behind the place that it is grown in: 依托临空片区发展航空物流."""
    grown = _GROWN_IN.match(text, start, end)
    return grown.end() if grown and _is_industry(text[grown.end() : end]) else start


_GROWN_IN = re.compile("[^，。；、]{1,12}[区园城港镇乡县市村带]发展")


def _whole_start(text: str, low: int, start: int, end: int) -> int:
    """The start of a known industry that begins as a verb or an adverb does: 精准医疗, 生产性服务业, 科学研究."""
    at = max(low, start - 4)
    return next(
        (at + m.start for m in lexicon().find("industry", text[at:end]) if at + m.start < start < at + m.end), start
    )


def _known(text: str, listing: Listing) -> bool:
    """Whether half of the items of the list, or more, are known industries."""
    known = sum(_is_industry(text[start : _before_predicate(text, start, end)]) for start, end in listing.items)
    return 2 * known >= len(listing.items)


def _all_known(text: str, listing: Listing) -> bool:
    """Whether each item but the last is the whole name of an industry."""
    return len(listing.items) > 1 and all(
        lexicon().by_label("industry", text[start:end]) is not None for start, end in listing.items[:-1]
    )


def _is_industry(phrase: str) -> bool:
    if len(lexicon().labels("industry").before(phrase)) < 2:
        return False
    return any(m.end == len(phrase) and m.end - m.start >= 2 for m in lexicon().find("industry", phrase))


def _cut(text: str, start: int, end: int) -> int:
    """The end of a list's last item without 等: behind a known industry at its start, or before its predicate."""
    known = lexicon().begins("industry", text[start:end])
    if known:
        return start + known.end + len(_end_at(text, start + known.end, end))
    return _before_predicate(text, start, end)


def _before_predicate(text: str, start: int, end: int) -> int:
    match = finder("tail").search(text, start + 2, end)
    return match[0] if match else end


def _plausible(name: str) -> bool:
    if lexicon().by_label("industry", name) and name not in words("no-industry"):
        return True
    if not is_paired(name.strip("“”")):
        return False
    return (
        2 <= len(name) <= _LONGEST
        and not is_generic(name)
        and name not in words("no-industry")
        and lexicon().by_label("area", name) is None
        and not _NO_INDUSTRY.search(name)
        and not _begins_with_area(name)
    )


def _begins_with_area(name: str) -> bool:
    area = lexicon().begins("area", name)
    return area is not None and bool(area.concept.properties.get(_LEVEL))


# What shows that an item of a list is no industry, and that a list with that head has none.
_NO_INDUSTRY = re.compile(
    "成为|实现|业同|^集|[0-9]+(?:个|家|万|亿|%|项|年)|[了的是在将]|项目为|攻关$|淘汰$|防火$|自建房|化学品$|矿山$|企业|(?:项目|行动|基地|中心|平台|园|城|区|服务|形态|合作|创新|深度|试点|稳定|发展|体验)$"
    "|人才|政策|活动|机制|问题|水平|能力|改革|质量|[一二三四五]期|事业|投资向|安全|风险|监管|消费$|体制|品种|疫苗|示范应用|产业化$|数字化$|[高低]碳?[端]?化$|^群众|^竞技|^青少年|社会|支撑|布局$|增效$|资源$|公平|研究院|集团$|公司|大学|论坛|博览$|赛$|演唱会|[省市区]属"
)
# What land is used for beside trade: 居住、商业、市政道路.
_LAND_USE = re.compile("居住|住宅|商住|市政道路|(?:公共|防护)?绿地|公共?用设施|公共服务设施|用地")
_NO_HEAD = re.compile(
    "(?:大宗|日用|传统|重点)?消费(?!型|新|服务|热|增)|[^，]{0,4}(?:以旧换新|消费品)|[^，]{0,6}(?:项目|工程)"
    "|[^，、]{0,6}(?:新产品|农产品|会议|会展活动|重点领域改革)"
)


# 道路交通、城镇燃气、危险化学品等领域安全整治: fields that are watched over, not grown.
_GROWING = re.compile("产业|集群|赛道")
_GUARDED = re.compile("安全|隐患|整治|监管|风险|排查|执法|事故|消防|乱象|淘汰")


@cache
def _list_head() -> re.Pattern[str]:
    ends = "|".join(map(re.escape, words("industry-list")))
    return re.compile(
        f"(?:[^，、的]{{0,10}}?)(?:{ends})(?!园|区|基地|化|工人|链主|企业|协会|项目|平台|类|城|创新|带|学院|人才|工程|龙头|头部|领军|巨头)"
    )


@cache
def _field_head() -> re.Pattern[str]:
    ends = "|".join(map(re.escape, words("industry-field")))
    return re.compile(f"(?:[^，、的]{{0,8}}?)(?:{ends})")


_MAKING = WordSet(("制造业", "服务业", "制造", "装备"))


def _end_at(text: str, start: int, end: int | None = None) -> str:
    """The end of an industry's name that stands at a place, empty where there is none."""
    return word_set("industry-end").at(text, start, end) or _MAKING.at(text, start, end)


def _from_words(text: str, labelled: Concepts) -> Iterator[Industry]:
    """The words of the vocabulary with their modifiers and ends."""
    for place in leftmost(labelled):
        match = Match(*place)
        if word_set("no-industry-after").at(text, match.end):
            continue
        start, end = _grow_left(text, match.start), match.end
        suffix = _end_at(text, end)
        if suffix and not text.startswith(_NO_END, end + len(suffix)):
            end += len(suffix)
        if _TAKES.match(text, end) or text.endswith("营商", 0, start):  # 营商环境服务企业
            continue
        name = text[start:end]
        word = text[match.start : match.end]
        if text.startswith("化", end) or name in words("no-industry") or _cuts_word(text, match.start, match.end):
            continue
        if _needs_context(match, name) and not _is_spoken_of(text, start, end):
            continue
        forms = (word,) if end > match.end and start == match.start else ()
        whole = start == match.start and _CONJUNCTION.search(word) is not None
        yield Industry(name, start, end, "industry-word", forms, whole)


_CONJUNCTION = re.compile("[和及与、]")
# What takes the word before it into another name: 数据产业园, 渔业博览会, 快递业务量, 畜牧业经营主体.
_TAKES = re.compile("(?:产业)?园|产业强镇|强镇|务[量收总]|博览会|经营主体|负面清单|示范(?:基地|区|县|市|村)")


_NO_END = ("化", "园", "带", "工人", "大会", "博览会")


def _needs_context(match: Match, name: str) -> bool:
    """Whether a word names an industry only where the sentence says so: 健康, 物流, 茶, 大模型."""
    if match.concept.label == name and name in ("农业", "种业"):
        return False
    ambiguous = match.concept.properties.get(_AMBIGUOUS, ())
    return len(name) <= 2 or name in ambiguous or not name.endswith(_SECTOR_ENDS)


_AMBIGUOUS = LEXICON + "ambiguousShortForm"
_SECTOR_ENDS = ("产业", "业", "经济", "集群", "产业链", "制造", "农业", "贸易", "电商")


def _is_spoken_of(text: str, start: int, end: int) -> bool:
    """Whether something is done for, or measured of, what stands there as an industry."""
    if _MEASURED.match(text, end):
        return not text.endswith(("规上", "规模以上", "持续", "经济", "全部"), 0, start)
    verb = _GROWN.search(text, max(0, start - 6), start)
    return bool(verb) and (end == len(text) or bool(_FREE.match(text, end)))


# What may follow an industry that is itself the object of a verb.
_FREE = re.compile("[，。；、和与及等]|发展|提质|壮大|做|转型|升级|建设|创新|应用|研发|领域|方面|向")
# What follows an industry of which something is measured or said, and what directly precedes one that is grown.
_MEASURED = re.compile(
    "产业|(?:经济)?增加值|产值|总产值|产量|总收入|(?:高质量|加快|快速|健康|集聚)发展|(?:深度)?融合|扩大开放|出口"
    "|总额|企业(?!家)|蓬勃|发展壮大|全链条|全产业链|先导区"
)
_GROWN = re.compile(
    "(?:发展|培育|壮大|布局|做强|做优|做大|做精|繁荣|推动|支持|促进|提升|聚焦|围绕|加快|推进"
    "|优化升级|创新发展|开发利用|振兴)$"
)


def _cuts_word(text: str, start: int, end: int) -> bool:
    """Whether a short word is part of a longer one: 家政 in 国家政策."""
    return end - start <= 2 and any(boundaries().cuts(text, start, end, 100))


def _grow_left(text: str, start: int) -> int:
    """Take in the modifiers that stand directly before."""
    while modifier := word_set("industry-modifier").before(text, start):
        start -= len(modifier)
    return start


def _from_ends(text: str, tails: Words) -> Iterator[Industry]:
    """Phrases that end as industries do and directly follow a verb of growing: 培育沙漠经济, 发展氢氧产业."""
    for listing in listings(text, tails):
        for begin, end in listing.items:
            if not within(tails, begin, end):
                continue
            start = name_start(text, begin, end)
            match = _tail_word().search(text, start, end)
            if match and (_GROWN.search(text, max(0, start - 6), start) or text[start - 1 : start] == "、"):
                name = text[start : match.end()]
                if _plausible_end(name, match.group()):
                    yield Industry(name, start, match.end(), "industry-end")


def _from_quotes(text: str) -> Iterator[Industry]:
    """``“风光氢储”产业``: a quotation that is no code, before the word that says what it is."""
    for found in _QUOTED.finditer(text):
        if not _CODE.search(found["name"]) and _plausible(found["name"]):
            yield Industry(found.group(), found.start(), found.end(), "industry-end", (found["name"],))


_QUOTED = re.compile("“(?P<name>[^“”，。；]{2,8})”(?:产业(?:链|集群)?|经济)(?!园|基地|化|带|城|工人|协会|联盟)")
_CODE = re.compile("[0-9+]{2}|[一二两三四五六七八九十][^经]?[^经]?$|^[一二两三四五六七八九十]")


@cache
def _tail_word() -> re.Pattern[str]:
    ends = "|".join(map(re.escape, words("industry-tail")))
    after = "|".join(map(re.escape, (*words("tail"), *words("stage-build"), *words("lead-verb"))))
    return re.compile(f"(?:{ends})(?=$|[，。；、”和与及]|等|总|增|产值|企业|规模|{after})")


def _plausible_end(name: str, end: str) -> bool:
    bare = name[: -len(end)]
    return (
        2 <= len(bare) <= 4
        and _plausible(name)
        and not is_generic(bare)
        and not _NO_BARE.search(bare)
        and not finder("lead-verb").search(bare)
        and not lexicon().find("area", bare)
    )


# What shows that the words before an end are no modifier of it: numbers, quotations, people, other nouns with 的.
_NO_BARE = re.compile(
    "[0-9“”（）《》——的了我]|全省|全市|全区|中央|会议|主要|自身|一轮|[千万百]亿级|主导|社会|政府|世界|全球|形势|党委"
)
