"""Short and long forms of one name: 北环高速 and 北环高速公路, 以旧换新 and 消费品以旧换新, 激光 and 激光产业."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from kg.language.worded import worded

_MARKS = re.compile(r"[\s“”‘’「」『』《》〈〉（）()·]")
# What a longer form of the same industry, or of the same area, adds at its end.
_INDUSTRY_MORE = worded("{name-cue/industry-end}|{name-cue/industry-more}")
_AREA_MORE = worded("{name-cue/area-level}|镇|乡|街道|新区|地区")
_SHORTEST = 3  # characters of a short form, but of an area or industry


def folded(name: str) -> str:
    """A name as it is compared: without quotation marks, brackets and blanks, in one width and case."""
    return unicodedata.normalize("NFKC", _MARKS.sub("", name)).lower()


def short_forms(kind: str, name: str) -> Iterator[str]:
    """The short forms that a folded name of a type may have, without itself."""
    if kind in ("Industry", "Area"):
        more = _INDUSTRY_MORE() if kind == "Industry" else _AREA_MORE()
        yield from (name[:end] for end in range(1, len(name)) if more.fullmatch(name, end))
        return
    for length in range(_SHORTEST, len(name)):
        yield name[:length]
        yield name[-length:]


def is_form(kind: str, one: str, other: str) -> bool:
    """Whether of two folded names of one type in one document one is the short form of the other."""
    short, long = sorted((one, other), key=len)
    return short == long or short in short_forms(kind, long)


class Forms:
    """Folded names of things of one type, each thing with its number: finds those that a name may be a form of.

    >>> forms = Forms("Project")
    >>> forms.add("北环高速", 7)
    >>> sorted(forms.alike("北环高速公路"))
    [7]
    """

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._named: dict[str, set[int]] = {}
        self._short: dict[str, set[int]] = {}  # by the short forms of the names

    def add(self, name: str, number: int) -> None:
        """Take in a name of the thing with that number."""
        if number in self._named.setdefault(name, set()):
            return
        self._named[name].add(number)
        for short in short_forms(self._kind, name):
            self._short.setdefault(short, set()).add(number)

    def alike(self, name: str) -> set[int]:
        """The numbers of the things of which a name is ``is_form`` of this one."""
        found = self._named.get(name, set()) | self._short.get(name, set())
        for short in short_forms(self._kind, name):
            if short in self._named:
                found = found | self._named[short]
        return found
