"""Whose report a document is: the area that it is about, by the gazetteer and the document's own words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from kg.language.lexicon import Concept, lexicon

_KG: Final = "https://w3id.org/govreport/ontology#"
_NOTATION: Final = "http://www.w3.org/2004/02/skos/core#notation"
_REPLACED: Final = "http://purl.org/dc/terms/isReplacedBy"
_DEPTH: Final = {"country": 0, "province": 1, "prefecture": 2, "county": 3, "zone": 4}
_LEVEL: Final = "(省|自治区|市|区|县|州|旗|盟)"
_SELF_WORD: Final = re.compile(rf"[我全]{_LEVEL}(?!域|局|级|内外)|(?<![一-鿿]){_LEVEL}(?:委、|人民政府)")
_GAP: Final = re.compile(r"[\s)）(（]{0,2}")
_OPENS: Final = re.compile(r"(?:^|关于|年|[^一-鿿])$")  # before a name that is a common word in running text
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
    parents: tuple[str, ...] = ()
    doubtful: bool = False  # a name that is a common word as well (新城区), with no level above it to tell


@dataclass(frozen=True, slots=True)
class _Gazetteer:
    """Every area by label, since the names of counties repeat."""

    by_label: dict[str, tuple[Concept, ...]]
    by_code: dict[str, Concept]
    longest: int
    zones: re.Pattern[str]


@cache
def _gazetteer() -> _Gazetteer:
    by_label: dict[str, list[Concept]] = {}
    by_code: dict[str, Concept] = {}
    for concept in lexicon().concepts("area"):
        for code in concept.properties.get(_NOTATION, ()):
            by_code.setdefault(code, concept)
        for label in concept.labels:
            by_label.setdefault(label, []).append(concept)
    suffixes = "|".join(lexicon().words("document-cue", "zone-suffix"))
    return _Gazetteer(
        {label: tuple(sorted(found, key=_preference)) for label, found in by_label.items()},
        by_code,
        max(len(label) for label in by_label),
        re.compile(rf"(?:[东西南北中][部]?)?(?:{suffixes})"),
    )


def _preference(concept: Concept) -> tuple[bool, int, str]:
    """Areas that still exist, then the higher, then by code."""
    return (_REPLACED in concept.properties, _depth(concept), concept.iri)


def _depth(concept: Concept) -> int:
    return _DEPTH.get(next(iter(concept.properties.get(_KG + "level", ())), "zone"), 4)


def _code(concept: Concept) -> str | None:
    return next((code for code in concept.properties.get(_NOTATION, ()) if re.fullmatch(r"\d{6}", code)), None)


def by_code(code: str) -> str | None:
    """The official name of the area with that GB/T 2260 code, or None."""
    concept = _gazetteer().by_code.get(code)
    return concept.label if concept else None


def codes_of(name: str) -> tuple[str, ...]:
    """The GB/T 2260 codes of the existing areas with that official name; several where names repeat."""
    found = _gazetteer().by_label.get(name, ())
    return tuple(
        code for c in found if c.label == name and _REPLACED not in c.properties and (code := _code(c)) is not None
    )


def among_named(codes: Sequence[str], text: str) -> tuple[str, ...]:
    """Of several areas of one name, the one whose upper levels a text names most often; several where none leads."""
    counts: dict[str, int] = {}
    for code in codes:
        above = {c.label for c in _above(_gazetteer().by_code[code])}
        short = {label for c in _above(_gazetteer().by_code[code]) for label in c.labels if not _ambiguous(c, label)}
        counts[code] = sum(text.count(label) for label in sorted(above | short))
    most = max(counts.values())
    leading = tuple(code for code, count in sorted(counts.items()) if count == most)
    return leading if most else tuple(codes)


def _above(concept: Concept) -> Iterator[Concept]:
    """The levels above an area, without the country."""
    for iri in concept.broader:
        parent = lexicon().by_iri(iri)
        if _depth(parent) > 0:
            yield parent
            yield from _above(parent)


def named_areas(text: str) -> Iterator[NamedArea]:
    """Areas named in a short text, each with the levels above it taken together: 济南市历城区 is one, 历城区.

    A short form that is a common word as well (天桥) counts only after the name of the area above it.
    """
    position = 0
    while position < len(text):
        found = _chain(text, position, ())
        if found is None:
            position += 1
            continue
        yield found
        position = found.end


def _chain(text: str, start: int, above: tuple[Concept, ...]) -> NamedArea | None:
    """The longest chain of areas, each inside the one before, that begins at a place."""
    gazetteer = _gazetteer()
    best: NamedArea | None = None
    for length in range(min(gazetteer.longest, len(text) - start), 1, -1):
        label = text[start : start + length]
        concepts = gazetteer.by_label.get(label, ())
        if above:
            concepts = tuple(c for c in concepts if _inside(c, above))
        else:
            concepts = tuple(c for c in concepts if not _ambiguous(c, label) or c.label == label)
        concepts = tuple(c for c in concepts if _depth(c) > 0)
        if not concepts:
            continue
        end = start + length
        gap = _GAP.match(text, end)
        deeper = _chain(text, gap.end() if gap else end, concepts)
        found = deeper or _zone(text, end, label, concepts) or _area(label, start, end, concepts, above)
        doubtful = found.doubtful or (not above and deeper is None and all(_ambiguous(c, label) for c in concepts))
        found = replace(found, start=start, doubtful=doubtful and bool(found.codes))
        if best is not None and best.full and not found.codes and found.end <= best.end:
            continue  # 浦东新区 is a district, no zone of 浦东
        if best is None or (found.depth, found.full, found.end) > (best.depth, best.full, best.end):
            best = found
    return best


def _area(label: str, start: int, end: int, concepts: tuple[Concept, ...], above: tuple[Concept, ...]) -> NamedArea:
    official = [c for c in concepts if c.label == label] or list(concepts)
    first = official[0]
    same = [c for c in official if c.label == first.label and _depth(c) == _depth(first)]
    living = [c for c in same if _REPLACED not in c.properties] or same
    codes = tuple(code for c in living if (code := _code(c)))
    parents = tuple(c.label for c in above[:1])
    return NamedArea(first.label, start, end, _depth(first), first.label == label, codes, parents)


def _zone(text: str, end: int, label: str, concepts: tuple[Concept, ...]) -> NamedArea | None:
    match = _gazetteer().zones.match(text, end)
    if match is None:
        return None
    city = label.removesuffix("市") if len(label) > 2 else label  # 济南市高新区 and 济南高新区 are one
    return NamedArea(city + match.group(), end, match.end(), _DEPTH["zone"], True, (), (concepts[0].label,))


def _ambiguous(concept: Concept, label: str) -> bool:
    return label in concept.properties.get(_KG + "ambiguousShortForm", ())


def _inside(concept: Concept, above: Sequence[Concept]) -> bool:
    """Whether an area lies in one of the others, one or two levels up."""
    wanted = {c.iri for c in above}
    parents = set(concept.broader)
    for iri in concept.broader:
        try:
            parents.update(lexicon().by_iri(iri).broader)
        except KeyError:
            continue
    return bool(parents & wanted)


def area_ending(text: str, end: int) -> NamedArea | None:
    """The area whose name ends at that place of a text, such as before 第十四届人民代表大会."""
    start = max(0, end - _WINDOW)
    found = [area for area in named_areas(text[start:end]) if area.end == end - start]
    if not found:
        return None
    area = found[-1]
    return replace(area, start=start + area.start, end=end)


def best_named(text: str) -> NamedArea | None:
    """Of the areas that a title names, the one it is about: by official name before short form, then the deepest."""
    found = [a for a in named_areas(text) if not a.doubtful or _OPENS.search(text[: a.start])]
    return max(found, key=lambda a: (a.full and not a.doubtful, a.depth, a.start)) if found else None


def self_word(text: str) -> tuple[str, int] | None:
    """The level that a text calls its own (我市, 全县, 市人民政府) and how often; None where it says so nowhere."""
    counts = Counter(a or b for a, b in _SELF_WORD.findall(text))
    if not counts:
        return None
    word, count = min(counts.items(), key=lambda item: (-item[1], item[0]))
    return word, count


def most_named(text: str, word: str) -> tuple[NamedArea, int] | None:
    """The area of that level which a text names most often, at least three times and twice as often as any other."""
    counts: Counter[str] = Counter()
    first: dict[str, NamedArea] = {}
    for match in lexicon().find("area", text):
        label = text[match.start : match.end]
        for concept in _gazetteer().by_label[label]:
            gone = _REPLACED in concept.properties or _depth(concept) == 0
            if gone or not is_level(concept.label, word) or _ambiguous(concept, label):
                continue
            area = _area(label, match.start, match.end, (concept,), ())
            counts[area.name] += 1
            first.setdefault(area.name, area)
            break
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < 3 or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return None
    return first[ranked[0][0]], ranked[0][1]


def is_level(name: str, word: str) -> bool:
    """Whether an official name is of the level that a text calls its own: 我市, 全区."""
    return name.endswith(word)
