"""Paragraphs to sentences in reading form, each character with its place in the file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

_MARKUP: Final = re.compile(
    r"!\[[^\]\n]{0,200}\]\([^)\n]{0,500}\)"  # picture
    r"|</?(?:sub|sup|b|i|u|em|strong|br|span|font|p|center)\b[^<>\n]{0,200}>"
    r"|\*\*|__|~~|`+"
    r"|\\(?=[\\`*_{}\[\]()#+\-.!|>~])"
)
_MARKUP_SIGN: Final = re.compile(r"[!<*_~`\\\[]")  # what any of it and a link begin with
_LINE_SIGNS: Final = re.compile(r"(?:[#]{1,6}[ \u3000]+|>[ ]?|[-*+][ \u3000]+(?=\S))+")
_LINK: Final = re.compile(r"\[([^\[\]\n]{1,200})\]\([^()\n]{0,500}\)")
_ASCII_MARK: Final = re.compile("[,;:()!?]")
_FULL: Final = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "!": "！", "?": "？"}
_ASCII_STOP: Final = re.compile(r"(?<=[^\s。]{3}[一-鿿%”）])\.(?=[一-鿿“（]|$)")
_TERMINATORS: Final = "。！？"
_TERMINATOR: Final = re.compile(f"[{_TERMINATORS}]")
_CLOSERS: Final = "”’」』）》\"'"
_GOES_ON: Final = "，、；：的和与等及）》"
_PAIRS: Final = {"（": "）", "《": "》", "“": "”"}
_NO_WIDTH_CATEGORIES: Final = ("Cf", "Mn", "Cs")  # marks without a place of their own on the page
_NO_WIDTH: Final = "\ufeff"  # stands for each of them until it is taken out
_BLANKS: Final = re.compile(r"\s+")
_CHINESE: Final = re.compile(r"[\u3001-\u303f\u3400-\u4dbf\u4e00-\u9fff，。；：（）！？“”‘’…—·％]")
_MAX_ASIDE: Final = 80
_CLAUSE_BLANK: Final = re.compile(r"(?<=[一-鿿％%”》）])[ \u3000\u00a0]{1,4}(?=[一-鿿“《（])")
_MIN_CLAUSE: Final = 6


class Reading(NamedTuple):
    """Text in reading form with the offset of each character in the document."""

    text: str
    offsets: tuple[int, ...]

    def cut(self, start: int, end: int) -> Reading:
        """A part of it, or all."""
        if start == 0 and end == len(self.text):
            return self
        return Reading(self.text[start:end], self.offsets[start:end])


def read_pieces(text: str, pieces: Sequence[tuple[int, int]]) -> Reading:
    """The reading form of stretches of a document: no layout, no Markdown, marks as Chinese prints them."""
    runs: list[str] = []
    offsets: list[int] = []
    for start, end in pieces:
        for first, run in _visible(text, start, end):
            runs.append(run)
            offsets.extend(range(first, first + len(run)))
        runs.append("\n")  # a page cut: a blank that never stays
        offsets.append(end - 1)
    return _without_layout(_widened("".join(runs)), offsets)


def _without_layout(text: str, offsets: Sequence[int]) -> Reading:
    """The text without the blanks that set it, and the offsets of what stays."""
    kept: list[str] = []
    places: list[int] = []
    at = 0
    for blanks in _BLANKS.finditer(text):
        start, end = blanks.span()
        kept.append(text[at:start])
        places += offsets[at:start]
        if _keeps_blank(text, start, end):
            kept.append(" ")
            places.append(offsets[start])
        at = end
    return Reading("".join((*kept, text[at:])), (*places, *offsets[at:]))


def halves(text: str, piece: tuple[int, int]) -> list[tuple[int, int]]:
    """The clauses of an unnumbered heading, which news set side by side with a blank instead of a mark."""
    start, end = piece
    cuts = [m.span() for m in _CLAUSE_BLANK.finditer(text, start, end)]
    places = [start, *(place for cut in cuts for place in cut), end]
    parts = list(zip(places[::2], places[1::2], strict=True))
    return parts if all(b - a >= _MIN_CLAUSE for a, b in parts) else [piece]


LONGEST = 2000  # characters of a sentence; the longest of real reports has some 700


def split(reading: Reading) -> Iterable[Reading]:
    """The sentences of a paragraph, those beyond ``LONGEST`` in pieces cut at a comma where there is one.

    No prose has such sentences; they come from broken or hostile files, and the rules need not be linear in them.
    """
    for sentence in _sentences(reading):
        start = 0
        while len(sentence.text) - start > LONGEST:
            window = sentence.text[start : start + LONGEST]
            cut = max(window.rfind(sign) for sign in "；，、") + 1 or LONGEST
            yield sentence.cut(start, start + cut)
            start += cut
        yield sentence.cut(start, len(sentence.text))


def _sentences(reading: Reading) -> Iterable[Reading]:
    """The sentences of a paragraph. 。！？ end one, with the quotes and brackets that close after them; ； does not.

    A mark inside a short bracket, title or quotation that goes on does not end the sentence around it. Where a
    paragraph has no 。 at all, a ``.`` between Chinese characters is one.
    """
    text = reading.text
    if "。" not in text:
        text = _ASCII_STOP.sub("。", text)
    start = position = 0
    asides = _asides(text)
    while terminator := _TERMINATOR.search(text, position):
        position = terminator.end()
        if terminator.start() in asides:
            continue
        quoted = False
        while position < len(text) and text[position] in _TERMINATORS + _CLOSERS:
            quoted = quoted or text[position] in _CLOSERS
            position += 1
        if quoted and position < len(text) and text[position] in _GOES_ON:
            continue
        yield reading.cut(start, position)
        start = position
    if start < len(text):
        yield reading.cut(start, len(text))


def _visible(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Runs of characters that are neither Markdown signs nor without width: where each starts, and its folded form."""
    stretch = text[start:end]
    folded = stretch.translate(_FOLDING)
    marked = _MARKUP_SIGN.search(stretch) is not None
    hidden = [m.span() for m in _MARKUP.finditer(stretch)] if marked else []
    if signs := _LINE_SIGNS.match(stretch):
        hidden.append(signs.span())
    for link in _LINK.finditer(stretch) if marked else ():
        hidden += [(link.start(), link.start() + 1), (link.end(1), link.end())]
    if _NO_WIDTH in folded:
        hidden += [(i, i + 1) for i, char in enumerate(folded) if char == _NO_WIDTH]
    at = 0
    for first, last in sorted(hidden):
        if first > at:
            yield start + at, folded[at:first]
        at = max(at, last)
    if at < len(folded):
        yield start + at, folded[at:]


class _Folding(dict[int, str]):
    """What each character becomes, found when it is first met: for ``str.translate``."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        hidden = unicodedata.category(char) in _NO_WIDTH_CATEGORIES
        self[code] = _NO_WIDTH if hidden else _folded(char)
        return self[code]


def _folded(char: str) -> str:
    """Full-width digits and letters, ％ and ．, and compatibility forms of Chinese characters, one for one."""
    folded = unicodedata.normalize("NFKC", char)
    if len(folded) != 1:
        return char
    tag = unicodedata.decomposition(char).split(" ")[0]
    if tag == "<wide>" and (folded.isalnum() or folded in "%."):
        return folded
    if tag == "<font>" or "\u4e00" <= folded <= "\u9fff":
        return folded
    if tag in {"<super>", "<sub>"} and folded.isdigit():
        return folded
    return char


_FOLDING: Final = _Folding()


def _is_chinese(char: str) -> bool:
    return _CHINESE.match(char) is not None


def _widened(text: str) -> str:
    """ASCII marks beside Chinese become full-width, brackets in pairs; between ASCII letters and digits they stay."""
    chars: list[str] | None = None
    stack: list[int] = []
    for found in _ASCII_MARK.finditer(text):
        chars = list(text) if chars is None else chars
        i, char = found.start(), found.group()
        before, after = _beside(chars, i, -1), _beside(chars, i, 1)
        chinese = _is_chinese(before) or _is_chinese(after)
        if char == "(":
            stack.append(i)
        elif char == ")" and stack:
            opening = stack.pop()
            if chinese or chars[opening] == "（":
                chars[opening], chars[i] = "（", "）"
            continue
        if chinese or (char in ",;" and before in {"%", ")", '"'} and after.isdigit()):
            chars[i] = _FULL[char]
    return text if chars is None else "".join(chars)


def _beside(chars: Sequence[str], i: int, step: int) -> str:
    """The next character in a direction that is no blank, empty where there is none."""
    i += step
    while 0 <= i < len(chars) and chars[i].isspace():
        i += step
    return chars[i] if 0 <= i < len(chars) else ""


def _keeps_blank(text: str, start: int, end: int) -> bool:
    """A run of blanks stays, as one, between two Latin words, and between two numbers, which would become one."""
    if start == 0 or end == len(text) or "\n" in text[start:end]:
        return False
    left, right = text[start - 1], text[end]
    if not (left.isascii() and right.isascii()):
        return False
    return (left.isdigit() and right.isdigit()) or (
        (left.isalpha() or left in ",;:.)!?") and (right.isalpha() or right == "(")
    )


def _asides(text: str) -> frozenset[int]:
    """Places inside short brackets, titles and quotations, but not their last character."""
    inside: set[int] = set()
    for opener, closer in _PAIRS.items():
        position = text.find(opener)
        while position >= 0:
            end = text.find(closer, position + 1, position + _MAX_ASIDE)
            if end > 0:
                inside.update(range(position, end if opener != "“" else end - 1))
            position = text.find(opener, position + 1)
    return frozenset(inside)
