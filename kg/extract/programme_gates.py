"""Which noun phrases can name a programme at all: those with a head that some rule trusts after their verb.

Most phrases that a sentence says something of have no head noun of a programme, or one that no rule trusts where
it stands (a bare 工程, 建设 behind 推进), or one with more words behind it, which make it a part of another noun
(改革成果显著). They are told by their words and their verbs, before they are taken apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from kg.extract.programme_rules import MINIMUM, confidence
from kg.extract.programme_words import heads, word_set, words
from kg.language import phrases
from kg.language.lexicon import lexicon
from kg.language.phrases import Cue, Frame
from kg.language.wordset import WordSet

Headed = tuple[int, int, str]  # a head noun in a sentence: start, end, kind
# Heads that every part of a list shares (种业振兴、耕地提升行动 are two actions); a list before any other head is one
# name (投入增长和风险分担机制 is one mechanism).
SHARED = ("action", "plan", "works", "pilot", "campaign")
_USES = ("carry", "improve", "subject", "bare")
CODED = re.compile(r"[0-9+×一二两三四五六七八九十双]")  # a quotation that has a number for a name: “4433”, “双千”


def use_of(frame: Frame) -> str:
    """How a phrase is used, as the names of the rules say it."""
    return "carry" if frame.carry else "improve" if frame.verbs else frame.role


def nameable(text: str, headed: Sequence[Headed], marks: Sequence[int]) -> Iterator[tuple[Frame, Sequence[Cue]]]:
    """The noun phrases in which a rule that is trusted may find a programme, with the boundary words of their clauses.

    Args:
        text: the sentence.
        headed: its heads, in reading order.
        marks: where its quotations open.
    """
    closing = _closing(text, headed, bool(marks) or "等" in text) if headed else []
    if not closing and not marks:
        return
    at, last = 0, len(closing)
    for start, end in phrases.clauses(text):
        first = at
        while at < last and closing[at][0] < end:
            if closing[at][0] < start:  # in the ordinal before the clause
                first += 1
            at += 1
        here = closing[first:at]
        marked = [mark for mark in marks if start <= mark < end] if marks else marks
        if here or marked:
            cues = phrases.cues_between(text, start, end)
            if _may_hold(text, start, end, cues, bool(marked), here):
                for frame in phrases.frames(text, start, end, cues):
                    if _may_name(text, frame, marked, here):
                        yield frame, cues
        if at == last and not marks:
            return


def _closing(text: str, headed: Sequence[Headed], joined: bool) -> list[Headed]:
    """The heads that may close a name: its clause ends there, or a word follows that is no part of it.

    Args:
        text: the sentence.
        headed: its heads.
        joined: whether there are marks, or what may close a list, so that a head may stand apart from its name.
    """
    known, behind, cues, length = _known(joined), _behind(), _cue_words(), len(text)
    inner = word_set("inner-of-another")
    found: list[Headed] = []
    for head in headed:
        start, end, kind = head
        built = kind == "building"
        cores = [core for _, before, core in headed if before == start] if built else ()
        if kind not in known or not (joined or cores or not built):  # a bare 建设
            continue
        if end < length and text[end] not in behind and not cues.at(text, end) and text[end - 2 : end] not in inner:
            continue
        if kind == "year" and not joined and not text.endswith(words("campaign-aim"), 0, start):
            continue
        if cores:
            found += [(start, end, f"building-{core}") for core in cores]
        if joined or not built:
            found.append(head)
    return found


def _may_hold(text: str, begin: int, end: int, cues: Sequence[Cue], marked: bool, headed: Sequence[Headed]) -> bool:
    """Whether a clause has the words by which one of its phrases may be used as a rule asks that is trusted."""
    if marked and (headed or CODED.search(text, begin, end) is not None):
        return True
    if marked:
        return any(kind == "verb-carry" for _, _, kind in cues)
    trusted = _trusted(text.find("等", begin, end) >= 0)
    carried, improved, told = trusted["carry"], trusted["improve"], trusted["subject"]
    for start, _, kind in headed:
        if kind in trusted["bare"]:
            return True
        for at, _, cue in cues:
            if at < start:
                if kind in (carried if cue == "verb-carry" else improved) and cue in phrases.GOVERNING:
                    return True
            elif kind in told and cue in phrases.VERBAL:
                return True
    return False


def _may_name(text: str, frame: Frame, marks: Sequence[int], headed: Sequence[Headed]) -> bool:
    """Whether some rule that is trusted may find a programme in a noun phrase, of a clause with those marks, heads."""
    start, end = frame.start, frame.end
    here = [kind for first, last, kind in headed if start <= first and last <= end]
    for at in marks:
        if start <= at < end:  # the quotations have no head of their own to go by
            return bool(here) or frame.carry or (use_of(frame) != "bare" and CODED.search(text, start, end) is not None)
    return bool(here) and not _trusted(text.find("等", start, end) >= 0)[use_of(frame)].isdisjoint(here)


@cache
def _cue_words() -> WordSet:
    return lexicon().word_set("phrase-cue", *(concept.id for concept in lexicon().concepts("phrase-cue")))


@cache
def _behind() -> frozenset[str]:
    """What may stand behind the head of a name, beside the boundary words of the scheme ``phrase-cue``.

    A stop, a blank, a bracket, a closing mark, the 等 of a list, an amount, a word that is no part of a name (任务).
    """
    return frozenset(
        (*phrases.STOPS, *" \t\u3000等（”》」资项重超达约近0123456789", *(word[0] for word in words("tail")))
    )


@cache
def _known(joined: bool) -> frozenset[str]:
    """The kinds of heads that some rule trusts whatever the use, and 建设, which it may trust for what is built up."""
    every = {"task", *heads().values()}
    return frozenset(every) if joined else frozenset(["building"]).union(*_trusted(joined).values())


@cache
def _trusted(closed: bool) -> Mapping[str, frozenset[str]]:
    """The kinds of heads that some rule trusts where no mark stands, by the use of the phrase.

    Args:
        closed: whether the phrase may be a list that 等 closes, whose parts are named by what follows.
    """
    every = heads()
    kinds = {"task", *every.values()}
    inner = {kind for word, kind in every.items() if word.endswith(words("inner-of-another"))}
    kinds |= {f"building-{core}" for core in kinds}

    def hows(kind: str) -> Iterator[str]:
        yield ""
        if kind in SHARED:
            yield from ("shared-", "tailed-") if closed else ("shared-",)
        if kind in inner or closed:
            yield from ("listed-", "summing-") if kind in inner else ("listed-",)

    return {
        use: frozenset(k for k in kinds if any(confidence(f"{how}{k}-{use}") >= MINIMUM for how in hows(k)))
        for use in _USES
    }
