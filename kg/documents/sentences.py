"""Paragraphs to sentences in reading form, each character with its place in the file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
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
_CLOSERS: Final = "”’」』）》\"'"
_TERMINATOR: Final = re.compile(f"[{_TERMINATORS}][{_TERMINATORS}{_CLOSERS}]*")
_GOES_ON: Final = "，、；：的和与等及）》"
_PAIRS: Final = (("（", "）"), ("《", "》"), ("“", "”"))
_NO_WIDTH_CATEGORIES: Final = ("Cf", "Mn", "Cs")  # marks without a place of their own on the page
_NO_WIDTH: Final = "\ufeff"  # stands for each of them until it is taken out
_BLANKS: Final = re.compile(r"\s\s*")  # with the class first, which is looked for and not tried at each character
# Other characters than those of nearly all text, of which each stands for itself in the reading form and sets nothing.
_UNUSUAL: Final = re.compile("[^\t\n\r -~·—‘’“”…\u3000-\u3011\u4e00-\u9fff！（），：；？]")
_NOT_PLAIN: Final = re.compile("[^-0-9A-Za-z.%/+=\"'#·—‘’“”…\u3001-\u3011\u4e00-\u9fff！（），：；？]")
_CHINESE: Final = re.compile(r"[\u3001-\u303f\u3400-\u4dbf\u4e00-\u9fff，。；：（）！？“”‘’…—·％]")
_MAX_ASIDE: Final = 80
_CLAUSE_BLANK: Final = re.compile(r"(?<=[一-鿿％%”》）])[ \u3000\u00a0]{1,4}(?=[一-鿿“《（])")
_MIN_CLAUSE: Final = 6


class Reading(NamedTuple):
    """Text in reading form with the offset of each character in the document."""

    text: str
    offsets: Sequence[int]


def read_pieces(text: str, pieces: Sequence[tuple[int, int]]) -> Reading:
    """The reading form of stretches of a document: no layout, no Markdown, marks as Chinese prints them."""
    if len(pieces) == 1:
        start, end = pieces[0]
        stretch = text[start:end]
        if _NOT_PLAIN.search(stretch) is None:
            return Reading(stretch, range(start, end))
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
    kept.append(text[at:])
    places += offsets[at:]
    unbroken = places and places[-1] - places[0] == len(places) - 1  # they rise
    return Reading("".join(kept), range(places[0], places[-1] + 1) if unbroken else tuple(places))


def halves(text: str, piece: tuple[int, int]) -> list[tuple[int, int]]:
    """The clauses of an unnumbered heading, which news set side by side with a blank instead of a mark."""
    start, end = piece
    cuts = [m.span() for m in _CLAUSE_BLANK.finditer(text, start, end)]
    places = [start, *(place for cut in cuts for place in cut), end]
    parts = list(zip(places[::2], places[1::2], strict=True))
    return parts if all(b - a >= _MIN_CLAUSE for a, b in parts) else [piece]


LONGEST = 2000  # characters of a sentence; the longest of real reports has some 700


def split(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a paragraph are, those beyond ``LONGEST`` in pieces cut at a comma where there is one.

    No prose has such sentences; they come from broken or hostile files, and the rules need not be linear in them.
    """
    start = 0
    for end in _ends(text):
        while end - start > LONGEST:
            window = text[start : start + LONGEST]
            cut = max(window.rfind(sign) for sign in "；，、") + 1 or LONGEST
            yield start, start + cut
            start += cut
        yield start, end
        start = end


def _ends(text: str) -> list[int]:
    """Where the sentences of a paragraph end.

    。！？ end one, with the quotes and brackets that close after them; ； does not. A mark inside a short bracket,
    title or quotation that goes on does not end the sentence around it. Where a paragraph has no 。 at all, a ``.``
    between Chinese characters is one.
    """
    if "。" not in text and "." in text:
        text = _ASCII_STOP.sub("。", text)
    ends: list[int] = []
    pairs: list[tuple[str, str]] | None = None
    length, position = len(text), 0
    while terminator := _TERMINATOR.search(text, position):
        at, position = terminator.span()
        if position == length:
            break  # the end of the paragraph ends a sentence, whatever stands before it
        if pairs is None:
            pairs = [pair for pair in _PAIRS if pair[0] in text]
        if pairs and _inside(text, at, pairs):
            position = at + 1
            continue
        if position - at > 1 and text[position] in _GOES_ON and text[at:position].strip(_TERMINATORS):
            continue
        ends.append(position)
    if length > (ends[-1] if ends else 0):
        ends.append(length)
    return ends


def _inside(text: str, at: int, pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether a place is inside a short bracket, title or quotation, but not its last character.

    Of the openers before it the last tells: what that is closed by closes those before it as well.
    """
    for opener, closer in pairs:
        opened = text.rfind(opener, max(0, at - _MAX_ASIDE + 1), at)
        if opened >= 0 and text.find(closer, opened, at) < 0:
            closed = text.find(closer, at, opened + _MAX_ASIDE)
            if closed > at + (opener == "“"):
                return True
    return False


def _visible(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Runs of characters that are neither Markdown signs nor without width: where each starts, and its folded form."""
    stretch = text[start:end]
    folded = _UNUSUAL.sub(_fold, stretch)
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


def _fold(found: re.Match[str]) -> str:
    return _folded(found[0])


@lru_cache(maxsize=4096)
def _folded(char: str) -> str:
    """Full-width digits and letters, ％ and ．, and compatibility forms of Chinese characters, one for one."""
    if unicodedata.category(char) in _NO_WIDTH_CATEGORIES:
        return _NO_WIDTH
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
