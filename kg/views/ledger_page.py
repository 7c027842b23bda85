"""The number ledger as one page: the whole text, each number in the colour of its class.

Self-contained: no script, no font, no picture, nothing is fetched; a content policy forbids all of it. Whatever comes
from a document is escaped. Colours are those of Okabe and Ito, which people with any colour vision can tell apart, and
each class has a line of its own kind as well.
"""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence

from kg.model import Document, Extraction, NumberUse
from kg.views.ledger_lines import Entry, counts, entries, meanings, share_unexplained, totals, understood

# Background and line of each class: two marks, so that neither colour vision nor a printer is needed.
_LOOKS: Mapping[NumberUse, tuple[str, str]] = {
    NumberUse.OBSERVATION: ("#cfe6f6", "2px solid #0072b2"),
    NumberUse.DATE: ("#d3efe5", "2px dashed #009e73"),
    NumberUse.NAME: ("#f6dfec", "2px dotted #b5558c"),
    NumberUse.ORDINAL: ("#e9e9e9", "4px double #666666"),
    NumberUse.IDENTIFIER: ("#fbf6bf", "2px dotted #8a7d00"),
    NumberUse.SET_PHRASE: ("#fdeacb", "2px dashed #b87a00"),
    NumberUse.UNEXPLAINED: ("#b84300", "2px solid #000000"),
}
_STYLE = """
:root { color-scheme: light; }
body { margin: 0 auto; max-width: 60rem; padding: 0 1.2rem 4rem; background: #fff; color: #1a1a1a;
  font: 1rem/1.5 system-ui, "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", sans-serif; }
h1 { font-size: 1.35rem; margin: 1.2rem 0 .4rem; } h2 { font-size: 1.15rem; margin: 2.5rem 0 .5rem; }
h1, h2 { overflow-wrap: anywhere; }
table { border-collapse: collapse; font-size: .85rem; margin: .8rem 0; }
.wide { overflow-x: auto; } .wide td:first-child { min-width: 13rem; }
th, td { padding: .2rem .4rem; border-bottom: 1px solid #ddd; text-align: right; }
th:first-child, td:first-child { text-align: left; overflow-wrap: anywhere; }
nav { position: sticky; top: 0; background: #fffffff2; border-bottom: 1px solid #bbb; padding: .45rem 0;
  font-size: .85rem; line-height: 1.9; z-index: 1; }
nav span.key { white-space: nowrap; margin-right: .7rem; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; line-height: 2; font-size: 1.02rem; }
mark { color: inherit; padding: .05em .12em; border-radius: 2px; scroll-margin-top: 9rem; }
mark[title] { cursor: help; }
mark:target, mark:target + a { outline: 3px solid #000; outline-offset: 2px; }
.furniture { color: #8a8a8a; font-size: .85em; } .furniture mark { opacity: .75; }
.sign { display: none; }
a { color: #004b87; } a.next { text-decoration: none; padding: 0 .25em; font-weight: bold; }
a.next::after { content: "↓"; } a.next.last::after { content: "↑"; }
details { border: 1px solid #ccc; border-radius: 4px; padding: .4rem .8rem; margin: .8rem 0; }
summary { cursor: pointer; font-weight: bold; } li { margin: .35rem 0; overflow-wrap: anywhere; }
@media print { nav { position: static; } a.next { display: none; } }
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
# Signs of Markdown: of headings, of emphasis, and the rule under the head of a table.
_SIGNS = re.compile(r"^[ ]{0,3}#{1,6}[ \u3000]+|\*\*|^[ ]{0,3}\|[ :|\-]{3,200}\|[ ]{0,9}\n", re.MULTILINE)
# Characters that no page may hold, and those that turn the direction of what follows them.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]"
)


def page(extractions: Sequence[Extraction], *, unexplained: bool = False) -> str:
    """The whole page.

    Args:
        extractions: the documents, in the order in which they are shown.
        unexplained: leave the texts out, and show only the numbers that no rule accounts for with their sentences.
    """
    return "".join(f"{part}\n" for part in _page(extractions, unexplained))


def _page(extractions: Sequence[Extraction], unexplained: bool) -> Iterator[str]:
    title = extractions[0].document.name if len(extractions) == 1 else f"{len(extractions)} documents"
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>Number ledger: {_escaped(title)}</title>\n<style>{_STYLE}{_classes()}</style>\n</head>\n<body>"
    yield f"<h1>Number ledger: {_escaped(title)}</h1>"
    yield "<p>Every digit group and Chinese numeral, by what became of it. Rest the pointer on a number to see why.</p>"
    if len(extractions) > 1:
        yield from _overview(extractions)
    for index, extraction in enumerate(extractions, start=1):
        yield from _document(extraction, index, unexplained)
    yield "</body>\n</html>"


def _classes() -> str:
    rules = []
    for use, (back, line) in _LOOKS.items():
        loud = " color: #fff; font-weight: bold;" if use is NumberUse.UNEXPLAINED else ""
        rules.append(f"mark.{use.value} {{ background: {back}; border-bottom: {line};{loud} }}\n")
    return "".join(rules)


def _overview(extractions: Sequence[Extraction]) -> Iterator[str]:
    head = "".join(f"<th>{use.value}</th>" for use in NumberUse)
    yield f'<div class="wide"><table><tr><th>document</th><th>numbers</th>{head}<th>share unexplained</th></tr>'
    rows = [
        (f'<a href="#d{index}">{_escaped(extraction.document.name)}</a>', counts(extraction))
        for index, extraction in enumerate(extractions, start=1)
    ]
    for name, counted in (*rows, ("all", totals(extractions))):
        cells = "".join(f"<td>{n:,}</td>" for n in (sum(counted.values()), *counted.values()))
        yield f"<tr><td>{name}</td>{cells}<td>{share_unexplained(counted):.1%}</td></tr>"
    yield "</table></div>"


def _document(extraction: Extraction, index: int, unexplained: bool) -> Iterator[str]:
    document, listed = extraction.document, entries(extraction)
    odd = [entry for entry in listed if entry.note.use is NumberUse.UNEXPLAINED]
    places = {id(entry): f"n{index}-{k}" for k, entry in enumerate(odd, start=1)}
    title = document.metadata.title
    yield f'<section id="d{index}">'
    yield f"<h2>{_escaped(document.name)}{': ' + _escaped(title) if title else ''}</h2>"
    yield _legend(counts(extraction), f"#n{index}-1" if odd and not unexplained else "")
    if odd:
        yield f"<details{' open' if unexplained else ''}><summary>Unexplained: {len(odd)}</summary><ol>"
        for entry in odd:
            link = "" if unexplained else f' <a class="next" href="#{places[id(entry)]}" title="in the text"></a>'
            yield f'<li lang="zh">{_sentence(entry)}{link}</li>'
        yield "</ol></details>"
    if not unexplained:
        yield f'<div class="text" lang="zh">{"".join(_text(document, listed, places))}</div>'
    yield "</section>"


def _legend(counted: Mapping[NumberUse, int], first: str) -> str:
    keys = "".join(
        f'<span class="key"><mark class="{use.value}" title="{meanings()[use]}">{use.value}</mark> {n:,}</span> '
        for use, n in counted.items()
    )
    jump = f' <a href="{first}">first unexplained ↓</a>' if first else ""
    whole = sum(counted.values())
    return f"<nav>{keys}<br>{whole:,} numbers, {share_unexplained(counted):.1%} unexplained{jump}</nav>"


def _sentence(entry: Entry) -> str:
    text = entry.sentence.text if entry.sentence else entry.note.text
    start, end = (entry.start, entry.end) if entry.sentence else (0, len(text))
    number = f'<mark class="{entry.note.use.value}">{_escaped(text[start:end])}</mark>'
    return f"{_escaped(text[:start])}{number}{_escaped(text[end:])}"


def _text(document: Document, listed: Sequence[Entry], places: Mapping[int, str]) -> Iterator[str]:
    """The text cut at every edge of a number or of page furniture, so that neither can be nested wrongly."""
    following = list(places.values())[1:]
    numbers = [entry for entry in listed if entry.note.span.end <= len(document.text)]
    edges = {0, len(document.text)}
    edges |= {at for entry in numbers for at in (entry.note.span.start, entry.note.span.end)}
    signs = [found.span() for found in _SIGNS.finditer(document.text)]
    edges |= {at for span in signs for at in span}
    edges |= {at for piece in document.furniture for at in (piece.span.start, piece.span.end)}
    hidden = {start for start, _ in signs}
    furniture, after = iter(sorted(piece.span for piece in document.furniture)), iter(numbers)
    grey, entry = next(furniture, None), next(after, None)
    cuts = sorted(edges)
    for start, end in itertools.pairwise(cuts):
        while grey is not None and grey.end <= start:
            grey = next(furniture, None)
        while entry is not None and entry.note.span.end <= start:
            entry = next(after, None)
        piece = _escaped(document.text[start:end])
        if entry is not None and entry.note.span.start <= start:
            place = places.get(id(entry), "") if entry.note.span.start == start else ""
            piece = _marked(entry, piece, place)
            if end == entry.note.span.end and (own := places.get(id(entry))):
                piece += _next(own, following)
        if start in hidden:
            piece = f'<span class="sign">{piece}</span>'
        yield f'<span class="furniture">{piece}</span>' if grey is not None and grey.start <= start else piece


def _marked(entry: Entry, piece: str, place: str) -> str:
    name = f' id="{place}"' if place else ""
    return f'<mark class="{entry.note.use.value}"{name} title="{_escaped(_reason(entry))}">{piece}</mark>'


def _next(own: str, following: Sequence[str]) -> str:
    """The way from one unexplained number to the one after it, or back to the head of the document."""
    document, _, number = own[1:].partition("-")
    if int(number) <= len(following):
        return f'<a class="next" href="#{following[int(number) - 1]}" title="next unexplained"></a>'
    return f'<a class="next last" href="#d{document}" title="the last one: back to the top"></a>'


def _reason(entry: Entry) -> str:
    if not entry.sentence:
        return f"{entry.note.use.value}: in page furniture"
    lines = [f"{entry.note.use.value}: {meanings()[entry.note.use]}"]
    return "\n".join([*lines, *(understood(observation) for observation in entry.observations)])


def _escaped(text: str) -> str:
    """Text of a document, for an element or an attribute between double quotes."""
    return html.escape(_UNPRINTABLE.sub("\ufffd", text.replace("\r\n", "\n")), quote=True)
