"""What a sentence must have for a rule of organisations to find something in it: words, and by which rule."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from kg.extract.chunks import words

BODIES = (
    "人民政府|政府|法院|检察院|人大常委会|人民代表大会常务委员会|人大|政协|党委|人民法院|高级人民法院|中级人民法院|人民检察院"
    "|监委|监察委员会|纪委监委|总工会|妇联|科协|文联|残联|工商联|红十字会|武警总队|消防救援总队|军分区|警备区|军区"
)
_SHARES = ("上市", "过会", "登陆")
_LOCAL_WORDS = (
    *(number + school for number in "一二三四五六七八九十" for school in "中小高"),
    *("医院", "中学", "小学", "学校", "妇幼保健院", "疾控中心", "职教中心", "广播电视大学", "融媒体中心"),
)
# Builders of the State, which have bureaus: 中铁一局, 中国水电三局.
BUILDERS = ("建", "铁", "交", "冶", "水电", "电建", "核", "煤")


@cache
def speaking_words() -> Mapping[str, frozenset[str]]:
    """The words, each with the rules that find something only where it stands."""
    groups = {
        "congress": ("届人民代表大会", "届全国人民代表大会", "届委员会", "届全国委员会", "中共", "中国共产党"),
        "office": (*BODIES.split("|"), *words("department")),
        "local": _LOCAL_WORDS,
        "bureau": tuple(china + builder for china in ("中", "中国") for builder in BUILDERS),
        "centre": ("中心",),
        "youth": ("团中央", "团省委", "团市委", "团区委", "团县委", "团州委", "共青团"),
        "bare": ("发展改革委", "厅"),
        "charge": ("单位", "部门"),
        "shares": _SHARES,
        "invest": words("invest-verb"),
    }
    every = dict.fromkeys(word for group in groups.values() for word in group)
    return {word: frozenset(g for g, group in groups.items() if word in group) for word in every}
