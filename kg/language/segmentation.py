"""Segmentation into the words of jieba's plain dictionary, whatever words others add to jieba's shared segmenter."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import cache, lru_cache

import jieba

_HAN = re.compile("[\u4e00-\u9fd5]+")  # what jieba cuts by its dictionary
_OF_WORDS = re.compile(r"[a-zA-Z0-9+#&._%\-\s]")  # what else it keeps together; a sign is a word alone


@cache
def segmenter() -> jieba.Tokenizer:
    """The segmenter, which reads its dictionary once a process."""
    jieba.setLogLevel(60)
    made = jieba.Tokenizer()
    made.initialize()
    return made


def frequencies() -> tuple[Mapping[str, int], int]:
    """How often each word of the dictionary was counted, 0 for beginnings of words that are none; and the sum."""
    return segmenter().FREQ, segmenter().total


@lru_cache(maxsize=8192)
def segmented(text: str) -> tuple[str, ...]:
    """The likeliest words of a text by their counts, no others guessed: joined they are the text."""
    if _HAN.fullmatch(text):
        return tuple(_likeliest(text))
    if _OF_WORDS.search(text):
        return tuple(segmenter().cut(text, HMM=False))
    found: list[str] = []
    at = 0
    for run in _HAN.finditer(text):
        found += text[at : run.start()]
        found += _likeliest(run.group())
        at = run.end()
    return (*found, *text[at:])


def _likeliest(text: str) -> list[str]:
    """What ``Tokenizer.cut`` finds in Chinese characters alone: of equally likely words the longest from the left."""
    (counts, total), log = _counts(), math.log
    length = len(text)
    best, ends = [0.0] * (length + 1), [0] * length
    for start in range(length - 1, -1, -1):
        chosen, most = start + 1, -math.inf
        for end in range(start + 1, length + 1):
            count = counts.get(text[start:end])
            if count is None:
                break  # nor does any longer word begin so
            if count and (likely := log(count) - total + best[end]) >= most:
                chosen, most = end, likely
        best[start] = most if most != -math.inf else best[start + 1] - total  # a character that is no word
        ends[start] = chosen
    found, start = [], 0
    while start < length:
        found.append(text[start : ends[start]])
        start = ends[start]
    return found


@cache
def _counts() -> tuple[Mapping[str, int], float]:
    """The counts of the dictionary, and the logarithm of their sum."""
    counts, total = frequencies()
    return counts, math.log(total)


@cache
def parts_of_speech() -> Mapping[str, str]:
    """The dictionary's part of speech of each of its words, in jieba's letters (n, v, …)."""
    with segmenter().get_dict_file() as lines:
        rows = (line.decode("utf-8").split() for line in lines)
        return {row[0]: row[-1] for row in rows if row}
