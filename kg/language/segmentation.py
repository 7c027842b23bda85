"""Segmentation into the words of jieba's plain dictionary, whatever words others add to jieba's shared segmenter."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

import jieba
import rjieba


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


@cache
def _cutter() -> rjieba.Jieba:
    """A segmenter of its own over the same dictionary, nine times as fast, which has no counts to look up."""
    return rjieba.Jieba()


@lru_cache(maxsize=8192)
def segmented(text: str) -> tuple[str, ...]:
    """The likeliest words of a text by their counts, no others guessed: joined they are the text."""
    return tuple(_cutter().cut(text, hmm=False))


@cache
def parts_of_speech() -> Mapping[str, str]:
    """The dictionary's part of speech of each of its words, in jieba's letters (n, v, …)."""
    with segmenter().get_dict_file() as lines:
        rows = (line.decode("utf-8").split() for line in lines)
        return {row[0]: row[-1] for row in rows if row}
