"""Names that nothing shows but the honour that they got: 乙百工集被评为省级夜间文旅消费集聚区.

The kind of the honour says whether a place holds it or a company.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract import honours
from kg.extract.chunks import pattern
from kg.extract.generic import is_generic
from kg.extract.name_bounds import name_start
from kg.extract.names import names
from kg.language import phrases
from kg.language.lexicon import lexicon
from kg.language.worded import worded

if TYPE_CHECKING:
    from kg.extract.context import Context
    from kg.extract.honours import Title

# Sentence, start, end and name of a holder.
Held = tuple[int, int, int, str]

_PLACES = worded("{honour-cue/for-places}")
_COMPANIES = worded("{honour-cue/for-companies}|{name-cue/enterprise-kind}")
_ADVERBS = "(?:{name-cue/told-how}|[也已均又还新荣]|连续[0-9一二三四五六七八九十]{1,3}[年次届]){0,3}"
_LEFT = worded("(?:等[^，。；]{0,10}?)?", _ADVERBS, "(?:被[^，]{0,8}", _ADVERBS, ")?$")
_PLAIN = re.compile("[一-鿿A-Za-z0-9·]{2,14}")
_NO_HOLDER = worded(
    "^[0-9]+[个家项件部座名人条处所]|[的了被将把是在与]|(?:[市县区镇乡村省]|{honour-cue/no-holder-end})$",
    "|全[省市县区]|我[省市县区]|^[《“]",
)


def holders(context: Context, kind: str) -> Iterator[Held]:
    """Those who got an honour and are no area and shown by no rule of names, in the order of the text.

    Args:
        context: the document and what was found in it.
        kind: ``Site`` or ``Organisation``.
    """
    fits, other = (_PLACES(), _COMPANIES()) if kind == "Site" else (_COMPANIES(), _PLACES())
    known = [span for e in context.entities if e.type != "Area" for span in e.mentions]
    areas = [span for e in context.of_type("Area") for span in e.mentions]
    for title in honours.titles(context):
        if title.holder is None or not fits.search(title.name) or other.search(title.name):
            continue
        sentence = context.document.sentences[title.sentence]
        for start, end in _parts(sentence.text, title):
            place = sentence.span(start, end)
            within = sum(span.end - span.start for span in areas if place.contains(span))
            if within < place.end - place.start and not any(span.overlaps(place) for span in known):
                yield title.sentence, start, end, sentence.text[start:end]


def _parts(text: str, title: Title) -> Iterator[tuple[int, int]]:
    """Where the names of the holders stand."""
    if title.holder is None:
        return
    left = _LEFT().search(text, title.holder.start, title.holder.end)
    stop = left.start() if left else title.holder.end
    taken = [(n.start, n.end) for n in names(text)]
    for part in phrases.items(text, title.holder.start, stop):
        start = name_start(text, part.start, part.end)
        name = text[start : part.end]
        counted = any(char.isdigit() for char in text[part.start : start])
        if counted or any(s < part.end and start < e for s, e in taken) or not _may_hold(name):
            continue
        yield start, part.end


def _may_hold(name: str) -> bool:
    return (
        _PLAIN.fullmatch(name) is not None
        and _NO_HOLDER().search(name) is None
        and not is_generic(name)
        and not any(lexicon().by_label(scheme, name) for scheme in ("industry", "area", "indicator"))
        and not pattern("lead-verb").fullmatch(name)
        and not _is_local_industry(name)
    )


def _is_local_industry(name: str) -> bool:
    """Whether a name is an area's industry: 乙县生物医药."""
    area = next((m for m in lexicon().find("area", name) if m.start == 0), None)
    return area is not None and any(
        area.end <= m.start and m.end == len(name) for m in lexicon().find("industry", name)
    )
