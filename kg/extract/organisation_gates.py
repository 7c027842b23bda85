"""What a sentence must have for a rule of organisations to find something in it: words, and by which rule."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from kg.extract.chunks import words

_SHARES = ("上市", "过会", "登陆")
_SCHOOLS = tuple(number + school for number in "一二三四五六七八九十" for school in "中小高")


@cache
def speaking_words() -> Mapping[str, frozenset[str]]:
    """The words, each with the rules that find something only where it stands."""
    groups = {
        "congress": ("届人民代表大会", "届全国人民代表大会", "届委员会", "届全国委员会", "中共", "中国共产党"),
        "office": words("area-body", "department"),
        "local": (*_SCHOOLS, "医院", *words("school", "local-body")),
        "bureau": tuple(china + builder for china in ("中", "中国") for builder in words("state-builder")),
        "centre": ("中心",),
        "youth": ("团中央", "团省委", "团市委", "团区委", "团县委", "团州委", "共青团"),
        "bare": ("发展改革委", "厅"),
        "charge": ("单位", "部门"),
        "shares": _SHARES,
        "invest": words("invest-verb"),
    }
    every = dict.fromkeys(word for group in groups.values() for word in group)
    return {word: frozenset(g for g, group in groups.items() if word in group) for word in every}
