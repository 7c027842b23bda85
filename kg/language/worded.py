"""Patterns of word order whose words are those of the vocabulary: the words stand in ``ontology/``, once."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Final

from kg.language.lexicon import lexicon

_CONCEPT: Final = re.compile(r"\{([a-z-]+)/([a-z-]+)\}")
# A concept that is a branch by itself needs no group; without one, ``re`` knows by which characters all branches begin.
_BRANCH: Final = re.compile(r"(?:(?<=(?<!\\)\|)|(?<=\(\?:)|(?<=[a-z]>))\{([a-z-]+)/([a-z-]+)\}(?=[|)])")


def worded(*parts: str) -> Callable[[], re.Pattern[str]]:
    """A pattern in which ``{scheme/concept}`` stands for any label of that concept, the longest first.

    The parts are one pattern, written in several lines. It is made when it is first asked for and then kept, so that to
    import a module reads no vocabulary; an unknown concept is a KeyError then.

    >>> framed = worded("以([一-鿿]{2,6}){phrase-cue/pivot}")
    >>> framed().search("以科技创新为引领，建设新城")[1]
    '科技创新'
    """
    return cache(lambda: re.compile(_with_words("".join(parts))))


def listed(scheme: str, *concepts: str) -> Callable[[], tuple[str, ...]]:
    """The labels of concepts, the longest first, for ``startswith`` and ``endswith``; read when first asked for.

    >>> end = listed("phrase-cue", "etcetera")
    >>> end()
    ('等',)
    """
    return cache(lambda: _labels(scheme, *concepts))


def _labels(scheme: str, *concepts: str) -> tuple[str, ...]:
    words = {word for concept in concepts for word in lexicon().words(scheme, concept)}
    return tuple(sorted(words, key=lambda w: (-len(w), w)))


def _with_words(pattern: str) -> str:
    """The pattern with the words in their places, in a group each where they are no branch of one."""
    pattern = _BRANCH.sub(lambda found: alternatives(found[1], found[2]), pattern)
    return _CONCEPT.sub(lambda found: f"(?:{alternatives(found[1], found[2])})", pattern)


def alternatives(scheme: str, *concepts: str) -> str:
    """The labels of concepts as an alternation, the longest first. Raises KeyError."""
    return "|".join(map(re.escape, _labels(scheme, *concepts)))
