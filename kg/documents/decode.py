"""Bytes to text: the encodings in which Chinese government documents are found."""

from __future__ import annotations

import codecs
import re
from typing import Final

from resiliparse.parse.encoding import detect_encoding

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES: Final = ("gb18030", "big5", "utf-16-le", "utf-16-be")
# The commonest characters of running text in either script: a wrong decoding gives rare characters instead.
_COMMON: Final = frozenset(
    "的一是在和了有大中上为发展年人会市工作区政府全经济社力新提高实建设行地方业加推进增长国不要以对化动产学"
    "報會國發經濟業區實設進動產學長對為來這個們時說過開關點後當與從現機問題體點樣間應還間無電車門見長馬"
)
_USUAL: Final = re.compile(r"[\x00-\x7f\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


class UndecodableError(ValueError):
    """The bytes are no text in any encoding known here. The message is the reason in one line."""


def decode(data: bytes) -> tuple[str, str]:
    r"""Text and the name of its encoding, such that ``data.decode(name)`` gives the text before line ends change.

    Byte order marks are removed and line ends are ``\n``, as ``open(path, encoding=name).read()`` gives them.

    Raises:
        UndecodableError: the bytes are binary, or no encoding gives sensible text.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strict(data, name), name
    fault = _fault_as_utf8(data)
    if fault is None and b"\x00" not in data:
        return _strict(data, "utf-8"), "utf-8"
    utf16 = _utf16_without_mark(data)
    if utf16:
        return _strict(data, utf16), utf16
    if b"\x00" in data:
        raise UndecodableError("it holds zero bytes, so it is no text")
    if fault is not None and _is_damaged_utf8(data):
        raise UndecodableError(f"it is UTF-8, but damaged at byte {fault}")
    return _guess(data)


def _fault_as_utf8(data: bytes) -> int | None:
    """The first byte that is no UTF-8, None where all are."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return None


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether all but a few bytes are Chinese text in UTF-8: read as GB18030 that would be text, but nonsense."""
    text = data.decode("utf-8", "replace")
    chinese = sum(1 for char in text if "\u4e00" <= char <= "\u9fff")
    return chinese >= 3 and text.count("\ufffd") <= max(1, chinese // 20)


def _guess(data: bytes) -> tuple[str, str]:
    """The likeliest of the legacy encodings: the detector's first, but only if its text reads like Chinese."""
    detected = _python_name(detect_encoding(data, html5_compatible=False))
    names = dict.fromkeys([name for name in (detected,) if name] + list(_CANDIDATES))
    best: tuple[float, str, str] | None = None
    for name in names:
        try:
            text = data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
        score = _plausibility(text) + (0.1 if name == detected else 0.0)
        if best is None or score > best[0]:
            best = (score, text, name)
    if best is None or best[0] < 0.2:
        raise UndecodableError("no known encoding (UTF-8, GB18030, UTF-16, Big5) gives sensible text")
    return _lines(best[1]), best[2]


def _python_name(detected: str | None) -> str | None:
    """Python's codec for a detected name; every GB name is read as their superset GB18030."""
    if detected is None:
        return None
    name = detected.lower()
    if name in {"gbk", "gb2312", "gb18030", "hz-gb-2312", "euc-cn"}:
        return "gb18030"
    if name.startswith("big5"):
        return "big5hkscs" if "hkscs" in name else "big5"
    return name if name in {"utf-16le", "utf-16be"} else None


def _utf16_without_mark(data: bytes) -> str | None:
    """UTF-16 betrays itself by the high bytes of Chinese (4E–9F) and of line ends and digits (00) in one column."""
    sample = data[: 8192 & ~1]
    if len(data) % 2 or len(sample) < 4:
        return None
    for name in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if _plausibility(text[:4096]) >= 0.35 and _share_of_common(text[:4096]) >= 0.04:
            return name
    return None


def _plausibility(text: str) -> float:
    """Between -1 and about 1.5: share of Chinese characters, marks and ASCII, and of the commonest characters."""
    if not text:
        return 0.0
    good = sum(
        1 for c in text if c.isascii() or "\u4e00" <= c <= "\u9fff" or "\u3000" <= c <= "\u303f" or c >= "\uff00"
    )
    bad = len(_CONTROL.findall(text)) + sum(1 for c in text if "\ue000" <= c <= "\uf8ff")
    return good / len(text) - 2 * bad / len(text) - 0.6 + 2 * _share_of_common(text)


def _share_of_common(text: str) -> float:
    return sum(1 for c in text if c in _COMMON) / max(1, len(text))


def _strict(data: bytes, name: str) -> str:
    try:
        return _lines(_checked(data.decode(name)))
    except UnicodeDecodeError as error:
        raise UndecodableError(f"it says to be {name} but byte {error.start} is not") from error


def _checked(text: str) -> str:
    if len(_CONTROL.findall(text)) > max(8, len(text) // 200):
        raise UndecodableError("it holds many control characters, so it is no text")
    return text


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
