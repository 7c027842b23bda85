"""Headings: how a line shows that it is one, and the tree that they make."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kg.language.worded import worded
from kg.model import Section, Span

_HAN: Final = "一二三四五六七八九十"
# Rank by style of number: a heading is closed by the next of its rank or a lower one.
_STYLES: Final = (
    (20, re.compile(rf"第[{_HAN}]{{1,3}}(?:部分|章|篇|编)")),
    (40, re.compile(rf"[{_HAN}]{{1,3}}[、.．](?![{_HAN}])")),
    (50, re.compile(rf"[（(][{_HAN}]{{1,3}}[)）]")),
    (60, re.compile(r"\d{1,2}(?:[.．](?!\d)|、)")),
    (70, re.compile(r"[（(]\d{1,2}[)）]")),
    (75, re.compile(r"[①-⑳]")),
)
_STYLED: Final = re.compile(rf"[第（(①-⑳{_HAN}\d]")  # what a number of any style begins with
_HASHES: Final = re.compile(r"(#{1,6})\s")
_ITEM: Final = re.compile(r"[-*+•●■◆▪>]\s")
_SIGNS: Final = re.compile(r"[#>*_\s]*")
_MARKUP: Final = re.compile(r"[*_`]{2,3}|\s")
_MAJOR: Final = worded("{document-cue/unnumbered-heading}$")
_ANNEX: Final = re.compile(r"(?:附件|附表|附录)[一二三四五六七八九十\d]{0,2}|注释|(?:有关)?名词(?:解释|注释)")
_LEAD_END: Final = re.compile(r"[。！？!?]")
_UNFINISHED_END: Final = re.compile(r"[的和与及或在为了是对把将、，,；;：:（(“‘《—-]$")
_CLOSING: Final = re.compile(r"[。！？!?；;：:]$")
_PROSE: Final = re.compile(r"[。；;]")
_HAN_CHARACTER: Final = re.compile(r"[\u4e00-\u9fff]")
_MAX_TITLE: Final = {40: 80, 50: 80}  # by rank: an item of a list is longer than a title under 1.
_MAX_TITLE_ELSE: Final = 50
ANNEX: Final = 10
MAJOR: Final = 30
UNNUMBERED: Final = 80


@dataclass(frozen=True, slots=True)
class Heading:
    """What a line says as a heading: its rank, and how many characters of the line are the title."""

    rank: int
    length: int


def plain(line: str) -> str:
    """A line without Markdown signs and blanks, for judging what it is."""
    return _MARKUP.sub("", line[_signs(line) :])


def number_rank(line: str) -> int | None:
    """The rank of the number that a line begins with, or None."""
    at = _signs(line)
    if _STYLED.match(line, at) is None:
        return None
    return next((rank for rank, pattern in _STYLES if pattern.match(line, at)), None)


def heading_of(line: str) -> Heading | None:
    """The heading that a numbered or Markdown line is, or begins with; None for running text.

    A title in the line of its text ends with the first full stop: ``（一）总体要求。坚持……``.
    """
    hashes = _HASHES.match(line)
    rank = number_rank(line)
    if rank is None and hashes is None:
        return None
    if hashes is None and rank is not None and rank >= 60 and ("：" in line or ":" in line):
        return None  # an entry of a glossary or a labelled item
    longest = _MAX_TITLE.get(rank or 0, _MAX_TITLE_ELSE)
    if hashes or _is_title(line, longest):
        return Heading(rank or 10 * len(hashes.group(1)) + 20 if hashes else rank or UNNUMBERED, len(line))
    stop = _LEAD_END.search(line)
    if rank is None or stop is None or len(plain(line[: stop.end()])) > longest:
        return None
    rest = line[stop.end() :].strip(" *_\u3000")
    if not rest:
        return Heading(rank, len(line)) if rank <= 50 else None
    return Heading(rank, stop.end() + (2 if line.startswith("**", stop.end()) else 0))


def _is_title(line: str, longest: int) -> bool:
    """Whether a line is no longer than so many characters and no sentence."""
    if _PROSE.search(line):
        return False
    core = plain(line)
    return len(core) <= longest and _CLOSING.search(core) is None


def is_unnumbered_heading(line: str) -> bool:
    """Whether a line that begins a paragraph reads as a heading: short, no full stop, and not broken off."""
    if _PROSE.search(line):
        return False
    core = plain(line)
    if _ANNEX.fullmatch(core):
        return True
    if not 4 <= len(core) <= 45 or "\t" in line or _ITEM.match(line) or number_rank(line) is not None:
        return False
    if any(core.count(opener) != core.count(closer) for opener, closer in ("“”", "（）", "《》")):
        return False
    if _CLOSING.search(core) or _UNFINISHED_END.search(core):
        return False
    return len(_HAN_CHARACTER.findall(core)) >= 0.5 * len(core)


def is_annex(line: str) -> bool:
    """Whether a line is the word over an annex, whose title may follow on a line of its own."""
    return _ANNEX.fullmatch(plain(line)) is not None


def breaks_off(line: str) -> bool:
    """Whether a line ends with a word that no sentence and no heading ends with."""
    return _UNFINISHED_END.search(plain(line)) is not None


def unnumbered_rank(line: str, after_annex: bool = False) -> int:
    """Whether an unnumbered heading stands above 一、 (a review, a plan, an annex) or below everything."""
    if is_annex(line):
        return ANNEX
    return MAJOR if after_annex or _MAJOR().search(plain(line)) else UNNUMBERED


def is_unnumbered_rank(rank: int) -> bool:
    """Whether a heading of that rank has no number."""
    return rank in (ANNEX, MAJOR, UNNUMBERED)


@dataclass(slots=True)
class _Open:
    index: int
    rank: int


def section_tree(headings: Iterable[tuple[int, str, int]], title: str, end: int) -> tuple[Section, ...]:
    """Sections from headings in order, each a rank, a title and its start. Section 0 is the document.

    ``level`` is the depth in the tree: 1 for the highest headings that the document has.
    """
    made: list[tuple[str, int, int, int | None]] = [(title, 0, 0, None)]  # title, level, start, parent
    ends: dict[int, int] = {}
    stack = [_Open(0, 0)]
    for rank, name, start in headings:
        while len(stack) > 1 and stack[-1].rank >= rank:
            ends[stack.pop().index] = start
        parent = stack[-1].index
        stack.append(_Open(len(made), rank))
        made.append((name, made[parent][1] + 1, start, parent))
    return tuple(
        Section(i, name, level, Span(start, max(ends.get(i, end), start + 1)), parent)
        for i, (name, level, start, parent) in enumerate(made)
    )


def _signs(line: str) -> int:
    match = _SIGNS.match(line)
    return match.end() if match else 0
