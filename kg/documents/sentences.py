"""Paragraphs to sentences in reading form, each character with its place in the file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_MARKUP: Final = re.compile(
    r"!\[[^\]\n]{0,200}\]\([^)\n]{0,500}\)"  # picture
    r"|</?(?:sub|sup|b|i|u|em|strong|br|span|font|p|center)\b[^<>\n]{0,200}>"
    r"|\*\*|__|~~|`+"
    r"|\\(?=[\\`*_{}\[\]()#+\-.!|>~])"
)
_LINE_SIGNS: Final = re.compile(r"(?:[#]{1,6}[ \u3000]+|>[ ]?|[-*+][ \u3000]+(?=\S))+")
_LINK: Final = re.compile(r"\[([^\[\]\n]{1,200})\]\([^()\n]{0,500}\)")
_FULL: Final = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "!": "！", "?": "？"}
_ASCII_STOP: Final = re.compile(r"(?<=[^\s。]{3}[一-鿿%”）])\.(?=[一-鿿“（]|$)")
_TERMINATORS: Final = "。！？"
_CLOSERS: Final = "”’」』）》\"'"
_GOES_ON: Final = "，、；：的和与等及）》"
_PAIRS: Final = {"（": "）", "《": "》", "“": "”"}
_NO_WIDTH: Final = ("Cf", "Mn", "Cs")  # marks without a place of their own on the page
_CHINESE: Final = re.compile(r"[\u3001-\u303f\u3400-\u4dbf\u4e00-\u9fff，。；：（）！？“”‘’…—·％]")
_MAX_ASIDE: Final = 80
_CLAUSE_BLANK: Final = re.compile(r"(?<=[一-鿿％%”》）])[ \u3000\u00a0]{1,4}(?=[一-鿿“《（])")
_MIN_CLAUSE: Final = 6


@dataclass(frozen=True, slots=True)
class Reading:
    """Text in reading form with the offset of each character in the document."""

    text: str
    offsets: tuple[int, ...]

    def cut(self, start: int, end: int) -> Reading:
        """A part of it."""
        return Reading(self.text[start:end], self.offsets[start:end])


def read_pieces(text: str, pieces: Sequence[tuple[int, int]]) -> Reading:
    """The reading form of stretches of a document: no layout, no Markdown, marks as Chinese prints them."""
    chars: list[str] = []
    offsets: list[int] = []
    for start, end in pieces:
        for offset in _visible(text, start, end):
            chars.append(_half_width(text, offset))
            offsets.append(offset)
        chars.append("\n")  # a page cut: a blank that never stays
        offsets.append(end - 1)
    _widen(chars)
    kept = [i for i in range(len(chars)) if not chars[i].isspace() or _keeps_blank(chars, i)]
    return Reading("".join(" " if chars[i].isspace() else chars[i] for i in kept), tuple(offsets[i] for i in kept))


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
    while position < len(text):
        position += 1
        if text[position - 1] not in _TERMINATORS or position - 1 in asides:
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


def _visible(text: str, start: int, end: int) -> Iterable[int]:
    """Offsets of the characters that are neither Markdown signs nor without width."""
    hidden: set[int] = set()
    stretch = text[start:end]
    signs = _LINE_SIGNS.match(stretch)
    if signs:
        hidden.update(range(start, start + signs.end()))
    for match in _MARKUP.finditer(stretch):
        hidden.update(range(start + match.start(), start + match.end()))
    for match in _LINK.finditer(stretch):
        hidden.add(start + match.start())
        hidden.update(range(start + match.end(1), start + match.end()))
    for offset in range(start, end):
        if offset not in hidden and unicodedata.category(text[offset]) not in _NO_WIDTH:
            yield offset


def _half_width(text: str, offset: int) -> str:
    char = text[offset]
    return char if char.isascii() else _folded(char)


@lru_cache(maxsize=4096)
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


def _is_chinese(char: str) -> bool:
    return _CHINESE.match(char) is not None


def _widen(chars: list[str]) -> None:
    """ASCII marks beside Chinese become full-width, brackets in pairs; between ASCII letters and digits they stay."""
    solid = [i for i, char in enumerate(chars) if not char.isspace()]
    stack: list[int] = []
    for k, i in enumerate(solid):
        char = chars[i]
        if char not in _FULL:
            continue
        before = chars[solid[k - 1]] if k else ""
        after = chars[solid[k + 1]] if k + 1 < len(solid) else ""
        chinese = bool(before and _is_chinese(before)) or bool(after and _is_chinese(after))
        if char == "(":
            stack.append(i)
        elif char == ")" and stack:
            opening = stack.pop()
            if chinese or chars[opening] == "（":
                chars[opening], chars[i] = "（", "）"
            continue
        if chinese or (char in ",;" and before in {"%", ")", '"'} and after.isdigit()):
            chars[i] = _FULL[char]


def _keeps_blank(chars: list[str], i: int) -> bool:
    """A blank stays between two Latin words, and between two numbers, which would become one; the first of a run."""
    if chars[i] == "\n" or (i and chars[i - 1].isspace()):
        return False
    after = i + 1
    while after < len(chars) and chars[after].isspace():
        if chars[after] == "\n":
            return False
        after += 1
    if i == 0 or after == len(chars):
        return False
    left, right = chars[i - 1], chars[after]
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
