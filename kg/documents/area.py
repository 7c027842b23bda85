"""Whose report a document is: the names of areas in its title, its byline and its words for itself.

The gazetteer finds areas in running text; here a name is read that a page sets apart, with all levels above it
(济南市历城区), shortened (济南市中), or of a zone (济南高新区), and told whether it is surely one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Final

from kg.language.gazetteer import Area, gazetteer
from kg.language.lexicon import LEXICON, lexicon
from kg.language.wordset import WordSet

_DEPTH: Final = {"country": 0, "province": 1, "prefecture": 2, "county": 3}  # anything else is a zone or a region
_ZONE: Final = 4
_LEVEL: Final = "(省|自治区|市|区|县|州|旗|盟)"
_SELF_WORD: Final = re.compile(rf"[我全]{_LEVEL}(?!域|局|级|内外)")
_OFFICE: Final = re.compile("委、|人民政府")
_BEFORE_OFFICE: Final = re.compile(rf"(?<![一-鿿]){_LEVEL}$")
_GAP: Final = re.compile(r"[\s)）(（]{0,2}")
_LONGEST_LEVEL: Final = 3
_OPENS: Final = re.compile(r"(?:^|关于|中共|制定|年|[^一-鿿])$")  # before a name that is a common word in running text
_TWO: Final = re.compile("(?:两|双|三)(?:县(?!级)|市(?!级|场)|区(?!级|域)|地|城|个[县市区])")
_LISTED: Final = 2  # areas that make a list
_MOST: Final = 3  # areas that one text is about
_OPENING: Final = 300  # characters in which a text says that it is about two areas
_SHORTEST: Final = 15  # characters of a line of running text
_HEADED: Final = re.compile(r"[一-鿿]{2,12}[：:]")
_BESIDE: Final = re.compile(r"\s?[、和与及]\s?")
_NUMBER: Final = re.compile(r"[#*\s]*(?:（?[一二三四五六七八九十\d]{1,3}[、.．）])?\s*")
_HEAD_ENDS: Final = re.compile(r"[\s*]*(?:$|[：:，,—―\-·|])")
_SHORT: Final = 2000  # characters of a text in which one mention of its area may be all
_WINDOW: Final = 60  # characters in which an area's name with all levels above it ends


@dataclass(frozen=True, slots=True)
class NamedArea:
    """An area named at ``start:end`` of a text, with the levels above it where they stand before it."""

    name: str
    start: int
    end: int
    depth: int
    full: bool  # by its official name, not a short form
    codes: tuple[str, ...]  # GB/T 2260 codes of the areas that it may be; none for a functional zone
    doubtful: bool = False  # a name that is a common word as well (新城区), with no level above it to tell


def by_code(code: str) -> str | None:
    """The official name of the area with that GB/T 2260 code, or None."""
    try:
        return gazetteer().area(code).name
    except KeyError:
        return None


def listed(name: str) -> bool:
    """Whether the gazetteer has an area with that official name, existing or replaced."""
    return any(area.name == name for area in gazetteer().areas_named(name))


def codes_of(name: str) -> tuple[str, ...]:
    """The GB/T 2260 codes of the existing areas with that official name; several where names repeat."""
    found = gazetteer().areas_named(name)
    return tuple(area.code for area in found if area.name == name and not area.replaced_by and area.code.isdigit())


def among_named(codes: Sequence[str], text: str) -> tuple[str, ...]:
    """Of several areas of one name, the one whose upper levels a text names most often; several where none leads."""
    counts: dict[str, int] = {}
    for code in codes:
        above = gazetteer().parents(gazetteer().area(code))
        labels = {label for area in above if _depth(area) for label in _labels(area) if not _ambiguous(area, label)}
        counts[code] = sum(text.count(label) for label in sorted(labels))
    most = max(counts.values())
    return tuple(code for code, count in sorted(counts.items()) if count == most) if most else tuple(codes)


def named_areas(text: str) -> Iterator[NamedArea]:
    """Areas named in a short text, each with the levels above it taken together: 济南市历城区 is one, 历城区.

    A short form that is a common word as well (天桥) counts only after the name of the area above it.
    """
    position = 0
    for start in _begins(text):
        if start < position or (found := _chain(text, start, ())) is None:
            continue
        if not found.full:  # in 关于都安瑶族自治县 the area is no 于都
            inside = (_chain(text, later, ()) for later in range(start + 1, found.end))
            found = next((other for other in inside if other and other.full and other.end > found.end), found)
        yield found
        position = found.end


def _begins(text: str) -> list[int]:
    """The places where names of areas may begin: in labels, of which one that is inside another is not found itself."""
    return [place for found in lexicon().find("area", text) for place in range(found.start, found.end)]


def area_ending(text: str, end: int) -> NamedArea | None:
    """The area whose name ends at that place of a text, such as before 第十四届人民代表大会."""
    start = max(0, end - _WINDOW)
    if not (_area_labels().before(text[start:end]) or _zone_words().before(text[start:end])):
        return None
    found = [area for area in named_areas(text[start:end]) if area.end == end - start]
    return replace(found[-1], start=start + found[-1].start, end=end) if found else None


def best_named(text: str) -> NamedArea | None:
    """Of the areas that a title names, the one it is about: by official name before short form, then the deepest."""
    found = [a for a in named_areas(text) if not a.doubtful or _OPENS.search(text[: a.start])]
    return max(found, key=lambda a: (a.full and not a.doubtful, a.depth, a.start)) if found else None


def several(title: str, headings: Iterable[str], text: str = "") -> tuple[NamedArea, ...]:
    """The areas of one level that a text is about, in order: 海安、如皋两市… in the title. Empty where it is about one.

    Else its headings or the heads of most of its lines are areas (肥西县：… over one part, 长丰县：… over another), or
    the title or the opening speaks of two (两县): then they are listed in the opening, or named most often.
    """
    opening = text[:_OPENING]
    found = _distinct(_side_by_side(title))
    if len(found) < _LISTED and _TWO.search(title + opening):
        found = _distinct(_side_by_side(opening))
    for heads_of in (list(headings), _heads_of_lines(text)):
        if len(found) < _LISTED:
            found = _distinct([one for heading in heads_of if (one := heads(heading)) is not None])
    if len(found) < _LISTED and _TWO.search(title + opening):
        found = _most_often(title + "\n" + text)
    return found if len(found) >= _LISTED and len({named.depth for named in found}) == 1 else ()


def speaks_of_two(title: str) -> bool:
    """Whether a title says that the text is about two or three areas: 渭南两县…."""
    return _TWO.search(title) is not None


def names_of(named: NamedArea) -> tuple[str, ...]:
    """The official name and the short forms by which a text may go on to speak of it, no common words among them."""
    areas = [gazetteer().area(code) for code in named.codes[:1]]
    short = {label for area in areas for label in _labels(area) if not _ambiguous(area, label)}
    return (named.name, *sorted(short - {named.name}))


def _heads_of_lines(text: str) -> list[str]:
    """The lines that an area heads with a colon, where most are so: 肥西县：…."""
    lines = [line.strip() for line in text.split("\n") if len(line.strip()) > _SHORTEST]
    headed = [line for line in lines if _HEADED.match(line)]
    return headed if 2 * len(headed) >= len(lines) else []


def _most_often(text: str) -> tuple[NamedArea, ...]:
    """Two or three areas of one level that a text names in full again and again, in order; nothing where more are."""
    named = [area for area in named_areas(text) if area.full and area.codes and not area.doubtful]
    deepest = max((area.depth for area in named), default=0)
    counts = Counter(area.codes[0] for area in named if area.depth == deepest)
    often = {code for code, count in counts.items() if count >= _LISTED and 3 * count >= max(counts.values())}
    return _distinct([area for area in named if area.codes[0] in often]) if len(often) <= _MOST else ()


def by_its_level(named: NamedArea, label: str, text: str) -> NamedArea:
    """Of the areas that share a short form (兴山), the one of the level that a text calls its own, or named in full."""
    areas = sorted((a for a in gazetteer().areas_named(label) if _depth(a) and not a.replaced_by), key=_preference)
    if named.full or len(areas) < 2:
        return named
    word = self_word(text)
    spoken = {area.name: text.count(area.name) for area in areas}
    own = {area.name: word is not None and is_level(area.name, word[0]) for area in areas}
    likely = [a for a in areas if a.name == named.name or spoken[a.name] or _depth(a) == named.depth]  # not 西安区
    best = max(likely, key=lambda area: (own[area.name], spoken[area.name], area.name == named.name))
    return _named(label, named.start, named.end, [area for area in areas if area.name == best.name])


def opens(text: str, word: str) -> NamedArea | None:
    """The first area that the opening of a text names in full and that is of the level which the text calls its own."""
    return next((area for area in named_areas(text) if area.full and area.codes and is_level(area.name, word)), None)


def _side_by_side(text: str) -> list[NamedArea]:
    """The first areas of one level that a text lists: 大荔县、蒲城县."""
    chain: list[NamedArea] = []
    for named in named_areas(text):
        beside = chain and _BESIDE.fullmatch(text[chain[-1].end : named.start]) and named.depth == chain[-1].depth
        if not beside and len(_distinct(chain)) >= _LISTED:
            break
        chain = [*chain, named] if beside else [named]
    return chain


def heads(heading: str) -> NamedArea | None:
    """The county, city or province that a heading is: 一、海安市 or 肥西县：产业链上聚动能."""
    number = _NUMBER.match(heading)
    start = number.end() if number else 0
    named = _chain(heading[start : start + _WINDOW], 0, ())
    if named is None or not named.full or not named.codes or not _HEAD_ENDS.match(heading, start + named.end):
        return None
    return named


def _distinct(named: Sequence[NamedArea]) -> tuple[NamedArea, ...]:
    """Each area once, those with a code only."""
    return tuple({area.codes[0]: area for area in named if area.codes}.values())


@lru_cache(maxsize=8)  # several ways to find a document's area ask
def self_word(text: str) -> tuple[str, int] | None:
    """The level that a text calls its own (我市, 全县, 市人民政府) and how often; None where it says so nowhere."""
    counts = Counter(_SELF_WORD.findall(text))
    for office in _OFFICE.finditer(text):
        if level := _BEFORE_OFFICE.search(text, max(0, office.start() - _LONGEST_LEVEL), office.start()):
            counts[level[1]] += 1
    if not counts:
        return None
    return min(counts.items(), key=lambda item: (-item[1], item[0]))


def is_level(name: str, word: str) -> bool:
    """Whether an official name is of the level that a text calls its own: 我市, 全区."""
    return name.endswith(word)


def most_named(text: str, word: str) -> tuple[NamedArea, int] | None:
    """The area of that level which a text names most often: three times and twice as often as any other at least.

    In a short text one mention will do where it names no other of that level.
    """
    found = lexicon().find("area", text)
    labels = [text[match.start : match.end] for match in found]
    firsts = dict(zip(reversed(labels), reversed(found), strict=True))
    counts: Counter[str] = Counter()
    first: dict[str, NamedArea] = {}
    for label, count in Counter(labels).items():  # in the order in which they are met
        if (area := _meant(label, word)) is not None:
            counts[area.name] += count
            first.setdefault(area.name, _named(label, firsts[label].start, firsts[label].end, (area,)))
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    alone = len(ranked) == 1 and len(text) <= _SHORT
    if not ranked or (ranked[0][1] < 3 and not alone) or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return None
    return first[ranked[0][0]], ranked[0][1]


def _meant(label: str, word: str) -> Area | None:
    """The existing area of a level that a label names by itself, the highest first."""
    areas = (a for a in gazetteer().areas_named(label) if is_level(a.name, word) and not a.replaced_by and _depth(a))
    return min((area for area in areas if not _ambiguous(area, label)), key=_preference, default=None)


def _chain(text: str, start: int, above: tuple[Area, ...]) -> NamedArea | None:
    """The deepest chain of areas, each inside the one before, that begins at a place."""
    best: NamedArea | None = None
    for label in _area_labels().every_at(text, start):
        areas = [area for area in gazetteer().areas_named(label) if _depth(area)]
        if above:
            inside = {area.code for area in above}
            areas = [area for area in areas if inside & {a.code for a in gazetteer().parents(area)}]
        else:
            areas = [area for area in areas if area.name == label or not _ambiguous(area, label)]
        if not areas:
            continue
        candidates = tuple(sorted(areas, key=_preference))
        end = start + len(label)
        gap = _GAP.match(text, end)
        deeper = _chain(text, gap.end() if gap else end, candidates)
        found = deeper or _zone(text, end, label) or _named(label, start, end, candidates)
        common = not above and deeper is None and all(_ambiguous(area, label) for area in candidates)
        found = replace(found, start=start, doubtful=found.doubtful or (common and bool(found.codes)))
        if best is not None and found.end <= best.end:
            continue  # 浦东新区 is a district, no zone of 浦东; 三门峡市 is not 三门
        if best is None or (found.depth, found.full, found.end) > (best.depth, best.full, best.end):
            best = found
    return best


def _named(label: str, start: int, end: int, areas: Sequence[Area]) -> NamedArea:
    official = [area for area in areas if area.name == label] or list(areas)
    first = official[0]
    same = [area for area in official if area.name == first.name and area.level == first.level]
    living = [area for area in same if not area.replaced_by] or same
    codes = tuple(area.code for area in living if area.code.isdigit())
    return NamedArea(first.name, start, end, _depth(first), first.name == label, codes)


def _zone(text: str, end: int, label: str) -> NamedArea | None:
    kind = _zone_words().at(text, end)
    if not kind:
        return None
    city = label.removesuffix("市") if len(label) > 2 else label  # 济南市高新区 and 济南高新区 are one
    return NamedArea(city + kind, end, end + len(kind), _ZONE, True, ())


@cache
def _area_labels() -> WordSet:
    return WordSet(label for concept in lexicon().concepts("area") for label in concept.labels)


@cache
def _zone_words() -> WordSet:
    kinds = (c for c in lexicon().concepts("zone-kind") if "zone" in c.properties.get(LEXICON + "level", ()))
    return WordSet(label for concept in kinds for label in concept.labels)


def _preference(area: Area) -> tuple[bool, int, str]:
    """Areas that still exist, then the higher, then by code."""
    return bool(area.replaced_by), _depth(area), area.code


def _depth(area: Area) -> int:
    return _DEPTH.get(area.level, _ZONE)


def _labels(area: Area) -> tuple[str, ...]:
    return lexicon().by_iri(area.iri).labels


def _ambiguous(area: Area, label: str) -> bool:
    return label in lexicon().by_iri(area.iri).properties.get(LEXICON + "ambiguousShortForm", ())
