"""Which lines of a page are furniture: navigation, tools, bylines, captions, copyright and what follows the report."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from typing import Final

from kg.language.lexicon import lexicon
from kg.language.worded import worded
from kg.language.wordset import WordSet
from kg.model import Furniture, Span

_SCHEME: Final = "page-furniture"
_MARKS: Final = re.compile(r"[\s【】\[\]（）()：:|｜>›»》《<＞/·×+＋\-—_*#,，.。]+")
_CRUMB: Final = re.compile(r"[>›»＞|｜×【】\[\]《》]+")
_PICTURE: Final = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)|[^\s。；]{0,40}\.(?:png|jpe?g|gif|bmp|webp)", re.IGNORECASE)
_DATE_LINE: Final = re.compile(
    r"(?:19|20)\d\d年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
    r"|\d{4}\s?[-年/.]\s?\d{1,2}\s?[-月/.]\s?\d{1,2}\s?日?(?:\s{0,3}\d{1,2}[:：时]\d{2}(?:[:：分]\d{2}秒?|分)?)?"
)
_SOURCE_LABEL: Final = re.compile(r"(?:信息|稿件|文章)?来\s?源[:：]|(?:发布|发表|更新)?(?:时间|日期)[:：]|作者[:：]")
_SOURCE_NAME: Final = worded(r"[\s（）()|｜]*|[\s（(]*[一-鿿·]{2,20}{document-cue/publisher-end}[\s）)]*")
_SOURCE: Final = re.compile(r"来\s?源[:：]")
_PLAIN_NAME: Final = re.compile(r"[^，。；！？\d]{0,30}")  # what a label calls a source: 上海松江, 县融媒体中心
_COUNTED: Final = re.compile(  # 星期五, 第A02版, 浏览次数：36
    r"星期[一二三四五六日]|第?[A-D]?\d{1,2}版(?:[:：]\s?[\u4e00-\u9fff]{2,6})?|(?:浏览|阅读|点击|访问)(?:次数|量|数)?[:：]?\s?\d{0,8}次?"
)
_MONTH_LINE: Final = re.compile(r"\d{4}\s?年\s?\d{1,2}\s?月")
_SIGNED: Final = re.compile(
    r"(?:本报|见习|全媒体){0,2}(?:记者|通讯员|作者)[\s：:/]{0,2}[一-鿿·]{2,4}(?:[\s、]{1,2}[一-鿿·]{2,4}){0,4}"
)
_INDEX_LINE: Final = re.compile(r"[0-9A-Z]{18}-?[A-Z]/\d{4}-\d{3,8}|[0-9A-Z]{9}[-/][0-9A-Z/-]{6,20}")
_OFFICE_LINE: Final = worded(
    "[一-鿿]{1,14}{document-cue/office}",
    r"(?:[\s、]{1,4}[一-鿿]{2,14}(?:{document-cue/office}|调查队)){0,2}",
)
PERSON: Final = r"[一-鿿]{1,3}\s{0,4}[一-鿿]{1,3}|[一-鿿]{1,7}·[一-鿿·]{1,12}"
_LEADER_LINE: Final = worded(r"[一-鿿]{0,16}{document-cue/leader}\s{1,8}", f"(?:{PERSON})")
_NAME_LINE: Final = re.compile(r"[一-鿿]{2,4}")
_REPORTER_LINE: Final = re.compile(
    r"(?:[□■◎●▢]\s{0,2})?(?:本报|见习|全媒体){0,2}(?:记者|通讯员|文/|撰文)[\s：:][^。，；]{2,40}"
)
_CAPTION: Final = re.compile(r"[^\n]{0,120}(?:记者|摄影|通讯员)[^。，；\n]{1,14}摄|[^。；\n]{2,40}作政府工作报告。?")
_CAPTION_ENDS: Final = ("摄", "作政府工作报告", "作政府工作报告。")
_EXTENSION: Final = 5  # characters of .jpeg
_RULE: Final = re.compile(r"[-=*_~—]{3,}")
_SOURCE_NOTE: Final = re.compile(
    r"[（(【]\s?(?:(?:来源|稿源|信息来源|责任编辑|编辑|作者)[:：]|(?:本报)?(?:记者|通讯员)\s)[^）)】\n]{1,40}[）)】]"
)
_PAGE_NUMBER: Final = re.compile(r"[-—–－]\s?\d{1,4}\s?[-—–－]|第\s?\d{1,4}\s?页(?:[,，\s/]{0,3}共\s?\d{1,4}\s?页)?")
_CONTENTS: Final = re.compile(r"目\s{0,4}[录次]|[^。]{2,60}?(?:[.．…·]\s?){3,}\d{1,3}")
_SHORT_NUMBER: Final = re.compile(r"\d{1,3}")
_CLOSED: Final = re.compile(r"[。！？!?][”’」』）)]?$")
_PAGE: Final = 150  # characters, less than any printed page holds
_HEAD_LINES: Final = 60
_LONGEST_BYLINE: Final = 60


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds more than blanks, without the blanks around it. Offsets are of the document's text."""

    start: int
    end: int
    text: str


def lines_of(text: str) -> tuple[Line, ...]:
    """The lines of a text that are not blank."""
    found: list[Line] = []
    position = 0
    for raw in text.split("\n"):
        core = raw.strip(" \t\r\f\v\u3000\u00a0\u200b\ufeff")
        if core.strip():
            start = position + raw.index(core)
            found.append(Line(start, start + len(core), core))
        position += len(raw) + 1
    return tuple(found)


def find_furniture(lines: Sequence[Line]) -> dict[int, str]:
    """The kind of furniture by index of the line: tool, navigation, byline, caption, picture, copyright, tail, page."""
    words = _words()
    text = "\n".join([line.text for line in lines])
    rights = [phrase for phrase in words.copyright if phrase in text]
    found = {i: kind for i, line in enumerate(lines) if (kind := _anywhere(line.text, words, rights))}
    found.update(dict.fromkeys(_front_matter(lines), "front-matter"))
    found.update(dict.fromkeys(_page_numbers(lines), "page"))
    found.update(dict.fromkeys(_running_heads(lines, found), "page"))
    body = [i for i, line in enumerate(lines) if i not in found and _is_body(line.text)]
    long = (i for i in body if len(lines[i].text) > 60 or lines[i].text.startswith("各位代表"))
    first = next(long, len(lines))
    found.update(_head(lines[:first], words, found, "".join(line.text for line in lines[: first + 40])))
    found.update(_tail(lines, words, found, body))
    return dict(sorted(found.items()))


def spans(lines: Sequence[Line], kinds: Mapping[int, str]) -> tuple[Furniture, ...]:
    """Furniture as spans, neighbouring lines of one kind as one."""
    found: list[Furniture] = []
    last = -2
    for i, kind in sorted(kinds.items()):
        if i == last + 1 and found and found[-1].kind == kind:
            found[-1] = Furniture(Span(found[-1].span.start, lines[i].end), kind)
        else:
            found.append(Furniture(Span(lines[i].start, lines[i].end), kind))
        last = i
    return tuple(found)


class _Words:
    """The words of the scheme, ready to match."""

    def __init__(self) -> None:
        words = lexicon().words
        self.tool = frozenset(words(_SCHEME, "tool-line"))
        self.controls = self.tool | frozenset(words(_SCHEME, "navigation-line"))
        self.control_begins = WordSet(self.controls)
        self.navigation_lead = words(_SCHEME, "navigation-lead")
        self.byline = words(_SCHEME, "byline-lead")
        self.copyright = words(_SCHEME, "copyright-phrase")
        self.tail = words(_SCHEME, "tail-lead")


@cache
def _words() -> _Words:
    return _Words()


def _anywhere(text: str, words: _Words, rights: Sequence[str]) -> str | None:
    """Kinds that a line shows by itself, wherever it stands. ``rights`` are the page's phrases of copyright."""
    if (text.startswith("![") or "." in text[-_EXTENSION:]) and _PICTURE.fullmatch(text):
        return "picture"
    if _RULE.fullmatch(text):
        return "rule"
    if _SOURCE_NOTE.fullmatch(text):
        return "byline"
    if _PAGE_NUMBER.fullmatch(text):
        return "page"
    if len(text) <= 80 and (text[-1].isdecimal() or text.startswith("目")) and _CONTENTS.fullmatch(text):
        return "contents"
    if len(text) <= 60:
        if _CRUMB.fullmatch(text):
            return "navigation"
        if _begins_with_control(text, words) and _made_of(text, words.controls):
            return "tool" if _made_of(text, words.tool) else "navigation"
        if text.startswith(words.navigation_lead):
            return "navigation"
    if len(text) <= 130 and text.endswith(_CAPTION_ENDS) and _CAPTION.fullmatch(text):
        return "caption"
    said = [phrase for phrase in rights if phrase in text]
    return "copyright" if said and (len(text) < 60 or len(said) > 1) else None


def _begins_with_control(text: str, words: _Words) -> bool:
    """Whether a line may be made of the words of controls, which few begin with."""
    marks = _MARKS.match(text)
    return words.control_begins.at(text, marks.end() if marks else 0) != ""


def _front_matter(lines: Sequence[Line]) -> range:
    """The block between ``---`` at the very start of a Markdown file."""
    if not lines or lines[0].text != "---":
        return range(0)
    end = next((i for i, line in enumerate(lines[1:_HEAD_LINES], 1) if line.text == "---"), None)
    return range(end + 1) if end is not None else range(0)


def _page_numbers(lines: Sequence[Line]) -> list[int]:
    """Lines of a number alone that count the pages: at least three, each one more than the one before."""
    alone = [i for i, line in enumerate(lines) if _SHORT_NUMBER.fullmatch(line.text)]
    values = [int(lines[i].text) for i in alone]
    counts = len(alone) >= 3 and all(b - a == 1 for a, b in pairwise(values))
    return alone if counts else []


def _running_heads(lines: Sequence[Line], known: Mapping[int, str]) -> list[int]:
    """A line that comes back on every page: three times or more, mostly in the middle of a sentence."""
    places: dict[str, list[tuple[int, bool]]] = {}
    before = ""
    for i, line in enumerate(lines):
        if i in known:
            continue
        closed = _is_closed(line.text)
        if 4 <= len(line.text) <= 40 and not closed:
            broken = len(before) > 12 and not _is_closed(before)
            places.setdefault(line.text, []).append((i, broken))
        before = line.text
    repeated = (where for where in places.values() if len(where) >= 3 and _a_page_apart(lines, where))
    return [i for where in repeated if 2 * sum(broken for _, broken in where) >= len(where) for i, _ in where]


def _a_page_apart(lines: Sequence[Line], where: Sequence[tuple[int, bool]]) -> bool:
    """Whether a page of text stands between the places on average: a word that a table repeats is no running head."""
    return lines[where[-1][0]].start - lines[where[0][0]].start >= _PAGE * (len(where) - 1)


def _made_of(text: str, words: frozenset[str]) -> bool:
    """Whether nothing but these words and marks between them stands in a line."""
    tokens = [token for token in _MARKS.split(text) if token]
    return bool(tokens) and all(_breaks_into(token, words) for token in tokens)


def _breaks_into(token: str, words: frozenset[str]) -> bool:
    if not any(token[:end] in words for end in range(1, 9)):
        return False  # what most lines are told by
    reach = [True] + [False] * len(token)
    for end in range(1, len(token) + 1):
        reach[end] = any(reach[start] and token[start:end] in words for start in range(max(0, end - 8), end))
    return reach[-1]


def _is_body(text: str) -> bool:
    return len(text) > 90 or (len(text) >= 25 and _is_closed(text)) or text.startswith("各位代表")


def _is_closed(text: str) -> bool:
    return _CLOSED.search(text, max(0, len(text) - 2)) is not None


def _head(lines: Sequence[Line], words: _Words, known: Mapping[int, str], opening: str) -> dict[int, str]:
    """Bylines and crumbs before the first line of running text."""
    found: dict[int, str] = {}
    byline_before, bylines = False, (_DATE_LINE, _INDEX_LINE, _OFFICE_LINE(), _REPORTER_LINE)
    crumbs: set[str] = set()  # a page repeats the last crumb as the name of its part
    for i, line in enumerate(lines[:_HEAD_LINES]):
        text = line.text
        if i in known:
            byline_before = False
            crumbs |= {text} if known[i] == "navigation" else set()
            if len(text) <= 3 and ">" in text:  # the words on both sides of a crumb's arrow
                for j in (i - 1, i + 1):
                    if 0 <= j < len(lines) and j not in known and len(lines[j].text) <= 14:
                        found[j] = "navigation"
                        crumbs.add(lines[j].text)
            continue
        if i in found:
            continue
        text = text.lstrip("> ")  # a quotation in Markdown
        if text in crumbs:
            found[i] = "navigation"
        elif text.replace(":", "：").startswith(words.byline):
            found[i] = "byline"
            byline_before = text.endswith((":", "："))
        elif byline_before and len(text) <= 40:
            found[i] = "byline"
            byline_before = False
        elif any(p.fullmatch(text) for p in bylines) or _is_dated(text) or _names_leader(text, opening):
            found[i] = "byline"
    return found


def _is_dated(text: str) -> bool:
    """A date with the paper, office or site that published, in either order, who wrote for it, weekday and page."""
    day = (_DATE_LINE.search(text) or _MONTH_LINE.search(text)) if len(text) <= _LONGEST_BYLINE else None
    if day is None:
        return False
    rest = text[: day.start()] + " " + text[day.end() :]
    labelled = _SOURCE.search(rest)
    rest = _SIGNED.sub("", _SOURCE_LABEL.sub("", _COUNTED.sub("", rest))).strip()
    return (_PLAIN_NAME if labelled else _SOURCE_NAME()).fullmatch(rest) is not None


def leaders() -> tuple[str, ...]:
    """The offices of those who give reports."""
    return lexicon().words("document-cue", "leader")


def _names_leader(text: str, opening: str) -> bool:
    """A title with a name; a bare name counts where the page puts a title before it."""
    spoken = _DATE_LINE.sub("", text.strip("（）()")).strip()  # （2016年12月27日 某县人民政府县长 某某）
    if _LEADER_LINE().fullmatch(spoken):
        return True
    return _NAME_LINE.fullmatch(text) is not None and any(title + text in opening for title in leaders())


def _tail(lines: Sequence[Line], words: _Words, known: Mapping[int, str], body: Sequence[int]) -> dict[int, str]:
    """From the first word of a page's end after the last running text, everything."""
    joined = "".join(line.text for line in lines)
    starts = [0, *accumulate(len(line.text) for line in lines)]
    running = (i for i in reversed(body) if joined.find(lines[i].text, 0, starts[i]) < 0)  # no repeated greeting
    after = next(running, -1) + 1
    for i in range(after, len(lines)):
        bare = lines[i].text.lstrip("》>【[（( ")
        if bare.startswith(words.tail) or known.get(i) == "copyright":
            return {j: known.get(j, "tail") for j in range(i, len(lines))}
    return {}
