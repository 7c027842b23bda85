"""Sites: parks, zones, platforms, scenic spots and corridors that exist or are named as places.

Three things show one: the shape of a name (``kg.extract.names``), the vocabulary of places that the whole country knows
(scheme ``known-site``), and the names that governments give their platforms (“渝快办”, “浙里办”).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.extract.chunks import Found, apart, cuts_word, words
from kg.extract.gather import Cover, Said, gather
from kg.extract.holders import holders
from kg.extract.names import names
from kg.extract.projects import key
from kg.extract.spotted import spotted
from kg.language.lexicon import lexicon
from kg.language.worded import worded
from kg.language.wordset import leftmost
from kg.model import Document, Entity

if TYPE_CHECKING:
    from kg.extract.context import Context

# Share of the sites of each rule that were right on the annotated windows.
_CONFIDENCE = {
    "site-end": 0.74,
    "site-holder": 0.6,
    "site-known": 0.83,
    "site-list": 0.85,
    "site-platform": 0.5,
    "site-shared-end": 0.86,
    "site-shared-head": 0.85,
}
# Named after the province by its short name: “渝快办”, “鲁惠通”. What it is said to be behind it is no platform.
_NO_THING = "{name-cue/titled-end}|{programme-cue/head-reform}|{programme-cue/head-model}|工作|品牌"
_PLATFORM = worded(
    "“(?P<name>(?:(?:{name-cue/province-sign}|[贵秦新])(?!办|型|能)|我的|爱|一部手机)[一-鿿]{0,3}",
    f"(?:(?<!通)办|[通码融易政智钉]))”(?!{_NO_THING})",
)
_NAMED_PLATFORM = worded(
    "“(?P<name>[一-鿿A-Za-z]{2,8})”(?:(?![上进入])[一-鿿]{0,6}(?:{name-cue/platform-noun}|专区))(?![一-鿿]{0,2}经济)",
)
_PLATFORM_NAMED = worded(  # behind one of the words for a platform
    f"“(?P<name>[一-鿿A-Za-z0-9]{{2,8}})”(?!{_NO_THING}|功能|专区)",
)


def sites(context: Context) -> Iterator[Entity]:
    """The sites of a document, one entity for each.

    What is a project or an area somewhere in it is none, nor what only stands in names of programmes and honours.
    """
    named = Cover(context.of_type("Programme", "Honour"))
    taken = {form for e in context.of_type("Project", "Area") for form in (e.name, *e.aliases)}
    for site in gather("Site", (*_said(context.document), *_held(context)), _CONFIDENCE):
        if site.name not in taken and not named.holds(site):
            yield site


def _said(document: Document) -> Iterator[Said]:
    for sentence in document.sentences:
        text = sentence.text
        shaped = names(text)
        may_speak = "“" in text or spotted(text).sites
        if not (shaped or may_speak):
            continue
        found = [(n.start, n.end, key(n.name), n.name, n.aliases, n.rule) for n in shaped if n.type == "Site"]
        for start, end, name, rule in spoken(text) if may_speak else ():
            if not any(n.start < end and start < n.end for n in shaped):
                known = lexicon().by_label("known-site", name)
                found.append((start, end, known.label if known else name, name, (), rule))
        for start, end, group, name, aliases, rule in sorted(found) if found else ():
            yield group, name, aliases, sentence.span(start, end), rule


def _held(context: Context) -> Iterator[Said]:
    """Places that only the honour shows that they got."""
    for index, start, end, name in holders(context, "Site"):
        yield name, name, (), context.document.sentences[index].span(start, end), "site-holder"


@lru_cache(maxsize=8192)
def spoken(text: str) -> tuple[Found, ...]:
    """The sites of a sentence that the shape of their names does not show, in reading order, not overlapping."""
    found = [*(_platforms(text) if "“" in text else ()), *(_known(text) if spotted(text).sites else ())]
    return apart(found) if found else ()


def _known(text: str) -> Iterator[Found]:
    for start, end, _ in leftmost(spotted(text).sites):
        loved = text[start] == "爱" and text[start - 1 : start] not in tuple("“、，用通")
        if not loved and not cuts_word(text, start, end) and not _LONGER().match(text, end):
            yield start, end, text[start:end], "site-known"


# What makes a known name a part of another: 都江堰市, 泰山区, 庐山西海, 中关村大街, 天坛医院.
_LONGER = worded("[市县区镇乡村厅]|{name-cue/of-another}|{name-cue/longer-name}")


def _platforms(text: str) -> Iterator[Found]:
    nouns = words("platform-noun")
    named = (match for match in _PLATFORM_NAMED().finditer(text) if text.endswith(nouns, 0, match.start()))
    for match in (*_PLATFORM().finditer(text), *_NAMED_PLATFORM().finditer(text), *named):
        name = match.group("name")
        if name not in words("generic") and not _NO_PLATFORM().search(name):
            yield match.start("name"), match.end("name"), name, "site-platform"


# What stands in quotation marks before a platform and is a way of working: “一站式”平台, “互联网”平台.
_NO_PLATFORM = worded("[式型化级类]$|{name-cue/no-platform}")
