"""What the name model sees of each character of a sentence: its surroundings, word, clause and list, and the cues.

A feature is a string ``place=value``. The model has weights for those that occur in annotated text, so a change here,
in the cue schemes or in the segmentation asks for a new training (``bench/train_names.py``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import ahocorasick_rs
from jieba.posseg import POSTokenizer

from kg.language.lexicon import LEXICON, lexicon
from kg.language.segmentation import segmenter

Features = list[list[str]]

_STOPS = "，；。：！？"
_MARKS = _STOPS + "、“”《》（）—…"
_OPEN, _CLOSE = "“《（", "”》）"
_NUMERALS = "一二三四五六七八九十百千万亿两"
_ETC = re.compile("等(?![级候待次同])")
# The schemes whose words are features, each by its concepts or, where it has many, as a whole.
_BY_CONCEPT = ("name-cue", "programme-cue", "honour-cue", "phrase-cue")
_AS_WHOLE = ("industry", "known-programme")
# Concepts whose words stand before a name, and those whose words neither begin nor end one.
_LEAD = re.compile("verb|lead")
_NO_END = re.compile(
    "verb|lead|stage|generic|modifier|adverb|predicate|pronoun|preposition|coordinator|etcetera|tail|no-|drop-|after-"
)


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str
    tag: str


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch between stops (a clause) or between stops and 、 (an item), and the mark that ends it."""

    start: int
    end: int
    mark: str


@dataclass(frozen=True, slots=True)
class _Cue:
    concept: str
    text: str
    start: int
    end: int


class _Sentence:
    """A sentence with its words, clauses, items and cues: what all groups of features look at."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = tuple(_words(text))
        self.word_at = [k for k, w in enumerate(self.words) for _ in range(w.start, w.end)]
        self.clauses = tuple(_parts(text, _STOPS))
        self.items = tuple(_parts(text, _STOPS + "、"))
        self.ending: list[dict[str, _Cue]] = [{} for _ in range(len(text) + 1)]
        self.starting: list[dict[str, _Cue]] = [{} for _ in range(len(text) + 1)]
        for cue in _find_cues(text):
            for at, place in ((cue.end, self.ending), (cue.start, self.starting)):
                longest = place[at].get(cue.concept)
                if longest is None or len(cue.text) > len(longest.text):
                    place[at][cue.concept] = cue

    def word(self, k: int) -> str:
        """The text of the k-th word, ``#`` outside the sentence."""
        return self.words[k].text if 0 <= k < len(self.words) else "#"

    def tag(self, k: int) -> str:
        """The part of speech of the k-th word, ``#`` outside the sentence."""
        return self.words[k].tag if 0 <= k < len(self.words) else "#"

    def head(self, part: _Part) -> str:
        """The last content word of a part."""
        for k in range(self.word_at[part.end - 1], -1, -1) if part.end > part.start else ():
            if self.words[k].start < part.start:
                break
            if self.words[k].tag[0] not in "xmuqfy":
                return self.words[k].text
        return ""

    def end_class(self, part: _Part) -> str:
        """The concept of the last cue of a part: of those that end there, the longest."""
        for end in range(part.end, part.start, -1):
            if self.ending[end]:
                return max((len(cue.text), concept) for concept, cue in self.ending[end].items())[1]
        return "-"


def features(text: str) -> Features:
    """One list of features a character."""
    if not text:
        return []
    sentence = _Sentence(text)
    found: Features = [[] for _ in text]
    for group in (_characters, _segmentation, _marks, _clauses, _lists, _verbs, _quotations, _areas, _cues):
        group(sentence, found)
    return found


class _Tagger(POSTokenizer):  # type: ignore[misc] # jieba has no types
    """jieba's tagger, which guesses at the words of a stretch that the dictionary lacks only once: its slowest part."""

    def __init__(self) -> None:
        super().__init__(segmenter())
        self._guess = lru_cache(maxsize=32_768)(lambda stretch: tuple(super(_Tagger, self)._POSTokenizer__cut(stretch)))

    def _POSTokenizer__cut(self, stretch: str) -> tuple[object, ...]:  # noqa: N802 - what jieba's __cut is called
        return self._guess(stretch)


@cache
def _tokenizer() -> _Tagger:
    return _Tagger()


def _words(text: str) -> Iterator[_Word]:
    at = 0
    for pair in _tokenizer().cut(text):
        yield _Word(at, at + len(pair.word), pair.word, pair.flag)
        at += len(pair.word)


def _parts(text: str, stops: str) -> Iterator[_Part]:
    start = 0
    for at, char in enumerate(text):
        if char in stops:
            yield _Part(start, at, char)
            start = at + 1
    if start < len(text):
        yield _Part(start, len(text), "$")


def _kind(char: str) -> str:
    for kind, chars in (("n", _NUMERALS), ("<", _OPEN), (">", _CLOSE), (",", "、"), (".", _STOPS)):
        if char in chars:
            return kind
    if char.isdigit():
        return "d"
    if char.isascii():
        return "a" if char.isalpha() else "o"
    return "z" if "\u4e00" <= char <= "\u9fff" else "o"


def _bucket(length: int) -> str:
    """A length, coarser the longer it is."""
    if length < 4:
        return str(length)
    return next((name for limit, name in ((7, "4-6"), (11, "7-10"), (16, "11-15")) if length < limit), ">15")


def _characters(sentence: _Sentence, found: Features) -> None:
    text = "^^" + sentence.text + "$$"
    kinds = "##" + "".join(map(_kind, sentence.text)) + "##"
    for i in range(len(found)):
        a, b, c, d, e = tuple(text[i : i + 5])
        found[i] += (
            "0=" + c, "-1=" + b, "1=" + d, "-2=" + a, "2=" + e,
            "b0=" + b + c, "b1=" + c + d, "b-=" + a + b, "b+=" + d + e, "t=" + b + c + d,
            "ty=" + kinds[i + 1 : i + 4],
        )  # fmt: skip


def _place(word: _Word, at: int) -> str:
    if word.end - word.start == 1:
        return "S"
    return "B" if at == word.start else "E" if at == word.end - 1 else "M"


def _segmentation(sentence: _Sentence, found: Features) -> None:
    for k, word in enumerate(sentence.words):
        before, after = sentence.word(k - 1), sentence.word(k + 1)
        tag, tag_before, tag_after = word.tag, sentence.tag(k - 1), sentence.tag(k + 1)
        shared = (
            "w=" + word.text, "w-=" + before, "w+=" + after,
            "w-2=" + sentence.word(k - 2), "w+2=" + sentence.word(k + 2),
            "ww=" + before + "|" + word.text, "ww+=" + word.text + "|" + after,
            "p-=" + tag_before, "p+=" + tag_after, "p-2=" + sentence.tag(k - 2), "p+2=" + sentence.tag(k + 2),
        )  # fmt: skip
        for at in range(word.start, word.end):
            place = _place(word, at)
            found[at] += shared
            found[at] += ("wp=" + place, "p=" + tag + place, f"pw={place}{tag_before}|{tag}|{tag_after}")


def _marks(sentence: _Sentence, found: Features) -> None:
    """The marks before and after, and which quotation mark or bracket is open."""
    before, inside = "^", "-"
    befores, insides = [], []
    for char in sentence.text:
        inside = char if char in _OPEN else inside
        befores.append(before)
        insides.append(inside)
        before = char if char in _MARKS else before
        inside = "-" if char in _CLOSE else inside
    after = "$"
    for at in range(len(found) - 1, -1, -1):
        found[at] += ("q=" + insides[at], "pp=" + befores[at], "np=" + after, "pn=" + befores[at] + after)
        after = sentence.text[at] if sentence.text[at] in _MARKS else after


def _clauses(sentence: _Sentence, found: Features) -> None:
    """The clause's head and first verb, and the common noun behind the 等 that closes its list."""
    for clause in sentence.clauses:
        verb = ""
        if clause.start < clause.end:
            first, last = sentence.word_at[clause.start], sentence.word_at[clause.end - 1]
            verb = next((w.text for w in sentence.words[first : last + 1] if w.tag[0] == "v"), "")
        shared = ("ch=" + sentence.head(clause), "cv=" + verb)
        for at in range(clause.start, min(clause.end + 1, len(found))):
            found[at] += shared
        start = clause.start
        for etc in _ETC.finditer(sentence.text, clause.start, clause.end):
            rest = next(p for p in sentence.items if p.end >= etc.end())
            head = sentence.head(_Part(etc.end(), rest.end, rest.mark)) or "0"
            for at in range(start, etc.start()):
                found[at].append("dg=" + head)
            start = etc.end()


def _lists(sentence: _Sentence, found: Features) -> None:
    """What the item ends in, and what its neighbours and the last one of its list end in: lists are of one type."""
    items = sentence.items
    ends = [sentence.end_class(item) for item in items]
    tails = [sentence.text[max(item.start, item.end - 2) : item.end] for item in items]
    last = len(items) - 1
    for x in range(len(items) - 1, -1, -1):
        item = items[x]
        if item.mark != "、":
            last = x
        head = sentence.head(item)
        shared = ["ih=" + head, "ih2=" + head[-1:], "is=" + ends[x], "il=" + _bucket(item.end - item.start)]
        if x and items[x - 1].mark == "、":
            shared += ("ps=" + ends[x - 1], "ph=" + tails[x - 1])
        if item.mark == "、" and x + 1 < len(items):
            shared += ("ns=" + ends[x + 1], "nh=" + tails[x + 1])
        if last != x:
            shared += ("ls=" + ends[last], "lh=" + tails[last])
        for at in range(item.start, min(item.end + 1, len(found))):
            found[at] += shared


def _verbs(sentence: _Sentence, found: Features) -> None:
    """The verbs before in the clause, the nearest one, and the words that follow."""
    verbs: list[str] = []
    nearest = ""
    for k, word in enumerate(sentence.words):
        if word.text in _STOPS:
            verbs, nearest = [], ""
        shared = ["lv=" + nearest, *("bv=" + v for v in verbs[-3:])]
        for other in sentence.words[k + 1 : k + 7]:
            if other.text in _STOPS:
                break
            shared.append("aw=" + other.text)
        for at in range(word.start, word.end):
            found[at] += shared
        if word.tag[0] == "v":
            nearest = word.text
            verbs += [word.text] if len(word.text) > 1 else []


def _quotations(sentence: _Sentence, found: Features) -> None:
    """For what stands in quotation marks: its length, the word before them and the word behind."""
    start = -1
    for at, char in enumerate(sentence.text):
        if char in "“《":
            start = at
        elif char in "”》" and start >= 0:
            after = sentence.word(sentence.word_at[at] + 1)
            before = sentence.word(sentence.word_at[start] - 1)
            shared = ("qa=" + after, "qb=" + before, "ql=" + _bucket(at - start - 1), "qab=" + after + char)
            for place in range(start, at + 1):
                found[place] += shared
            start = -1


def _areas(sentence: _Sentence, found: Features) -> None:
    matcher, levels = _area_matcher()
    values = [""] * len(found)
    for index, start, end in matcher.find_matches_as_indexes(sentence.text):
        for at in range(start, end):
            values[at] = ("B" if at == start else "E" if at == end - 1 else "M") + levels[index]
    for at, value in enumerate(values):
        if value:
            found[at].append("ar=" + value)
            if at:
                found[at - 1].append("ar+=" + value)
            if at + 1 < len(found):
                found[at + 1].append("ar-=" + value)


def _cues(sentence: _Sentence, found: Features) -> None:
    """The cues that a character is in, begins or ends, the next end of a name ahead, the last word before names."""
    ahead: _Cue | None = None
    for at in range(len(found) - 1, -1, -1):
        if sentence.text[at] in _STOPS + "、":
            ahead = None
        ends = [(len(c.text), c.concept) for c in sentence.ending[at + 1].values() if not _NO_END.search(c.concept)]
        if ends:
            ahead = sentence.ending[at + 1][max(ends)[1]]
        if ahead:
            found[at] += (f"nx={ahead.concept}{ahead.text}", f"nxc={ahead.concept}{_bucket(ahead.end - 1 - at)}")
        for cue in sentence.ending[at + 1].values():
            for place in range(cue.start, cue.end):
                found[place].append("in=" + cue.concept)
    lead: _Cue | None = None
    for at in range(len(found)):
        if sentence.text[at] in _STOPS:
            lead = None
        for concept in sorted(sentence.ending[at]):
            lead = sentence.ending[at][concept] if _LEAD.search(concept) else lead
        around = (
            ("end=", sentence.ending[at + 1]),
            ("pend=", sentence.ending[at]),
            ("beg=", sentence.starting[at]),
            ("nbeg=", sentence.starting[at + 1]),
        )
        found[at] += (name + concept for name, cues in around for concept in sorted(cues))
        if lead:
            found[at] += (f"ld={lead.concept}{lead.text}", "ldd=" + _bucket(at - lead.end))


def _find_cues(text: str) -> Iterator[_Cue]:
    matcher, concepts = _cue_matcher()
    for index, start, end in matcher.find_matches_as_indexes(text, overlapping=True):
        for concept in concepts[index]:
            yield _Cue(concept, text[start:end], start, end)


@cache
def _cue_matcher() -> tuple[ahocorasick_rs.AhoCorasick, tuple[tuple[str, ...], ...]]:
    words: dict[str, dict[str, None]] = {}
    for scheme in (*_BY_CONCEPT, *_AS_WHOLE):
        for concept in lexicon().concepts(scheme):
            for label in concept.labels:
                words.setdefault(label, {})[scheme if scheme in _AS_WHOLE else f"{scheme}/{concept.id}"] = None
    matcher = ahocorasick_rs.AhoCorasick(list(words), matchkind=ahocorasick_rs.MatchKind.Standard)
    return matcher, tuple(tuple(concepts) for concepts in words.values())


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
