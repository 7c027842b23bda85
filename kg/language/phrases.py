"""Noun phrases of official prose: quotations, clauses, coordination, shared heads, and the verb that governs a phrase.

All functions take the reading form of a sentence (``Sentence.text``) and give places in that same string, so that
``Sentence.span(phrase.start, phrase.end)`` leads back to the file. Words come from the scheme ``phrase-cue``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from kg.language.lexicon import lexicon
from kg.language.wordset import WordFinder, WordSet

_SENTENCES = 8192  # texts of which the parts are remembered: those of a few long documents
_PAIRS = {"“": "”", "《": "》", "（": "）", "(": ")", "‘": "’", "「": "」", "〈": "〉", "【": "】", "[": "]"}
_MARK = re.compile("[" + re.escape("".join((*_PAIRS, *_PAIRS.values()))) + "]")
QUOTES = "“《「"
_OPENS_QUOTE = re.compile(f"[{QUOTES}]")
_QUOTE = re.compile("[" + "".join(mark + _PAIRS[mark] for mark in QUOTES) + "]")
STOPS = "，；。！？：;!?:\n"
_STOP = re.compile(f"[{STOPS}]")
# 等 that closes a list; the other branches consume words that merely hold it.
_ETC = re.compile(
    r"高等(?=[教学院级职])|中等(?=[教职收专偏发水])|初等(?=教)|(?<!水)平等|[同均对何优特]等|(等)(?![级次效待同于额值价候份奖功])"
)
_SIDE_BY_SIDE = re.compile(f"[”》」](?=[{QUOTES}])")  # “甲”“乙”
_ORDINAL = re.compile(
    r"(?:（[一二三四五六七八九十0-9]{1,3}）|[一二三四五六七八九十]{1,3}(?:、|是)|[0-9]{1,2}[.、](?![0-9])|——)"
)
_ORDINAL_BEGINS = frozenset("（一二三四五六七八九十0123456789—")
_OWNERS = ("国家", "自治区", "首批")  # address the sentence, or begin a name
_VERBS = ("verb-carry", "verb-improve", "verb-causing")
_ADVERBS = ("adverb", "adverb-soft")
_BEGINS_FRAME = ("coordinator", "predicate", "pivot")
GOVERNING = frozenset((*_VERBS, "predicate", "predicate-subject"))
_PASSED = ("pronoun", *_ADVERBS)
_LEADS_TO_VERB = (*_PASSED, "preposition")
VERBAL = GOVERNING.union(_ADVERBS)


Range = tuple[int, int]  # of a sentence's text
Cue = tuple[int, int, str]  # a word of the scheme ``phrase-cue`` in a sentence: start, end, the concept's id


class Phrase(NamedTuple):
    """A phrase at ``start:end`` of a sentence's text.

    ``text`` is its name: without enclosing quotation marks, and with a head restored that it shares with others, so
    that it may differ from ``sentence.text[start:end]``.
    """

    start: int
    end: int
    text: str


class Listing(NamedTuple):
    """Coordinated phrases, and what follows the 等 that closes their list: its count and common noun."""

    items: tuple[Phrase, ...]
    tail: Phrase | None


class Frame(NamedTuple):
    """A noun phrase at ``start:end`` of a sentence's text, and how its clause uses it.

    ``role`` is ``object`` (the verbs stand before it), ``subject`` (a predicate follows it) or ``bare`` (neither).
    ``verbs`` are the governing verbs from left to right; ``carry`` says whether one of them carries a programme out
    (实施, 开展, 落实 …) rather than improves something (推进, 完善 …).
    """

    start: int
    end: int
    role: str
    verbs: tuple[str, ...]
    carry: bool


def _regions(text: str, marks: re.Pattern[str]) -> list[Range]:
    """Outermost closed stretches between such marks, marks included, in one pass."""
    found = [(mark.start(), mark.group()) for mark in marks.finditer(text)]
    closed: list[Range] = []
    for (start, opener), (end, closer) in zip(found[::2], found[1::2], strict=False):
        if _PAIRS.get(opener) != closer:
            return _nested(found)
        closed.append((start, end + 1))
    return closed if len(closed) * 2 == len(found) else _nested(found)


def _nested(marks: Iterable[tuple[int, str]]) -> list[Range]:
    """The same where marks stand inside others, or are not closed."""
    open_: list[tuple[str, int]] = []  # the closing mark waited for, and where it was opened
    waiting = dict.fromkeys(_PAIRS.values(), 0)
    closed: list[Range] = []
    for at, char in marks:
        if char in _PAIRS:
            open_.append((_PAIRS[char], at))
            waiting[_PAIRS[char]] += 1
        elif waiting[char]:  # marks opened since that one stay unclosed
            while True:
                mark, start = open_.pop()
                waiting[mark] -= 1
                if mark == char:
                    closed.append((start, at + 1))
                    break
    outermost: list[Range] = []
    for start, end in sorted(closed):
        if not outermost or start >= outermost[-1][1]:
            outermost.append((start, end))
    return outermost


def _closing(text: str, at: int) -> int:
    """Where the mark at ``at`` is closed; -1 where it is not."""
    opener, closer, depth = text[at], _PAIRS[text[at]], 0
    for i in range(at, len(text)):
        if text[i] == opener:
            depth += 1
        elif text[i] == closer:
            depth -= 1
            if depth == 0:
                return i
    return -1


@lru_cache(maxsize=_SENTENCES)
def shielded(text: str) -> bytes:
    """For each character, 1 where it lies inside quotation marks or brackets, else 0."""
    if _MARK.search(text) is None:  # as in most sentences
        return bytes(len(text))
    inside = bytearray(len(text))
    for start, end in _regions(text, _MARK):
        inside[start:end] = b"\1" * (end - start)
    return bytes(inside)


def quote_marks(text: str) -> list[int]:
    """Where quotations open, whether they are closed or not."""
    if "“" not in text and "《" not in text and "「" not in text:  # as in most sentences
        return []
    return [mark.start() for mark in _OPENS_QUOTE.finditer(text)]


@lru_cache(maxsize=_SENTENCES)
def quoted(text: str) -> tuple[Phrase, ...]:
    """Outermost quotations “…”, 《…》, 「…」: start and end include the marks, the text does not. Unclosed: none.

    >>> [q.text for q in quoted("落实《质量强国建设纲要》和“放管服”改革")]
    ['质量强国建设纲要', '放管服']
    """
    return tuple([Phrase(a, b, text[a + 1 : b - 1]) for a, b in _regions(text, _QUOTE) if b - a > 2])


@lru_cache(maxsize=_SENTENCES)
def clauses(text: str) -> tuple[Range, ...]:
    """The stretches between ，；。：！？ that stand outside quotation marks and brackets, none empty.

    The ordinal of a heading or an enumeration (（一）, 1., 二是) at the start of one belongs to none.
    """
    inside, length = shielded(text), len(text)
    found: list[Range] = []
    start = at = 0
    for between in _STOP.split(text):
        end = at + len(between)
        at = end + 1
        if end < length and inside[end]:
            continue
        if end > start and text[start] in _ORDINAL_BEGINS:
            ordinal = _ORDINAL.match(text, start, end)
            start = ordinal.end() if ordinal is not None else start
        if end > start:
            found.append((start, end))
        start = at
    return tuple(found)


def clause_at(text: str, at: int) -> Range | None:
    """The clause in which the character at ``at`` stands; None for a stop and for an ordinal."""
    every = clauses(text)
    index = bisect_right(every, (at, len(text))) - 1
    return every[index] if index >= 0 and at < every[index][1] else None


@cache
def _use(concept: str) -> WordSet:
    """Boundary words that behave alike, as the scheme ``phrase-use`` says."""
    return lexicon().word_set("phrase-use", concept)


@cache
def _supporting() -> WordSet:
    """Verbs whose object does what follows, as those by which one helps another to an honour: 支持甲市建设…."""
    return lexicon().word_set("honour-cue", "help")


@cache
def _cue_finder() -> WordFinder[str]:
    concepts = reversed(lexicon().concepts("phrase-cue"))
    kinds = {label: c.id if c.id != "opaque" else "" for c in concepts for label in c.labels}
    return WordFinder(kinds)


@cache
def _longest_cue() -> int:
    return max(len(label) for concept in lexicon().concepts("phrase-cue") for label in concept.labels)


def cues_between(text: str, start: int, end: int) -> Sequence[Cue]:
    """The boundary words within ``text[start:end]`` outside quotation marks and brackets.

    The leftmost and longest, without overlaps: none is the beginning of a word that goes on behind ``end``.
    """
    if start >= end:
        return ()
    if text[end : end + 1] in STOPS:  # no cue has a stop in it
        found = [cue for cue in _cue_finder().find(text, start, end) if cue[2]]
    else:
        found = [cue for cue in _cue_finder().find(text, start, end + _longest_cue()) if cue[2] and cue[1] <= end]
    inside = shielded(text)
    if found and inside.find(1, start, end) >= 0:
        found = [cue for cue in found if inside.find(1, cue[0], cue[1]) < 0]
    return found


def name(text: str, start: int, end: int) -> Phrase:
    """The phrase at that place, its text without enclosing quotation marks and blanks around it."""
    found = text[start:end].strip()
    if len(found) < end - start:
        start = text.find(found, start, end) if found else end
        end = start + len(found)
    if end - start > 2 and found[0] in QUOTES and _closing(text, start) == end - 1:
        return Phrase(start, end, found[1:-1])
    return Phrase(start, end, found)


@cache
def _joining() -> re.Pattern[str]:
    """A character of each conjunction: most phrases have none, and are no lists."""
    return re.compile("[" + "".join(sorted({word[-1] for word in lexicon().words("phrase-cue", "coordinator")})) + "]")


def listing(text: str, start: int, end: int, cues: Sequence[Cue] | None = None) -> Listing:
    """The parts of ``A、B和C等3个项目`` and its tail ``3个项目``. Quotations and brackets are never split.

    Two quotations side by side (“甲”“乙”) are two parts. The conjunction of a word (和平, 参与) does not split.
    ``cues`` are the boundary words of the clause around it, where they are known already.
    """
    inside, tail, stop = shielded(text), None, end
    for etc in _ETC.finditer(text, start, end) if text.find("等", start, end) >= 0 else ():
        if etc.group(1) and etc.start() > start and not inside[etc.start()]:
            stop = etc.start()
            tail = name(text, etc.end(), end) if etc.end() < end else None
            break
    if cues is None:
        cues = cues_between(text, start, stop) if _joining().search(text, start + 1, stop - 1) is not None else ()
    cuts = [(at, after) for at, after, kind in cues if kind == "coordinator" and start < at and after < stop]
    if inside.find(1, start, stop) >= 0:
        between = (m.start() + 1 for m in _SIDE_BY_SIDE.finditer(text, start, stop))
        cuts += [(i, i) for i in between if inside[i] and inside[i - 1]]
        cuts.sort()
    if not cuts:
        whole = name(text, start, stop)
        return Listing((whole,) if stop > start and whole.text else (), tail)
    edges = [(start, start), *cuts, (stop, stop)]
    parts = [name(text, a[1], b[0]) for a, b in pairwise(edges) if b[0] > a[1]]
    return Listing(tuple([p for p in parts if p.text]), tail)


def items(text: str, start: int, end: int) -> tuple[Phrase, ...]:
    """The coordinated parts of ``text[start:end]`` without the tail of 等.

    >>> [p.text for p in items("推广“甲法”“乙法”和丙法等", 2, 13)]
    ['甲法', '乙法', '丙法']
    """
    return listing(text, start, end).items


def share_head(parts: Sequence[Phrase], heads: Sequence[str]) -> tuple[Phrase, ...]:
    """Give the head of the last part to the parts before it that end with none of the heads.

    >>> [p.text for p in share_head([Phrase(0, 4, "种业振兴"), Phrase(5, 11, "耕地提升行动")], ["行动"])]
    ['种业振兴行动', '耕地提升行动']
    """
    if len(parts) < 2:
        return tuple(parts)
    head = next((h for h in heads if parts[-1].text.endswith(h) and len(parts[-1].text) > len(h)), None)
    if head is None:
        return tuple(parts)
    kept = tuple(heads)
    return tuple(p if p.text.endswith(kept) else p._replace(text=p.text + head) for p in parts)


def frames(text: str, start: int, end: int, cues: Sequence[Cue] | None = None) -> tuple[Frame, ...]:
    """The noun phrases of the clause ``text[start:end]`` with their governing verbs, in the order of the text.

    ``cues`` are its boundary words, where they are known already.

    A clause is read from the left: forms of address and adverbs are skipped, then verbs are taken as long as they
    follow each other, and what remains is their object; without a verb it is a subject up to its predicate. An adverb
    that is followed by a verb, or a conjunction that is, begins a further frame. Nothing inside the object of a verb
    that carries a programme out is taken for a verb, since names hold verbs: 实施促进民间投资行动.
    """
    inner = cues_between(text, start, end) if cues is None else cues
    found: list[Frame] = []
    at = start
    index, last = 0, len(inner)  # of the first cue that begins at or behind ``at``
    while at < end:
        begin, verbs, carry = _governors(text, inner, index, at)
        if begin >= end:
            break
        while index < last and inner[index][0] <= begin:
            index += 1
        stop, after = _extent(text, inner, index, begin, end, verbs, carry)
        said = text[begin:stop].strip()
        if said:
            first = begin if len(said) == stop - begin else text.find(said, begin)
            role = "object" if verbs else "subject" if after else "bare"
            found.append(Frame(first, first + len(said), role, verbs, carry))
        at = stop if stop > begin else begin + 1
        while index < last and inner[index][0] < at:
            index += 1
        if index < last and inner[index][0] == at and inner[index][2] in _BEGINS_FRAME:
            at = inner[index][1]
            index += 1
    return tuple(found)


def _governors(text: str, inner: Sequence[Cue], index: int, at: int) -> tuple[int, tuple[str, ...], bool]:
    """Where the noun phrase begins after the adverbs and verbs at ``at``, those verbs, and whether one carries out."""
    verbs: list[str] = []
    last = ""
    for i in range(index, len(inner)):
        start, end, kind = inner[i]
        joins = kind == "coordinator" and bool(verbs) and _verb_at(inner, i + 1, end)  # 举办、承办
        if start > at or (last == "verb-carry" and kind != "verb-carry" and not joins):
            break
        if joins:
            at = end
            continue
        word = text[start:end]
        if (
            not verbs
            and (kind == "adverb-soft" or word in _OWNERS)
            and word != "创新"
            and not _verb_at(inner, i + 1, end)
        ):
            break  # 综合改革试点, 国家级…: the word begins a name
        if last == "verb-improve" and kind not in ("verb-carry", "adverb") and word not in _use("paired"):
            break
        if kind in GOVERNING:
            verbs.append(word)
            last = kind
        elif kind not in _PASSED and (kind != "preposition" or verbs):
            break
        at = end
        if at < len(text) and text[at] in "了好着" and not _use("good").at(text, at):
            at += 1
            if verbs and text[at - 1] == "了":
                break
    return at, tuple(verbs), last == "verb-carry"


def _verb_at(inner: Sequence[Cue], index: int, at: int) -> bool:
    """Whether the cue of that index stands at ``at`` and leads on to a verb: is one, or is an adverb before one."""
    for i in range(index, len(inner)):
        start, end, kind = inner[i]
        if start != at:
            return False
        if kind in _VERBS:
            return True
        if kind not in _LEADS_TO_VERB:
            return False
        at = end
    return False


def _told_later(inner: Sequence[Cue], index: int, end: int) -> bool:
    """Whether a predicate stands at that cue or behind it: one of its own, or an adverb that leads to a verb."""
    for i in range(index, len(inner)):
        _, at, kind = inner[i]
        if kind in ("predicate", "predicate-subject") or (kind == "adverb" and _verb_at(inner, i + 1, at)):
            return True
        if kind == "adverb-soft" and i + 2 == len(inner) and inner[-1][:2] == (at, end):
            return True  # 基本完成
    return False


def _closes(text: str, inner: Sequence[Cue], index: int, end: int) -> bool:
    """Whether two verbs close a clause as the predicate of its subject (甲战略深化落实), or one of four characters."""
    start, stop, kind = inner[index]
    if kind not in _VERBS:
        return False
    if index + 1 == len(inner):
        return stop == end and stop - start == _FOUR
    first, last, following = inner[index + 1]
    pair = index + 2 == len(inner) and first == stop and last == end and following in _VERBS
    return pair and text[start:stop] in _use("closing")


_FOUR = 4  # 改革拓展深化


def _extent(
    text: str, inner: Sequence[Cue], index: int, begin: int, end: int, verbs: Sequence[str], carry: bool
) -> tuple[int, bool]:
    """Where the noun phrase that starts at ``begin`` ends, and whether a predicate follows it.

    ``index`` is that of the first cue behind ``begin``.
    """
    supported = bool(verbs) and verbs[-1] in _supporting()
    for i in range(index, len(inner)):
        start, stop, kind = inner[i]
        if kind in ("predicate", "pivot"):
            return start, kind == "predicate"
        if kind == "predicate-subject" and not verbs:
            return start, True
        following = inner[i + 1][2] if i + 1 < len(inner) and inner[i + 1][0] == stop else ""
        verbal = following in VERBAL
        if kind == "adverb" and not carry and (verbal or (not verbs and stop == end)):
            return start, True
        if kind == "adverb-soft" and not verbs and (verbal or stop == end):
            if not _told_later(inner, i + 1, end):  # 农村综合改革稳步推进: the word is a part of the subject
                return start, True
            continue
        if not verbs and start > begin and _closes(text, inner, i, end):
            return start, True
        if kind == "coordinator" and verbs and verbal and following != "adverb-soft":
            return start, False
        if supported and start - begin <= 12 and end - stop >= 5 and text[start:stop] in _use("embedded"):
            return start, True
        if kind == "verb-carry" and not carry and stop < end:
            return start, True
    return end, False
