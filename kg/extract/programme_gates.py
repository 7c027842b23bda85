"""Which noun phrases can name a programme at all: those with a head that some rule trusts after their verb.

Most phrases that a sentence says something of have no head noun of a programme, or one that no rule trusts where
it stands (a bare 工程, 建设 behind 推进). They are told by their words and their verbs, before they are taken apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from kg.extract.programme_rules import HOW, MINIMUM, confidence
from kg.extract.programme_words import heads
from kg.language import phrases
from kg.language.phrases import Frame
from kg.language.wordset import within

Headed = tuple[int, int, str]  # a head noun in a sentence: start, end, kind
ALONE = ("", "listed-")  # how the name of a phrase that is no list is put together
_USES = ("carry", "improve", "subject", "bare")
_QUOTE = re.compile(f"[{phrases.QUOTES}]")


def use_of(frame: Frame) -> str:
    """How a phrase is used, as the names of the rules say it."""
    return "carry" if frame.carry else "improve" if frame.verbs else frame.role


def worth_reading(text: str, start: int, end: int, headed: Sequence[Headed]) -> bool:
    """Whether a stretch of a sentence with those heads has a head or what opens a quotation or a title."""
    return bool(within(headed, start, end)) or _QUOTE.search(text, start, end) is not None


def may_name(text: str, frame: Frame, headed: Sequence[Headed]) -> bool:
    """Whether some rule that is trusted may find a programme in a noun phrase of a sentence with those heads."""
    start, end = frame.phrase.start, frame.phrase.end
    if _QUOTE.search(text, start, end) is not None:
        return True
    kinds = {kind for _, _, kind in within(headed, start, end)}
    if not kinds:
        return False
    listed = text.find("等", start, end) >= 0 or any(
        cue.kind == "coordinator" for cue in phrases.cues_between(text, start, end)
    )
    return not kinds.isdisjoint(_trusted(listed)[use_of(frame)])


@cache
def _trusted(listed: bool) -> Mapping[str, frozenset[str]]:
    """The kinds of heads that some rule trusts, by the use of the phrase, in one that is a list or in any other."""
    hows = [how for how in ("", *HOW) if how != "quoted-"] if listed else ALONE
    kinds = {"task", *heads().values()}
    return {use: frozenset(k for k in kinds if _is_trusted(k, use, hows, kinds)) for use in _USES}


def _is_trusted(kind: str, use: str, hows: Iterable[str], kinds: Iterable[str]) -> bool:
    named = [kind, *(f"building-{core}" for core in kinds)] if kind == "building" else [kind]
    return any(confidence(f"{how}{one}-{use}") >= MINIMUM for how in hows for one in named)
