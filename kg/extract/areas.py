"""Areas: the document's own one, and each that it names, inside the names of other things too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.extract.names import Name, names, names_each
from kg.extract.organisations import spoken
from kg.language import phrases
from kg.language.area_finder import AreaMatch
from kg.language.gazetteer import Area, Gazetteer
from kg.model import Entity, Span

if TYPE_CHECKING:
    from kg.extract.context import Context

# Share of the areas of each rule that were right on the annotated windows.
_CONFIDENCE = {"area-own": 0.99, "area-name": 0.8, "area-unresolved": 0.5}
# What a report calls its own area, by the last character of the area's name.
_OWN = {
    "省": ("全省", "我省", "本省"),
    "市": ("全市", "我市", "本市"),
    "区": ("全区", "我区", "本区", "自治区"),
    "县": ("全县", "我县", "本县"),
    "旗": ("全旗", "我旗"),
    "州": ("全州", "我州", "自治州"),
}
# Names of lands and waters, of groups of states and of programmes that the gazetteer has among its regions.
_NO_AREA = re.compile(
    "(?:流域|盆地|通道|走廊|自主创新示范区|^中关村|经济带|[山湖河]|[^利比]亚|洲|东盟|国家|五国|六省)$|^港澳台?$|^环|区地区$"
)
_CITIES = ("prefecture", "county")
_OTHER_NAME = re.compile("[山河湖江岛海]|大?桥|隧道|半岛|[东西南北]?站")
_NAMED_LEVELS = ("province", "prefecture", "county", "township")
# Zones that are places of the area that they are named after, not areas of their own.
_SITE_ZONE = re.compile("保税|综保|保税港|加工区|经济开发区|临空|空港|物流")
_SMALL = re.compile("[一-鿿]{1,3}?(?:街道|[镇乡村])(?![级振民庄容貌务])")
# Villages: behind their town (港沟街道芦南村), or two and more in a list; kinds of villages are none.
_VILLAGE = re.compile("[一-鿿]{1,4}?(?:村|社区)(?![级民庄委容干支集落寨镇])")
_VILLAGE_ITEM = re.compile("(?:^|(?<=[、和，。；]))([一-鿿]{2,3}村)(?=[、和等，。；]|[0-9一二三四五六七八九十两]+个)")
_NO_VILLAGE = re.compile(
    "(?:示范|行政|自然|特色|文化|中心|城中|空心|旅游|重点|试点|样板|美丽|乡|农|先进|文明|贫困|薄弱|精品|典型|生态|卫生|补短|帮扶|移民|边境|民族|传统|专业|强|富|穷|新|老|全|各|本|某|每|驻|村改|城乡|智慧|未来|绿色|完整|和美|平安|法治|宜居)(?:村|社区)$"
)
# What follows a region in the name of a strategy: 京津冀协同发展, 长三角一体化, 中部地区崛起.
_STRATEGY = re.compile("(?:更高质量)?一体化(?!示范|发展示范|先行)|协同发展|加快崛起|崛起|全面振兴|生态保护和高质量发展")
# Short forms of areas inside other words: the source of a river, water led to a place, papers, Sun Yat-sen.
_OTHER_WORD = re.compile(
    "(?<=[黄长江淮])河源|引[黄江汉淮岳]济[一-鿿]|文山会海|中山(?:国家植物园|植物园|陵|公园|大学|路|装|舰)"
)
_OTHER_PART = re.compile("河源|济|文山|中山")  # what a sentence has one of where the pattern above matches
_WATERWORKS = re.compile("水利枢纽|水库|灌区")  # 黄山水库 in 山东 stands at a hill of that name
_COMPANY_RULES = ("organisation-beside", "organisation-known", "organisation-said")
_TRADE_ZONE = re.compile("自贸试验区|自由贸易试验区")


def areas(context: Context) -> Iterator[Entity]:
    """The areas of a document in the order of their first mention; the country as a whole is none.

    ``kind`` is the area's level. The name is the fullest form in the document, except that the document's own area
    has its official name.
    """
    home = context.document.metadata.area_code
    own = context.gazetteer.area(home) if home else None
    forms: dict[str, dict[str, list[Span]]] = {}
    levels: dict[str, str] = {}
    for sentence, mentions in zip(context.document.sentences, _mentions(context, own), strict=True):
        for start, end, label, key, level in mentions:
            forms.setdefault(key, {}).setdefault(label, []).append(sentence.span(start, end))
            levels[key] = level
    for key, labels in forms.items():
        is_own = own is not None and key == own.code
        longest = max(labels, key=len)
        name = own.name if own is not None and is_own else longest
        rule = "area-own" if is_own else "area-name" if levels[key] else "area-unresolved"
        yield Entity(
            type="Area",
            name=name,
            mentions=tuple(sorted({span for spans in labels.values() for span in spans})),
            rule=rule,
            confidence=_CONFIDENCE[rule],
            aliases=tuple(label for label in labels if label != name),
            kind=levels[key] or None,
        )


Mention = tuple[int, int, str, str, str]


def _mentions(context: Context, own: Area | None) -> list[list[Mention]]:
    """The areas that each sentence names, in order; each step is taken for all sentences before the next."""
    gazetteer = context.gazetteer
    texts = [sentence.text for sentence in context.document.sentences]
    matches = list(gazetteer.find_each(texts, context.document.metadata.area_code))
    named = names_each(texts)
    known = [_named(text, here, gazetteer, own) if here else [] for text, here in zip(texts, matches, strict=True)]
    own_words = _own_words(own) if own else None
    found = [
        listed + _unlisted(text, listed, here, gazetteer, own, own_words)
        for text, listed, here in zip(texts, known, named, strict=True)
    ]
    companies = [_companies(text, here) if each else [] for text, each, here in zip(texts, found, named, strict=True)]
    return [
        _kept(text, each, bodies, own) if each else each
        for text, each, bodies in zip(texts, found, companies, strict=True)
    ]


def _named(text: str, named: Sequence[AreaMatch], gazetteer: Gazetteer, own: Area | None) -> list[Mention]:
    """Start, end, label, key and level of each area that the gazetteer knows; the key of a resolved one is its code."""
    home = own.code if own else None
    found: list[Mention] = []
    other_words = [word.span() for word in _OTHER_WORD.finditer(text)] if _OTHER_PART.search(text) else []
    for match in named:
        if other_words and any(start < match.end and match.start < end for start, end in other_words):
            continue
        area = meant(match, gazetteer, home)
        if area is None:
            found.append((match.start, match.end, match.label, match.label, ""))
        elif _is_foreign(text, match, area, gazetteer, own):
            continue
        elif area.level in _NAMED_LEVELS or not (
            _NO_AREA.search(match.label) or (area.level == "region" and _STRATEGY.match(text, match.end))
        ):
            if area.level == "zone" and area.parent:
                found += _with_parent(match, area, gazetteer)
            else:
                found.append((match.start, match.end, match.label, area.code, area.level))
    return found


def _unlisted(
    text: str,
    found: Sequence[Mention],
    named: Sequence[Name],
    gazetteer: Gazetteer,
    own: Area | None,
    own_words: re.Pattern[str] | None,
) -> list[Mention]:
    """The same of areas that the gazetteer does not find, none of which overlaps another."""
    extras: list[Mention] = []
    if own is not None and named:
        extras += _in_names(text, named, gazetteer, own)
    if found or "村" in text or "试验区" in text:
        extras += _by_shape(text, found)
    if own is not None and own_words is not None and own.name[-1] in text:  # all its words end so
        extras += [(*said.span(), said.group(), own.code, own.level) for said in own_words.finditer(text)]
    more: list[Mention] = []
    for extra in extras:
        if not (_overlaps(extra, found) or _overlaps(extra, more)):
            more.append(extra)
    return more


def _overlaps(mention: Mention, others: Iterable[Mention]) -> bool:
    """Whether a mention overlaps another."""
    start, end = mention[0], mention[1]
    return any(other[0] < end and start < other[1] for other in others)


def _kept(text: str, found: Sequence[Mention], companies: Sequence[tuple[int, int]], own: Area | None) -> list[Mention]:
    """Those in order that are no part of the name of something else."""
    outside = [m for m in found if not any(s <= m[0] and m[1] <= e for s, e in companies)] if companies else found
    kept: list[Mention] = []
    before: Mention | None = None
    for mention in sorted(outside):
        if not (_is_of_name(before, mention, text) or _is_no_area(mention, text, own)):
            kept.append(mention)
        before = mention
    return kept


def _is_of_name(before: Mention | None, mention: Mention, text: str) -> bool:
    """Whether a city or district that stands directly behind a city is the name of something in that city.

    南京中山国家植物园, 广州白云站; not 广州白云区.
    """
    if before is None or before[1] != mention[0] or before[4] not in _CITIES or mention[4] not in _CITIES:
        return False
    if before[3][:2] != mention[3][:2]:
        return True
    short = mention[4] == "county" and mention[2][-1] not in "区县市旗"
    return short and _STATION.match(text, mention[1]) is not None


def _is_no_area(mention: Mention, text: str, own: Area | None) -> bool:
    """Whether the name of an area stands in another name: 《奇境三江源》, “广德三件套”, 豫东水资源配置工程."""
    start, end, label, key, level = mention
    if own is not None and key == own.code:
        return False
    books = phrases.quoted(text) if "《" in text else ()
    if any(book.start < start and end < book.end for book in books if text[book.start] == "《"):
        return True
    if _RIVER.search(text, max(0, end - 8), end) and _FLOWING.match(text, end):
        return True
    if level == "zone" and text[start - 1 : start] == "（" and text[end : end + 1] == "）":
        return True  # 武夷山国家公园（江西片区）
    if _BRAND.match(text, start - 1) and len(label) == 2 and level == "county":
        return True
    foreign = own is not None and level in _CITIES and key[:2] != own.code[:2] and label[-1] not in "区县市州旗盟"
    if not foreign and not (level == "region" and len(label) == 2):
        return False
    return any(n.start == start and end < n.end and n.type in ("Project", "Site", "Organisation") for n in names(text))


# 乌苏里江、牡丹江等流域
_RIVER = re.compile("[江河]$")
_FLOWING = re.compile("(?:、[一-鿿]{2,4}[江河]){0,4}等?(?:重点)?(?:流域|干流|支流|水系|沿线)")
_STATION = re.compile("(?:国际)?机场|[东西南北]?站(?!点)|港")
_BRAND = re.compile(
    "“[一-鿿]{2}(?![市县区旗]|高新|经开|开发)[一-鿿]{2,6}”(?!行动|改革|模式|工程|计划|都市圈|经济圈|新区)"
)


def _is_foreign(text: str, match: AreaMatch, area: Area, gazetteer: Gazetteer, own: Area | None) -> bool:
    """Whether one elsewhere is read of which only the short form stands there: 南湖片区, 黄山水库."""
    far = own is not None and area.code[:2] != own.code[:2]
    if far and area.level != "province" and match.label != area.name and _WATERWORKS.match(text, match.end):
        return True
    if area.level != "zone" or own is None or not area.parent:
        return False
    parent = gazetteer.area(area.parent)
    elsewhere = parent.level == "county" and parent.code[:2] != own.code[:2]
    return elsewhere and not match.label.startswith(parent.name)


def _companies(text: str, named: Iterable[Name]) -> list[tuple[int, int]]:
    """Names of companies: 上海医药 is no statement about 上海."""
    said = [(start, end) for start, end, _, rule in spoken(text) if rule in _COMPANY_RULES]
    return said + [(n.start, n.end) for n in named if n.rule == "organisation-list"]


def meant(match: AreaMatch, gazetteer: Gazetteer, home: str | None) -> Area | None:
    """The area that a match means in a document about ``home``, or None where it is not to be told."""
    if len(match.candidates) == 1:
        return match.candidates[0]
    return gazetteer.resolve(match.label, home)


def _with_parent(match: AreaMatch, zone: Area, gazetteer: Gazetteer) -> list[Mention]:
    """A zone, and the area whose name its name begins with: 宜昌高新区 names 宜昌 too, 宜昌综合保税区 only 宜昌."""
    found: list[Mention] = []
    parent = gazetteer.area(zone.parent)
    label = next((n for n in (parent.name, parent.name[:-1]) if match.label.startswith(n)), "")
    if label and label != match.label:
        found.append((match.start, match.start + len(label), label, parent.code, parent.level))
    if not (found and _SITE_ZONE.search(match.label)):
        found.append((match.start, match.end, match.label, zone.code, zone.level))
    return found


def _in_names(text: str, named: Iterable[Name], gazetteer: Gazetteer, own: Area) -> Iterator[Mention]:
    """Areas of the document's province that names of built things begin with: 亳州机场."""
    for name in named:
        if name.type not in ("Project", "Site"):
            continue
        for length in (4, 3, 2):
            label = text[name.start : name.start + length]
            near = [a for a in gazetteer.areas_named(label) if a.code[:2] == own.code[:2] and not a.replaced_by]
            if not near or _OTHER_NAME.match(text, name.start + length):
                continue  # 贺兰山生态保护工程, 花山大桥
            if len(near) == 1 and near[0].level != "province" and name.start + length < name.end:
                yield name.start, name.start + length, label, near[0].code, near[0].level
                break


def _by_shape(text: str, found: Iterable[Mention]) -> Iterator[Mention]:
    """Areas that no list holds: a town or village behind its county, a free trade zone."""
    for _, end, _, key, level in found:
        match = _SMALL.match(text, end) if level == "county" else None
        if match:
            yield match.start(), match.end(), match.group(), key + match.group(), "township"
        village = _VILLAGE.match(text, end) if level == "township" else None
        if village and not _NO_VILLAGE.search(village.group()):
            yield village.start(), village.end(), village.group(), key + village.group(), "village"
    villages = _VILLAGE_ITEM.finditer(text) if "村" in text else ()
    listed = [m for m in villages if not _NO_VILLAGE.search(m.group(1))]
    for before, after in pairwise(listed):
        if after.start(1) - before.end(1) == 1:
            for match in (before, after):
                yield match.start(1), match.end(1), match.group(1), match.group(1), "village"
    for match in _TRADE_ZONE.finditer(text) if "试验区" in text else ():
        yield match.start(), match.end(), match.group(), "自贸试验区", "zone"


def _own_words(own: Area) -> re.Pattern[str] | None:
    """What a document calls its own area: 全省, 我市."""
    autonomous = own.level in ("province", "prefecture")
    said = [word for word in _OWN.get(own.name[-1], ()) if autonomous or word not in ("自治区", "自治州")]
    return re.compile("|".join(said)) if said else None
