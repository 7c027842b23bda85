"""Names of projects in one sentence: those of its lists and ends, and those that end in 项目 by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from kg.extract.chunks import Range, listings, word_set
from kg.extract.generic import is_generic
from kg.extract.name_bounds import ends_here, name_start
from kg.extract.names import Name, is_paired, names
from kg.extract.stages import stages
from kg.language.lexicon import LEXICON, lexicon
from kg.language.worded import worded
from kg.language.wordset import within

_LONGEST = 32
_LEVEL = LEXICON + "level"
_WANTED = worded(
    "[0-9一二三四五六七八九十百千两几]+(?:余|多)?(?:个|项|批|件|家)|[了的是把将使让]|%|[，。；：！？]|等$|{project-cue/not-one}",
)
_INVESTED = re.compile("投资(?:额)?(?:约|超|近|达)?[0-9.,]{1,12}[万亿]{0,2}(?:元|美元)的$")
_OWN = re.compile("（|[A-Za-z]{2}|[0-9.]+(?:代|英寸|号)")
_COUNT = worded(
    "(?:[0-9一二三四五六七八九十百千两几]+(?:余|多)?(?:个|项|批|件|家|座|处)|{project-cue/several})$",
)
_CODE = re.compile("[0-9一二两三四五六七八九十+]")
# 项目, with the number of a phase behind it, that is no part of 项目库 or 项目建设年.
_PROJECT = worded("项目(?:[（(]?[一二三四五六]期[）)]?(?:工程)?)?(?!{project-cue/behind})")
_MARKED = re.compile("“([^“”]+)”")


@lru_cache(maxsize=8192)
def project_names(text: str) -> tuple[Name, ...]:
    """The projects named in a sentence, in reading order."""
    shaped = names(text)
    if not (shaped or "项目" in text):
        return ()
    found = [name for name in shaped if name.type == "Project"]
    held = [(name.start, name.end) for name in found]
    for name in _called(text) if "项目" in text else ():
        if not any(start < name.end and name.start < end for start, end in held):
            found.append(name)
    return tuple(sorted(found, key=lambda name: (name.start, name.end)))


def _called(text: str) -> Iterator[Name]:
    """``星河锂电池项目二期开工``: what is called a project, where it has a stage and a word of its own."""
    goes_on = _goes_on()
    ends = [
        (*called.span(), called)
        for called in _PROJECT().finditer(text)
        if ends_here(text, called.end()) or text.startswith(goes_on, called.end())
    ]
    for listing in listings(text, ends) if ends else ():
        for item in listing.items:
            for _, _, match in within(ends, *item):
                yield from _one(text, listing.lead, item, match)


def _one(text: str, lead: Range, item: Range, match: re.Match[str]) -> Iterator[Name]:
    end = match.end()
    begin = name_start(text, item[0], match.start())
    bare = text[begin : match.start()]
    before = text[slice(*lead)] + text[item[0] : begin]
    said = stages(before, text[end : item[1]])
    described = text.startswith(_words("described"), end) or _INVESTED.search(before)
    if (said or described) and _is_own(bare) and not _COUNT().search(text, 0, begin):
        forms = (bare,) if match.group() == "项目" else ()
        yield Name("Project", text[begin:end], forms, begin, end, "project-called", said)


@cache
def _goes_on() -> tuple[str, ...]:
    return (*_words("goes-on"), *_words("described"))


@cache
def _words(concept: str) -> tuple[str, ...]:
    return lexicon().words("project-cue", concept)


def _is_own(bare: str) -> bool:
    """Whether the words before 项目 say which project it is: they hold a place, a company, a mark or a model."""
    if not 4 <= len(bare) <= _LONGEST or not is_paired(bare) or is_generic(bare):
        return False
    if bare.endswith((*_words("sort"), *"类级等型个项批件各该本多")) or _WANTED().search(bare):
        return False
    if lexicon().find("known-programme", bare):
        return False
    marked = _MARKED.search(bare)
    if marked is not None:
        said = marked.group(1)
        return _CODE.search(said) is None and "、" not in said and len(said) > 2
    placed = any(m.concept.properties.get(_LEVEL) != ("country",) for m in lexicon().find("area", bare))
    held = bool(lexicon().find("known-organisation", bare))
    return placed or held or _OWN.search(bare) is not None or _ends_as_name(bare) or _works_on(bare)


def _ends_as_name(bare: str) -> bool:
    ending = word_set("works", "site", "place").before(bare)
    own = bare.removesuffix(ending)
    return bool(ending) and ending not in word_set("vague-end") and len(own) >= 3 and not is_generic(own)


def _works_on(bare: str) -> bool:
    """Whether the words say what is done with a named place: 骆岗公园片区更新."""
    act = next((w for w in _words("act") if bare.endswith(w)), "")
    return bool(act) and _ends_as_name(bare.removesuffix(act))
