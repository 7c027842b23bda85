"""Names of built things, places and organisations in one sentence, with the stage that the sentence gives them.

Three shapes show a name: a list with a head (``A、B等项目``), an end (``…产业园``), and coordination that shares an end
(``延榆、康渝高铁``). The type follows from the head or the end, and from the stage: a thing that is being planned,
built or opened is a Project, one that is merely spoken of is a Site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from kg.extract.chunks import Listing, Range, counted, lead_end, may_have_head, of_clause, word_set, words
from kg.extract.generic import is_counted, is_counted_behind, is_generic, is_proper, tells
from kg.extract.name_bounds import ASIDE, boundary, class_of, ends_among, name_ends, name_start
from kg.extract.no_names import (
    FIGURATIVE,
    NO_AUTHORITY,
    NO_ITEM,
    NO_ORGANISATION,
    NO_PART,
    NO_PLACE,
    NO_SHARED,
    NO_SITE,
    QUANTIFIED,
)
from kg.extract.spotted import CLASSES, Words, spotted
from kg.extract.stages import stages
from kg.language import phrases
from kg.language.lexicon import lexicon
from kg.language.worded import worded
from kg.language.wordset import holds, leftmost, within

_LONGEST = 32
_OPENS, _CLOSES = "“‘《（", "”’》）"
_MARK = re.compile(f"[{_OPENS}{_CLOSES}]")
_COUNTED = re.compile(
    r"[0-9]+(?:[.,][0-9]+)*(?:万|亿)?(?:个|座|家|条|处|公里|千米|所|项|亩|套|%|户|名|人|万|亿|对|台)|周年$"
)


_HONOURS = worded("{honour-cue/granting}")
_REFORM = worded("{name-cue/reform-aim}{name-cue/reform-zone}$|先行示范区$|美丽")
# What shows that an organisation belongs to a level of government: 省外贸集团, not 省级医院, 区域医疗中心, 市场.
_OF_LEVEL = re.compile(
    "(?:自治区|省|市|区|县|州)(?![级属内直域重际场会块政民值容面城乡区委]|外(?![贸事语汇])|一级|重点|公立|各|高校)"
)
_ACTS = worded("(?:[县市区州盟旗地村]|区域|企业|部门)(?:共同|联合)?(?:{name-cue/company-act}|被|获)")
_STATE_KIND = re.compile("(?:国家|全国重点|省)实验室")
_BUILT_UP = worded("{name-cue/building-verb}")
_PUT_ON_LINE = worded("{name-cue/on-line}$")
_ON_LINE = re.compile("[^，。；]{0,4}(?:上线|运行|组建)")
_STAGE_END = re.compile(
    "期(?:工程)?$|段$|[扩改迁复]建$|延$|延长线$|修缮$|机组$"
)  # of a part of a thing, not of a thing
_SUMMED = re.compile("[二三四五六七八九十]大")
_LEVELS = ("省", "市", "区", "县", "自治区", "自治州")


class Name(NamedTuple):
    """A name in a sentence; the range counts characters of the sentence's text."""

    type: str  # Project, Site, Organisation
    name: str
    aliases: tuple[str, ...]
    start: int
    end: int
    rule: str
    stages: tuple[str, ...] = ()
    head: str = ""  # the head of its list: 重大水利工程


_AT_ONCE = 1024  # sentences, so that what is remembered of them is not forgotten between two steps


def names_each(texts: Sequence[str]) -> list[tuple[Name, ...]]:
    """The names in each of several sentences, such as those of a document.

    Each step is taken for all of them before the next, for the processor holds the patterns and words that it has just
    used. What a step finds is remembered by the sentence.
    """
    found: list[tuple[Name, ...]] = []
    for first in range(0, len(texts), _AT_ONCE):
        here = texts[first : first + _AT_ONCE]
        worth = [text for text in here if (words_of := spotted(text)).ends or words_of.listed]
        for step in (phrases.clauses, _listings, _ended, _own_ends):
            for text in worth:
                step(text)
        found += [names(text) for text in here]
    return found


@lru_cache(maxsize=8192)
def names(text: str) -> tuple[Name, ...]:
    """The names in a sentence in reading order, none inside another of the same type."""
    found: list[Name] = []
    words_of = spotted(text)
    for listing in _listings(text) if words_of.ends or words_of.listed else ():
        found += (listing.head and _from_head(text, listing, listing.head)) or _from_ends(text, listing)
    if not (found or words_of.authorities):
        return ()
    held = [(n.start, n.end) for n in found if n.type == "Organisation"]
    found += [
        Name("Organisation", text[start:end], (), start, end, "authority")
        for start, end, _ in leftmost(words_of.authorities)
        if not NO_AUTHORITY().match(text, end)
        and text[start - 1 : start] != "团"
        and not any(first <= start and end < last for first, last in held)
    ]
    return tuple(dict.fromkeys(kept for name in found if (kept := _whole(name)) is not None))


@lru_cache(maxsize=8192)
def _listings(text: str) -> Sequence[Listing]:
    """The lists of the clauses that may name something: a name ends there, or a list closes with its head."""
    ends, listed = spotted(text).ends, spotted(text).listed
    first, last = (ends[0][0], ends[-1][0]) if ends else (0, -1)
    found: list[Listing] = []
    for start, end in phrases.clauses(text):
        if (first < end and start <= last and holds(ends, start, end)) or (
            listed and holds(listed, start, end) and may_have_head(text, start, end)
        ):
            found += [counted(text, listing) for listing in of_clause(text, start, end)]
    return found


def _whole(name: Name) -> Name | None:
    """A name without the quotation marks and brackets of other phrases at its edges; None where one is inside it."""
    if name.name not in name.aliases and _MARK.search("".join((name.name, *name.aliases))) is None:
        return name
    bare = name.name.lstrip(_CLOSES).rstrip(_OPENS)
    for opening, closing in zip(_OPENS, _CLOSES, strict=True):
        if bare.count(opening) != bare.count(closing):
            bare = bare.removeprefix(opening) if bare.count(opening) > bare.count(closing) else bare
            bare = bare.removesuffix(closing) if bare.count(opening) < bare.count(closing) else bare
    if not is_paired(bare) or (bare != name.name and not _is_name(bare)):
        return None
    return name._replace(name=bare, aliases=tuple(a for a in name.aliases if is_paired(a) and a != bare))


def is_paired(name: str) -> bool:
    """Whether each quotation mark and bracket of a name has its other half, in order."""
    return _MARK.search(name) is None or all(
        name.count(opening) == name.count(closing) and name.find(opening) <= name.find(closing)
        for opening, closing in zip(_OPENS, _CLOSES, strict=True)
    )


def _from_head(text: str, listing: Listing, following: Range) -> list[Name]:
    """The items of a list whose head, in what follows 等, says what they are."""
    opens, closes = following
    if word_set("lead-verb").at(text, opens):
        return []  # 鞍山、本溪等建设…: the list is the subject
    of_them = _OF_THEM.match(text, opens, closes)  # 甲、乙等地零碳园区
    start = lead_end(text, of_them.end() if of_them else opens, closes)
    ends = name_ends(text, (start, closes))
    head = next(iter(within(spotted(text).listed, start, closes)), None)
    if not (ends or head):
        return []
    before = text[slice(*listing.lead)]
    acts = ends and _ACTS().search(text, opens, ends[0][1])
    if acts and not (head and acts.group().startswith("企业") and head[1] <= acts.end()):
        return []  # 甲县、乙县等12个县建设丙基地
    ends = [] if acts else ends  # 甲、乙等企业牵头组建丙联合体: those two are companies
    if ends and "“" not in text[start : ends[0][1]] and (not head or ends[0][1] >= head[1]):
        kind, end, ending = ends[0]
        bare = text[start : end - len(ending)]
        if NO_SHARED().search(bare) or (ending in ("工程", "平台", "基地") and bare and is_generic(bare)):
            return []
        said = stages(before, text[end:closes])
        return _restored(text, listing, (start, end), ending, _type(kind, said), said)
    if not head or head[1] - start > 14 or re.search("[的了在]", text[start : head[0]]):
        return []
    after = text[head[1] : closes]
    said = stages(before, after)
    noun = text[head[0] : head[1]]
    kind = "Project" if noun in words("project") else "Organisation" if noun in words("organisation-list") else "Site"
    if re.match("行动|计划|清单" if kind == "Project" else "集群|体系|网络", after):
        return []
    if kind == "Project" and 2 * sum(
        lexicon().by_label("industry", text[s:e]) is not None for s, e in listing.items
    ) > len(listing.items):
        return []
    phrase = text[start : head[1]]
    summed = _SUMMED.search(phrase) is not None
    out = []
    for first, end in listing.items:
        begin = name_start(text, first, end)
        name = text[begin:end]
        own = name_ends(text, (begin, end))
        type_ = _type(own[-1][0], ()) if own and kind != "Project" else kind
        if type_ == "Organisation" and (NO_ORGANISATION().search(name) or lexicon().by_label("industry", name)):
            continue
        if summed and not own:
            continue  # 甲能力提升、乙产业跃升等“十大工程”: programmes
        if _is_name(name) and not _COUNTED.search(name) and not NO_ITEM().search(name):
            aliases = (_unquoted(name) + noun,) if noun in ("项目", "工程") else ()
            if noun in words("body-kind") and not own and not name.endswith("院") and len(name) <= 6:
                aliases, name = (name,), name + (phrase if _STATE_KIND.fullmatch(phrase) else noun)
            given = said if type_ == "Project" else ()
            out.append(Name(type_, _unquoted(name), aliases, begin, end, f"{type_.lower()}-list", given, phrase))
    return out


def _restored(text: str, listing: Listing, head: Range, ending: str, kind: str, said: tuple[str, ...]) -> list[Name]:
    """``A、B等高速公路``: each item with the head that they share."""
    shared = text[slice(*head)]
    of_area = kind == "Organisation" and lexicon().by_label("area", shared.removesuffix(ending)) is not None
    added = ending if of_area else shared  # 甲、乙等重庆实验室: 甲实验室
    out = []
    for first, end in listing.items:
        begin = name_start(text, first, end)
        item = text[begin:end]
        if kind == "Site" and lexicon().by_label("industry", item):
            continue
        if not 2 <= len(item) <= _LONGEST or is_generic(item) or _COUNTED.search(item):
            continue
        # A head is restored only where a piece lacks one of its own: not to 甲科学城, not to a name in marks.
        # To the name of an organisation in marks it is: “四海”等投资基金.
        own = _ending_at(item) or (item.endswith("”") and kind != "Organisation")
        ended = own if isinstance(own, str) else next(iter(word_set(*CLASSES).every_before(item)), "")
        of_body = ended in words("organisation") and kind == "Site"  # 乙创新联盟等平台
        type_ = _type(class_of(ended), said) if isinstance(own, str) or of_body else kind
        alone = bool(own) or (kind == "Site" and lexicon().by_label("area", item) is None)
        name = item if alone or item.endswith(ending) else item + added
        restored = () if item.endswith(ending) else (item, item + shared, item + ending)
        quoted = _QUOTED_END.search(item)
        forms = (*restored, quoted.group(1)) if quoted else restored
        aliases = tuple(dict.fromkeys(a for a in forms if a != name))
        given = said if type_ == "Project" else ()
        out.append(Name(type_, _unquoted(name), aliases, begin, end, f"{type_.lower()}-shared-head", given, shared))
    return out


_OF_THEM = re.compile("(?:地区?|市|县|区|州|盟|旗|市县)(?=[一-鿿]{2,6}(?:园区|园|基地|机场|口岸))")
_QUOTED_END = re.compile("“([^“”]{2,12})”$")


def _from_ends(text: str, listing: Listing) -> list[Name]:
    """The items that end as names do, and those that share the end of the last one."""
    found: list[tuple[str, Range, str, tuple[str, ...]]] = []  # class, range, name, aliases
    waiting: list[Range] = []
    last = listing.items[0][0]
    own_ends = _own_ends(text)
    for item in listing.items:
        own = own_ends.get(item)
        if not own:
            waiting = [*waiting, item] if item[1] - item[0] <= 8 else []
            continue
        for kind, (begin, end), ending in own:
            name = text[begin:end]
            for first, stop in waiting:
                shared = _shared_end(text[first:stop], name, ending, kind)
                if shared:
                    found.append((kind, (first, stop), shared, (text[first:stop],)))
            waiting = []
            found.append((kind, (begin, end), name, _forms(name)))
            last = end
    if not found:
        return []
    before = text[slice(*listing.lead)]
    after = text[last : listing.items[-1][1]] or (text[slice(*listing.head)] if listing.head else "")
    said = stages(before, after)
    out = []
    for kind, (begin, end), name, aliases in found:
        type_ = _type(kind, said, before, name)
        of_line = type_ == "Project" and name.endswith((*words("platform-noun"), "门户"))
        if of_line and (_ON_LINE.match(after) or _PUT_ON_LINE().search(text, max(0, begin - 8), begin)):
            type_ = "Site"  # 甲服务平台上线运行, 上线甲服务平台
        if type_ == "Site" and kind == "works" and NO_SITE().search(name):
            continue
        how = "end" if end - begin == len(name) else "shared-end"
        given = said if type_ == "Project" else ()
        out.append(Name(type_, _unquoted(name), aliases, begin, end, f"{type_.lower()}-{how}", given))
    return out


Ended = tuple[str, Range, str]  # a phrase that ends as names do: the class of its end, the phrase, the end


@lru_cache(maxsize=8192)
def _own_ends(text: str) -> Mapping[Range, Sequence[Ended]]:
    """The names in the items of a sentence's lists that are shown by their own ends; only items with any."""
    return {
        item: own
        for item, ended in _ended(text).items()
        if (
            own := [
                one
                for one in ended
                if _may_be_one(one[0], text[slice(*one[1])], one[2]) and not _is_of_several(text, *one)
            ]
        )
    }


@lru_cache(maxsize=8192)
def _ended(text: str) -> Mapping[Range, Sequence[Ended]]:
    """The phrases in the items of a sentence's lists that end as names do; only items with any."""
    ends = spotted(text).ends
    every: dict[Range, Sequence[Ended]] = {}
    for listing in _listings(text) if ends else ():
        for item in listing.items:
            here = within(ends, *item)
            if here and (found := list(_in_item(text, item, here))):
                every[item] = found
    return every


def _in_item(text: str, item: Range, ends: Words) -> Iterator[Ended]:
    """The same in one item with these ends."""
    floor, stop = item
    for kind, end, ending in ends_among(text, ends, item):
        begin = name_start(text, max(floor, end - 2 * _LONGEST), end)
        if end == stop or boundary(text, end, stop):
            floor = end
        elif not is_proper(text[begin:end], ending) and text[begin - 1 : begin] not in ("", "，", "。", "；"):
            continue
        name = text[begin:end]
        if "“" in name and name.count("“") > name.count("”"):
            begin = text.rindex("“", begin, end) + 1
            if text[end : end + 1] != "”":
                continue
        yield kind, (begin, end), ending


@lru_cache(maxsize=8192)
def _may_be_one(kind: str, name: str, ending: str) -> bool:
    """Whether a phrase that ends as names of a class do is the name of one thing, by what is in it."""
    bare = name[: len(name) - len(ending)]
    public = bare in _LEVELS and ((kind == "works" and ending not in words("vague-end")) or ending in words("group"))
    public = public or (kind == "organisation" and len(bare) > 2 and _OF_LEVEL.match(bare) is not None)
    if not public and (is_generic(bare) or not _is_name(name) or not (tells(bare, ending) or is_proper(name, ending))):
        return False
    if _REFORM().search(name) or ("“" not in name and NO_ITEM().search(name)):
        return False
    if kind in ("site", "place") and (NO_PLACE().search(name) or FIGURATIVE().search(name)):
        return False
    return not (_COUNTED.search(name) or QUANTIFIED().match(name))


def _is_of_several(text: str, kind: str, at: Range, ending: str) -> bool:
    """Whether what stands there is one of a counted kind, or an honour: 四级及以上航道, 入选国家示范区."""
    begin, end = at
    if text[begin - 1 : begin + 1] == "以上" or _HONOURS().search(text, max(0, begin - 8), begin):
        return True
    several = kind in ("site", "place") and is_counted(text, begin, end)
    several = several or (kind == "works" and is_counted_behind(text, end))
    return several and not is_proper(text[begin:end], ending)


# Works that need no end more: 引大济岷 and 升钟灌区.
# What is whole as it stands: no head goes to 甲通道、乙训练场等工程.
_FACILITY = worded(
    "(?:[通水航隧]道|[东西南北]站|[适交调分]配?[一-鿿]{0,2}中心|{name-cue/whole-facility})$",
)
_WHOLE_WORKS = worded("(?:{name-cue/water-work}|[一-鿿]济[一-鿿]|[东中西]线|[扩改迁]建|[一二三四]期)$")


def _shared_end(item: str, name: str, ending: str, kind: str) -> str:
    """The full name of an item that shares the end of the list's last name, or nothing where it shares none."""
    if is_generic(item) or len(item) < 2 or word_set("lead-verb").at(item, 0) or item.endswith(_zones()):
        return ""
    place = lexicon().by_label("area", item)
    first = lexicon().begins("area", name)
    if place and first and first.end < len(name) - len(ending):
        return item + name[first.end :]
    if len(item) > 6 or ending in words("vague-end"):
        return ""
    if kind == "works":
        whole = ending == "校区" or _WHOLE_WORKS().search(item) or _FACILITY().search(item)
        return "" if whole else item + ending
    bare = len(name) - len(ending)
    if ending == "实验室" and max(bare, len(item)) <= 4:
        return item + ending
    if kind == "organisation" and _BODY.search(item):
        return ""
    short = len(item) <= 3 or place is not None
    if short and ending in words("shared-end") and not any(lexicon().by_label(scheme, item) for scheme in _OTHERS):
        # 合六、合滁产业走廊: what stands behind a piece as long is shared too
        rest = name[len(item) :]
        return item + (rest if bare > len(item) and is_generic(rest[: -len(ending)]) else ending)
    alike = len(ending) >= 4 and abs(bare - len(item)) <= 1
    return item + ending if alike and not lexicon().by_label("industry", item) else ""


@cache
def _zones() -> tuple[str, ...]:
    """What functional zones of the state end in: each is a name as it stands."""
    kinds = ("high-tech-zone", "economic-development-zone", "new-area")
    return tuple(word for kind in kinds for word in lexicon().words("zone-kind", kind))


def _ending_at(item: str) -> str | None:
    """The word that a name ends in, where it is one of those that show names; the vague ones do not."""
    found = next((w for w in word_set(*CLASSES).every_before(item) if len(item) > len(w) + 1), None)
    return None if found is None or found in words("vague-end") or _STAGE_END.search(found) else found


_OTHERS = ("industry", "known-site", "known-organisation")
_BODY = re.compile("[院所局部厅委会校行台]$|集团$|公司$|中心$|大学$")  # what is a body by itself
_PART_OF_WORKS = worded("{name-cue/part-of-works}工程$|(?<=枢纽)大坝$")


def _forms(name: str) -> tuple[str, ...]:
    aside = ASIDE.search(name)
    inside = aside is not None and aside.end() < len(name)  # 乙（丙湖）科学中心 is one of several in 乙
    bare = name if inside else ASIDE.sub("", name)
    bare = _PART_OF_WORKS().sub("", bare)
    return (bare,) if bare != name and len(bare) > 2 else ()


def _type(kind: str, said: tuple[str, ...], before: str = "建设", ending: str = "") -> str:
    if kind == "organisation":  # 建成滨海中学: what is built is a project, what merely acts an organisation
        built = ending.endswith((*words("local-institution"), "校区", "院区")) and set(said) & {"开工", "竣工"}
        return "Project" if built else "Organisation"
    if kind == "site":
        return "Project" if set(said) & {"开工", "竣工", "签约", "策划"} else "Site"
    if kind == "place" and said == ("在建",) and not _BUILT_UP().search(before):
        return "Site"
    return "Project" if said else "Site"


def _unquoted(name: str) -> str:
    inner = name[1:-1]
    return inner if name[:1] == "“" and name[-1:] == "”" and "“" not in inner else name


def _is_name(name: str) -> bool:
    return 2 <= len(name) <= _LONGEST and not is_generic(name) and not NO_PART().search(name)
