"""What the name model sees of each word of a document: its surroundings, clause, list and marks, and the cues.

The words are those of the plain dictionary: of a hundred annotated names ninety-nine begin and end where words do. A
feature is a value in a named column; the model has weights for those that occur in annotated text, so a change here,
in the cue schemes or in the segmentation asks for a new training (``bench/train_names.py``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeAlias

import ahocorasick_rs

from kg.language.lexicon import LEXICON, lexicon
from kg.language.segmentation import parts_of_speech, segmented

_EDGE = "#"  # stands on both sides of each sentence, and has no features
_STOPS = frozenset("，；。：！？#")
_MARKS = frozenset("，；。：！？、“”《》（）—…#")
_BREAKS = _STOPS | {"、"}
_OPEN, _CLOSE = frozenset("“《（"), frozenset("”》）")
_NUMERALS = frozenset("一二三四五六七八九十百千万亿两")
_NO_HEAD = frozenset("xmuqfy#,")  # parts of speech that are the head of no phrase
# The schemes whose words are features, each by its concepts or, where it has many, as a whole.
_BY_CONCEPT = ("name-cue", "programme-cue", "honour-cue", "phrase-cue")
_AS_WHOLE = ("industry", "known-programme")
# Concepts whose words stand before a name, and those whose words neither begin nor end one.
_LEAD = re.compile("verb|lead")
_NO_END = re.compile(
    "verb|lead|stage|generic|modifier|adverb|predicate|pronoun|preposition|coordinator|etcetera|tail|no-|drop-|after-"
)
_AHEAD = 4  # words behind a word that it sees

Column = Sequence[str]


@dataclass(frozen=True, slots=True)
class Look:
    """The words of some texts, one after the other, and the columns of features.

    ``places`` has the words of each text as a range of the columns; ``starts`` is a word's place in its own text. All
    columns are as long as ``words``, between and around the texts stand edges. An empty value is no feature.
    """

    words: Column
    starts: Sequence[int]
    places: tuple[range, ...]
    columns: tuple[tuple[str, Column], ...]


def cue_concepts() -> frozenset[str]:
    """The concepts of the vocabulary whose words can be features: ``scheme/id``, or the scheme alone."""
    return frozenset(_named(scheme, c.id) for scheme in (*_BY_CONCEPT, *_AS_WHOLE) for c in lexicon().concepts(scheme))


def look(texts: Sequence[str], concepts: frozenset[str] | None = None) -> Look:
    """The features of every word of some texts; a word sees nothing of other texts.

    Args:
        texts: sentences in reading form.
        concepts: those whose words are features, as ``cue_concepts`` names them; by default all of them. A model sees
            those that it was trained with, so that words of new rules leave it as it is.
    """
    words, starts, places = [_EDGE, _EDGE], [0, 0], []
    for text in texts:
        first, at = len(words), 0
        for word in segmented(text):
            words.append(word)
            starts.append(at)
            at += len(word)
        places.append(range(first, len(words)))
        words += (_EDGE, _EDGE)
        starts += (0, 0)
    tags = list(map(_tag, words))
    cues = _Cues(texts, words, starts, places, cue_concepts() if concepts is None else concepts)
    columns = (
        *_surroundings(words, tags),
        *_marks(words),
        *_clauses(words, tags),
        *cues.columns(words),
        *_lists(words, tags, cues.last),
        *_verbs(words, tags),
        *_quotations(words, starts),
        *_areas(texts, words, starts, places),
    )
    return Look(words, starts, tuple(places), columns)


def features(looked: Look, which: int) -> list[list[str]]:
    """The features of each word of one text as strings, in the way a trainer takes them."""
    place = looked.places[which]
    found: list[list[str]] = [[] for _ in place]
    for name, values in looked.columns:
        for at, value in zip(found, values[place.start : place.stop], strict=True):
            if value:
                at.append(f"{name}={value}")
    return found


def _tag(word: str) -> str:
    """A word's part of speech where it is Chinese, else the kind of its characters."""
    kind = _kind(word)
    return parts_of_speech().get(word, "?") if kind == "z" else kind


def _kind(word: str) -> str:
    char = word[0]
    if char in _MARKS:
        return "," if char != _EDGE else char
    if char in _NUMERALS and all(c in _NUMERALS for c in word):
        return "m"
    if char.isdigit():
        return "m"
    if "\u4e00" <= char <= "\u9fff":
        return "z"
    return "a" if char.isascii() and char.isalpha() else "x"


def _shifted(values: list[str], by: int) -> list[str]:
    """The values of the words that stand so many places before (or, below 0, behind)."""
    if by > 0:
        return [_EDGE] * by + values[:-by]
    return values[-by:] + [_EDGE] * -by


def _joined(*columns: Column) -> list[str]:
    return list(map("|".join, zip(*columns, strict=True)))


def _length(length: int) -> str:
    """A length, coarser the longer it is."""
    if length < 4:
        return str(length)
    return next((name for limit, name in ((7, "4-6"), (11, "7-10"), (16, "11-15")) if length < limit), ">15")


def _surroundings(words: list[str], tags: list[str]) -> Iterator[tuple[str, Column]]:
    """The word and those beside it, their parts of speech, first and last characters and lengths."""
    before, after = _shifted(words, 1), _shifted(words, -1)
    tag_before, tag_after = _shifted(tags, 1), _shifted(tags, -1)
    last = [word[-1] for word in words]
    yield from (("w", words), ("w-", before), ("w+", after))
    yield from (("w-2", _shifted(words, 2)), ("w+2", _shifted(words, -2)))
    yield from (("ww", _joined(before, words)), ("ww+", _joined(words, after)))
    yield from (("p", tags), ("p-", tag_before), ("p+", tag_after))
    yield from (("p-2", _shifted(tags, 2)), ("p+2", _shifted(tags, -2)), ("ppp", _joined(tag_before, tags, tag_after)))
    first = [word[0] for word in words]
    yield from (("c", first), ("z", last), ("zz", [word[-2:] if len(word) > 2 else "" for word in words]))
    yield from (("z-", _shifted(last, 1)), ("c+", _shifted(first, -1)), ("z+", _shifted(last, -1)))
    yield "l", [f"{tag}{min(len(word), 5)}" for tag, word in zip(tags, words, strict=True)]


def _marks(words: list[str]) -> Iterator[tuple[str, Column]]:
    """The marks before and after, and which quotation mark or bracket is open."""
    before, inside = _EDGE, "-"
    befores, insides = [], []
    for word in words:
        if word not in _MARKS:
            befores.append(before)
            insides.append(inside)
            continue
        inside = word if word in _OPEN else "-" if word == _EDGE else inside
        befores.append(before)
        insides.append(inside)
        before = word
        if word in _CLOSE:
            inside = "-"
    after, afters = _EDGE, []
    for word in reversed(words):
        afters.append(after)
        if word in _MARKS:
            after = word
    afters.reverse()
    yield from (("q", insides), ("pn", _joined(befores, insides, afters)), ("np", afters), ("pp", befores))


def _head(words: list[str], tags: list[str], low: int, high: int) -> str:
    """The last content word of a stretch."""
    for k in range(high - 1, low - 1, -1):
        if tags[k][0] not in _NO_HEAD:
            return words[k]
    return ""


def _clauses(words: list[str], tags: list[str]) -> Iterator[tuple[str, Column]]:
    """The clause's head and first verb, and the common noun behind the 等 that closes its list."""
    heads, verbs, of_list = ([""] * len(words) for _ in range(3))
    low = 0
    for k, word in enumerate(words):
        if word not in _STOPS:
            continue
        if k > low:
            size = k + 1 - low
            heads[low : k + 1] = [_head(words, tags, low, k)] * size
            verbs[low : k + 1] = [next((words[j] for j in range(low, k) if tags[j][0] == "v"), "-")] * size
            for j in range(low, k):
                if words[j] in ("等", "等等"):
                    end = next((e for e in range(j + 1, k) if words[e] == "、"), k)
                    of_list[low:j] = [_head(words, tags, j + 1, end) or "0"] * (j - low)
                    low = j + 1
        low = k + 1
    yield from (("ch", heads), ("cv", verbs), ("dg", of_list))


def _lists(words: list[str], tags: list[str], last: Column) -> Iterator[tuple[str, Column]]:
    """What the item ends in, and what its neighbours and the last one of its list end in: lists are of one type."""
    names = ("ih", "iz", "is", "il", "ps", "ph", "ns", "nh", "ls", "lh")
    columns = [[""] * len(words) for _ in names]
    items: list[tuple[int, int, str, str]] = []  # of one list: start, end, class of the end, last word
    low = 0
    for k, word in enumerate(words):
        if word not in _BREAKS:
            continue
        if k > low:
            ending = next((last[j] for j in range(k - 1, low - 1, -1) if last[j]), "-")
            items.append((low, k, ending, words[k - 1][-2:]))
        low = k + 1
        if word == "、" or not items:
            continue
        for x, (start, end, ending, _) in enumerate(items):
            head = _head(words, tags, start, end)
            values = [head, head[-1:], ending, _length(end - start), "", "", "", "", "", ""]
            if x:
                values[4:6] = items[x - 1][2:]
            if x + 1 < len(items):
                values[6:8] = items[x + 1][2:]
                values[8:10] = items[-1][2:]
            size = end + 1 - start
            for column, value in zip(columns, values, strict=True):
                if value:
                    column[start : end + 1] = [value] * size
        items = []
    yield from zip(names, columns, strict=True)


def _verbs(words: list[str], tags: list[str]) -> Iterator[tuple[str, Column]]:
    """The three verbs before in the clause, and the words that follow in it."""
    nearest, second, third = [], [], []
    one = two = three = ""
    for word, tag in zip(words, tags, strict=True):
        if word in _STOPS:
            one = two = three = ""
        nearest.append(one)
        second.append(two)
        third.append(three)
        if tag[0] == "v":
            one, two, three = word, one, two
    yield from (("lv", nearest), ("bv", nearest), ("bv", second), ("bv", third))
    following = words
    for _ in range(_AHEAD):
        # A word behind a stop is not seen: the column shifts on only from words that are none.
        following = _shifted([a if w not in _STOPS else "" for a, w in zip(following, words, strict=True)], -1)
        yield "aw", ["" if a in _STOPS else a for a in following]


def _quotations(words: list[str], starts: Sequence[int]) -> Iterator[tuple[str, Column]]:
    """For what stands in quotation marks: its length, the word before them and the word behind."""
    behind, before, length = ([""] * len(words) for _ in range(3))
    start = -1
    for k, word in enumerate(words):
        if word in ("“", "《"):
            start = k
        elif word == _EDGE:
            start = -1
        elif word in ("”", "》") and start >= 0:
            size = k + 1 - start
            behind[start : k + 1] = [words[k + 1]] * size
            before[start : k + 1] = [words[start - 1]] * size
            length[start : k + 1] = [_length(starts[k] - starts[start] - 1)] * size
            start = -1
    yield from (("qa", behind), ("qb", before), ("ql", length))


def _areas(
    texts: Sequence[str], words: list[str], starts: Sequence[int], places: Sequence[range]
) -> Iterator[tuple[str, Column]]:
    matcher, levels = _area_matcher()
    values = [""] * len(words)
    for text, place in zip(texts, places, strict=True):
        k = place.start
        for index, start, end in matcher.find_matches_as_indexes(text):
            while starts[k] + len(words[k]) <= start:
                k += 1
            first = k
            while k < place.stop and starts[k] < end:
                cut = starts[k] < start or starts[k] + len(words[k]) > end
                part = ("B" if k == first else "M") + ("E" if starts[k] + len(words[k]) >= end else "M")
                values[k] = f"{part}{'x' * cut}{levels[index]}"
                k += 1
            k = max(first, k - 1)
    yield from (("ar", values), ("ar-", _shifted(values, 1)), ("ar+", _shifted(values, -1)))


class _Cues:
    """The cues that end and begin where words do, by their concepts."""

    def __init__(
        self,
        texts: Sequence[str],
        words: list[str],
        starts: Sequence[int],
        places: Sequence[range],
        concepts: frozenset[str],
    ) -> None:
        size = len(words)
        self._concepts = concepts
        self.last = [""] * size  # the concept of the longest cue that ends with a word
        self._names, self._leads = [""] * size, [""] * size
        self._ends: dict[int, list[int]] = {}
        self._begins: dict[int, list[int]] = {}
        self._inside: dict[int, list[int]] = {}
        lengths = [0] * size
        matcher, cues = _cue_matcher(concepts)
        for text, place in zip(texts, places, strict=True):
            first = {starts[k]: k for k in place}
            final = {starts[k] + len(words[k]): k for k in place}
            for index, start, end in matcher.find_matches_as_indexes(text, overlapping=True):
                low, high = first.get(start), final.get(end)
                cued, name, lead = cues[index]
                if low is not None:
                    self._begins.setdefault(low, []).append(index)
                if high is None:
                    continue
                self._ends.setdefault(high, []).append(index)
                if end - start > lengths[high]:
                    lengths[high], self.last[high] = end - start, cued[-1]
                if name:
                    self._names[high] = max(self._names[high], name, key=len)
                if lead:
                    self._leads[high] = max(self._leads[high], lead, key=len)
                for k in range(low, high + 1) if low is not None else ():
                    self._inside.setdefault(k, []).append(index)

    def columns(self, words: list[str]) -> Iterator[tuple[str, Column]]:
        """The cues around each word, the next end of a name ahead, and the last word before names."""
        size = len(words)
        for column in self._each(self._ends, size, 6):
            yield from (("e", column), ("pe", _shifted(column, 1)))
        for column in self._each(self._begins, size, 4):
            yield from (("b", column), ("nb", _shifted(column, -1)))
        yield from (("in", column) for column in self._each(self._inside, size, 6))
        ahead, ahead_far, lead, lead_far = ([""] * size for _ in range(4))
        at, name = 0, ""
        for k in range(size - 1, -1, -1):
            if words[k] in _BREAKS:
                name = ""
            if self._names[k]:
                at, name = k, self._names[k]
            if name:
                ahead[k], ahead_far[k] = name, f"{name.partition(' ')[0]}{min(at - k, 5)}"
        name = ""
        for k in range(size):
            if words[k] in _STOPS:
                name = ""
            if name:
                lead[k], lead_far[k] = name, f"{name.partition(' ')[0]}{min(k - at, 4)}"
            if self._leads[k]:
                at, name = k, self._leads[k]
        yield from (("nx", ahead), ("nf", ahead_far), ("ld", lead), ("lf", lead_far))

    def _each(self, found: Mapping[int, list[int]], size: int, most: int) -> list[list[str]]:
        """Columns of the concepts of the cues found at each place, in the order of letters; the most of one place."""
        columns = [[""] * size for _ in range(most)]
        for k, cues in found.items():
            for column, value in zip(columns, _concepts(tuple(cues), self._concepts), strict=False):
                column[k] = value
        return columns


@lru_cache(maxsize=16_384)  # the same words come again and again
def _concepts(cues: tuple[int, ...], concepts: frozenset[str]) -> list[str]:
    every = _cue_matcher(concepts)[1]
    return sorted({concept for cue in cues for concept in every[cue][0]})


_Cue: TypeAlias = tuple[tuple[str, ...], str, str]


@cache
def _cue_matcher(concepts: frozenset[str]) -> tuple[ahocorasick_rs.AhoCorasick, tuple[_Cue, ...]]:
    """The matcher of cues, and of each its concepts, and one with the text if it ends names, or leads to them."""
    words: dict[str, dict[str, None]] = {}
    for scheme in (*_BY_CONCEPT, *_AS_WHOLE):
        for concept in lexicon().concepts(scheme):
            for label in concept.labels if (named := _named(scheme, concept.id)) in concepts else ():
                words.setdefault(label, {})[named] = None
    matcher = ahocorasick_rs.AhoCorasick(list(words), matchkind=ahocorasick_rs.MatchKind.Standard)
    return matcher, tuple(_cue(word, sorted(concepts)) for word, concepts in words.items())


def _named(scheme: str, concept: str) -> str:
    return scheme if scheme in _AS_WHOLE else f"{scheme}/{concept}"


def _cue(word: str, concepts: Sequence[str]) -> _Cue:
    ends = [c for c in concepts if not _NO_END.search(c)]
    leads = [c for c in concepts if _LEAD.search(c)]
    return tuple(concepts), f"{ends[0]} {word}" if ends else "", f"{leads[0]} {word}" if leads else ""


@cache
def _area_matcher() -> tuple[ahocorasick_rs.AhoCorasick, Sequence[str]]:
    levels: dict[str, str] = {}
    for concept in lexicon().concepts("area"):
        level = concept.properties.get(LEXICON + "level", ("-",))[0]
        doubtful = concept.properties.get(LEXICON + "ambiguousShortForm", ())
        for label in concept.labels:
            if len(label) > 1:
                levels.setdefault(label, level + ("?" if label in doubtful else ""))
    matcher = ahocorasick_rs.AhoCorasick(list(levels), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    return matcher, tuple(levels.values())
