"""Programmes: named policies, strategies, plans, actions, mechanisms, reforms, pilots and campaigns of one document.

A programme is known by its head noun together with the verb that governs it (实施…行动, 健全…机制), by quotation marks
in such a place (深化“…”), by a title in 《》, or because the whole country knows it (scheme ``known-programme``). Which
head counts after which verb is the table of rules; the words are in the scheme ``programme-cue``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from kg.extract import honours
from kg.extract.context import Context
from kg.extract.programme_gates import CODED, SHARED, nameable, use_of
from kg.extract.programme_known import known_to_all
from kg.extract.programme_merge import Candidate, merge, outermost
from kg.extract.programme_patterns import Shown, by_word_order
from kg.extract.programme_rules import MINIMUM, confidence
from kg.extract.programme_wholes import FARTHEST, summed, told_after, told_in_turn
from kg.extract.programme_words import Head, head_of, is_vague, word_set, words
from kg.extract.spotted import Spotted, spotted
from kg.language import phrases
from kg.language.phrases import Cue, Frame, Phrase
from kg.language.worded import worded
from kg.model import Entity, Sentence

_FEW = 8  # quotations that are gone through sooner than the first is looked for
_COUNTED = re.compile(
    r"^(?:[0-9]+(?:多|余)?(?:期|处|场|次|件|名|支|座|所)|(?:[0-9]+|[一二三四五六七八九十两]+)(?:多|余)?(?:个|项|批|条|类|家|种))"
    r"(?:以上|左右)?(?=[^月年])"
)
_NUMERALS = frozenset("0123456789一二三四五六七八九十两")  # what it begins with
_AMOUNT = re.compile(r"(?:资金|项目|重点项目)?(?:超|达|约|近)?[0-9][0-9.]{0,12}[万亿]?[^0-9A-Za-z+“”、]{1,6}$")
_DIGIT = re.compile("[0-9]")
_ANY_YEAR = re.compile(
    r"^[^0-9，。、“”]{4,14}(?<![周少青百千万多余元开之几每全新老中今去明当同近历往0-9一二三四五六七八九十两])年(?:活动)?$"
)
_THEME_YEAR = re.compile(r"”(?:主题|专题|专项行动)年(?:活动)?$")
_MADE = worded("(?:{programme-cue/issuing}|{programme-cue/deciding})的")
_PERIOD = re.compile(r"十[一二三四五六]五")
_WHOLE = worded("“?[二三四五六七八九十](?:大|项|个)(?:专项|重点)?{programme-cue/sum-head}”?$")
_OF = re.compile(r"^.{2,14}的(?=.{4,})")
_TASK = ("任务", "task")
_start = attrgetter("start")
_OWNERS = ("国家", "自治区")
_FRAMED = re.compile(r"为[^，。“”]{1,10}的")
_CUTTING = (
    "verb-carry",
    "verb-improve",
    "verb-causing",
    "adverb",
    "preposition",
    "coordinator",
    "pronoun",
    "predicate",
)
_DOCUMENT = worded("(?:{programme-cue/head-document}|{programme-cue/titled-paper})(?:（[^）]*）)?$")


class _View(NamedTuple):
    """A sentence in which a name may be shown: the words that show it, its quotations and where their marks open."""

    sentence: Sentence
    seen: Spotted
    marks: Sequence[int]
    quotes: Sequence[Phrase]


def candidates(context: Context) -> tuple[Candidate, ...]:
    """The phrases that the rules propose which are precise enough, by the sentences that show them.

    Each step is taken for all sentences before the next: what the processor has just used is fast.
    """
    sentences = context.document.sentences
    texts = [sentence.text for sentence in sentences]
    shown = by_word_order(texts, context.document.metadata.area or "")
    views = list(_views(sentences, shown))
    framed = [tuple(nameable(view.sentence.text, view.seen.heads, view.marks)) for view in views]
    parted = [
        [(frame, part) for frame, cues in frames for part in _parts(view.sentence.text, frame, cues)]
        for view, frames in zip(views, framed, strict=True)
    ]
    named = [
        [one for frame, part in parts for one in _named(view.sentence, frame, part, view.quotes)]
        for view, parts in zip(views, parted, strict=True)
    ]
    told = [tuple(_told(view.sentence, view.quotes)) if view.quotes else () for view in views]
    rest = [tuple(_by_words(view, shown, sentences)) for view in views]
    steps = zip(named, told, rest, strict=True)
    return tuple([one for found in steps for some in found for one in some if confidence(one.rule) >= MINIMUM])


def _views(sentences: Sequence[Sentence], shown: Mapping[int, Sequence[Shown]]) -> Iterator[_View]:
    for index, sentence in enumerate(sentences):
        text = sentence.text
        seen, marks = spotted(text), phrases.quote_marks(text)
        if marks or seen.heads or seen.programmes or index in shown:
            yield _View(sentence, seen, marks, phrases.quoted(text) if marks else ())


def _by_words(view: _View, shown: Mapping[int, Sequence[Shown]], sentences: Sequence[Sentence]) -> Iterator[Candidate]:
    """What a sentence names by words that are known, by words around quotation marks, and by the order of words."""
    sentence, seen, _, quotes = view
    text, index = sentence.text, sentence.index
    for start, end, concept in known_to_all(text, quotes) if seen.programmes else ():
        span = sentence.span(start, end)
        yield Candidate(index, span, start, end, text[start:end], "known", concept.iri)
    if quotes:
        yield from _called(sentence, quotes)
    for rule, start, named, end in shown.get(index, ()):
        aliases = [text[start:named]] if named < end else []
        phrase = Phrase(start, end, text[start:end])
        yield _candidate(sentence, phrase, rule, _SHOWN.get(rule, "strategy"), aliases)
    if quotes and len(text) - quotes[-1].end <= 2:
        yield from _in_turn(sentences, index, quotes)


_SHOWN = {"pair": "integration", "paper": "document", "plan-title": "document"}  # the kinds of names by word order


def _called(sentence: Sentence, quotes: Sequence[Phrase]) -> Iterator[Candidate]:
    """What the marks of a title or the words of a campaign year show, whatever is said of it."""
    text = sentence.text
    for quote in quotes:
        if text[quote.start] == "《" and len(quote.text) > 4 and _DOCUMENT().search(quote.text):
            yield _candidate(sentence, quote, "title", "document")
        if text[quote.start] == "“" and _is_year(quote.text):
            yield _candidate(sentence, quote, "quoted-year", "year")


def _in_turn(sentences: Sequence[Sentence], index: int, quotes: Sequence[Phrase]) -> Iterator[Candidate]:
    """The parts of a sum at the end of a sentence, told one by one in those behind it: 一是甲工程。…."""
    text = sentences[index].text
    whole = summed(next(q.text for q in quotes if len(text) - q.end <= 2))
    if whole is None:
        return
    behind = sentences[index + 1 : index + 1 + FARTHEST * whole.count]
    near = [s for s in behind if s.section == sentences[index].section]
    for at, start, end in told_in_turn([s.text for s in near], whole):
        part = phrases.name(near[at].text, start, end)
        head = head_of(part.text)
        yield _candidate(near[at], part, "told-part", head[1] if head is not None else "task")


def _told(sentence: Sentence, quotes: Sequence[Phrase]) -> Iterator[Candidate]:
    """The parts that are told after their sum: “三大行动”：甲行动，…；乙行动，…；丙行动，…."""
    for quote in quotes:
        whole = summed(quote.text)
        if whole is None:
            continue
        told = told_after(sentence.text, phrases.clauses(sentence.text), quote.end, whole)
        for part in told:
            head = head_of(part.text)
            yield _candidate(sentence, part, "told-part", head[1] if head is not None else "task")
        if told:
            head = head_of(quote.text)
            yield _candidate(sentence, quote, "told-whole", head[1] if head is not None else "task")


def _candidate(sentence: Sentence, phrase: Phrase, rule: str, kind: str, aliases: Sequence[str] = ()) -> Candidate:
    span = sentence.span(phrase.start, phrase.end)
    return Candidate(sentence.index, span, phrase.start, phrase.end, phrase.text, rule, kind, tuple(aliases))


# A coordinated name, its head and the head's kind, and how the name was put together.
_Part = tuple[Phrase, Head | None, str]


def _parts(text: str, frame: Frame, cues: Sequence[Cue]) -> Iterable[_Part]:
    """The coordinated names of a frame with their heads: shared heads restored, other lists kept as one name."""
    items, tail = phrases.listing(text, frame.start, frame.end, cues)
    if tail is not None or len(items) > 1:
        return _of_list(text, items, tail)
    alone = _trimmed(items[0]) if items else None
    if alone is None:
        return ()
    part, head = alone
    how = "listed-" if head is None and text.find("“", part.start, part.end) < 0 else ""
    return ((part, head, how),)


def _of_list(text: str, items: tuple[Phrase, ...], tail: Phrase | None) -> Iterator[_Part]:
    parts, whole = _split_whole(text, items)
    said = summed(tail.text) if tail is not None and text[tail.start] == "“" else None
    if whole is None and tail is not None and said is not None and 1 < len(parts) <= said.count:
        yield from _summed(text, parts, tail)  # 甲行动、乙行动等“九大行动”
        return
    if whole is not None:
        yield from _summed(text, parts, whole)
        return
    head = head_of("某" + tail.text) if tail is not None else None
    named = filter(None, map(_trimmed, parts))
    if tail is not None and head is not None and head[1] in SHARED and tail.text in head[0]:
        for part, _ in named:
            yield part._replace(text=part.text + head[0]), head, "tailed-"
    else:
        yield from _headed(text, named, head)
        if tail is not None and len(tail.text) > 4:
            yield tail, None, "summing-"


def _summed(text: str, parts: Iterable[Phrase], whole: Phrase) -> Iterator[_Part]:
    """The parts of a list with the head of the number that sums them up, and that sum where it is a name in marks."""
    head = head_of(whole.text)
    said = summed(whole.text)
    marked = text[whole.start] == "“"
    for part in parts:
        end = said.head if said is not None else head[0] if head is not None else ""
        named = part if part.text.endswith(end) else part._replace(text=part.text + end)
        yield named, head or (end, "task"), "whole-" if marked else "summed-"
    if marked:
        yield whole, head, ""


def _headed(text: str, parts: Iterable[tuple[Phrase, Head | None]], tail: Head | None) -> Iterator[_Part]:
    """The parts of a list, those without a head put to the next that has one."""
    waiting: list[Phrase] = []
    for part, head in parts:
        if head is None and "“" not in text[part.start : part.end]:
            waiting.append(part)
            continue
        name = part
        if waiting and head is not None and head[1] not in SHARED:
            name = Phrase(waiting[0].start, part.end, text[waiting[0].start : part.end])
        elif waiting and head is not None and all(_takes_head(w.text) for w in waiting):
            yield from ((w._replace(text=w.text + head[0]), head, "shared-") for w in waiting)
        else:
            yield from ((w, None, "") for w in waiting)
        waiting = []
        yield name, head, ""
    yield from ((w, tail, "listed-") for w in waiting)


def _takes_head(text: str) -> bool:
    """Whether a list part may take the head of a later one: 牧草改良 may, 中小企业 may not."""
    return len(text) >= 4 and not text.endswith(words("noun-end"))


def _split_whole(text: str, parts: tuple[Phrase, ...]) -> tuple[tuple[Phrase, ...], Phrase | None]:
    """A list that a number sums up (甲、乙、丙“三大行动”): its parts, and the sum; else the parts as they are."""
    found = _WHOLE().search(text, parts[-1].start, parts[-1].end) if len(parts) > 1 else None
    if found is None or found.end() != parts[-1].end or found.start() - parts[-1].start < 2:
        return parts, None
    said = summed(found.group())
    if said is not None and (said.count != len(parts) or any(summed(p.text) for p in parts[:-1])):
        return parts, None
    last = phrases.name(text, parts[-1].start, found.start())
    return (*parts[:-1], last), phrases.name(text, found.start(), found.end())


def _trimmed(part: Phrase) -> tuple[Phrase, Head | None] | None:
    """A part without counts before it and without what stands behind it that is no part of the name, and its head."""
    start, end, text = part
    if end - start != len(text):  # enclosed in quotation marks
        return part, head_of(text)
    whole = len(text)
    made = max((m.end() for m in _MADE().finditer(text, 0, max(len(text) - 4, 0))), default=0) if "的" in text else 0
    if made and "“" not in text[made - 1 :]:  # 大会批准的甲规划
        start, text = start + made, text[made:]
    leading = _leading(text)
    if leading:
        start, text = start + leading, text[leading:]
    head = head_of(text)
    if head is None:
        amount = _AMOUNT.search(text) if _DIGIT.search(text) is not None else None
        if amount is not None and amount.start() >= 4:
            text = text[: amount.start()]
            head = head_of(text)
    if head is None or head == _TASK:
        tail = _longest(word_set("tail").every_before(text), text)
        if tail:
            text = text[:-tail]
            head = head_of(text)
    if len(text) == whole:
        return part, head
    return (Phrase(start, start + len(text), text), head) if text else None


def _leading(text: str) -> int:
    """How many characters of a phrase say how many there are or which: 2 of 三项重点改革试点, 2 of 一批改革试点."""
    leader = _COUNTED.match(text) if text[:1] in _NUMERALS else None
    if leader is not None:
        return leader.end()
    quantifiers = word_set("quantifier")
    return _longest(quantifiers.every_at(text, 0), text) if quantifiers.at(text, 0) else 0


def _longest(words_: Iterable[str], text: str) -> int:
    """The length of the first of the words that leaves of a text more than what no name is shorter than."""
    for word in words_:
        if len(text) > len(word) + 3:
            return len(word)
    return 0


def _named(sentence: Sentence, frame: Frame, named: _Part, quotes: Sequence[Phrase]) -> Iterable[Candidate]:
    """What a part of a frame proposes; nothing where it is too vague to be a name."""
    whole, head, how = named
    inner = _within(quotes, whole.start, whole.end) if quotes else ()
    part = _uncut(sentence.text, whole, inner[0]) if inner else whole
    if part.text[0] in _EXPLAINED_BEGINS and _EXPLAINED().match(part.text):  # “3”即三项方案
        return ()
    if part.text[-1] == "）":
        part = _unexplained(part)
    if part is not whole and inner:
        inner = _within(quotes, part.start, part.end)
    if head is not None:
        found = _by_head(sentence, part, head, how or ("quoted-" if inner else ""), use_of(frame), inner)
    elif inner:
        return _quoted(sentence, frame, part, inner)
    else:
        found = _by_inner_head(sentence, part, how or "inner-", use_of(frame))
    return () if found is None else (found,)


def _by_head(
    sentence: Sentence, part: Phrase, head: Head, how: str, governed: str, inner: Sequence[Phrase]
) -> Candidate | None:
    """The name that ends in its head, wherever a rule for that head is trusted."""
    text = part.text
    word, kind = head
    if kind == "building":
        core = head_of(text.removesuffix(word))
        kind = f"building-{core[1]}" if core is not None else kind
    rule = f"{how}{kind}-{governed}"
    if confidence(rule) < MINIMUM or (len(text) < len(word) + 2 and not inner) or is_vague(text):
        return None
    # A title, and a campaign year, are names of their own: 落实“…年”部署要求
    if inner and any(sentence.text[q.start] == "《" or _is_year(q.text) for q in inner):
        return None
    if kind == "year" and (not (_CAMPAIGN_YEAR().search(text) or _THEME_YEAR.search(text)) or text.endswith("亿元")):
        return None
    if kind == "works" and not inner and _BUILT().search(text):
        return None
    return _candidate(sentence, part, rule, head[1], _aliases(sentence.text, part, head, inner))


def _by_inner_head(sentence: Sentence, part: Phrase, how: str, governed: str) -> Candidate | None:
    """A name that another noun follows: 三晋英才计划 in 三晋英才计划带动作用."""
    closed = _CLOSED_BEFORE().search(part.text, 3)
    head = head_of(part.text[: closed.end()]) if closed is not None else None
    if closed is None or head is None:
        return None
    rule, name = f"{how}{head[1]}-{governed}", part.text[: closed.end()]
    if confidence(rule) < MINIMUM or is_vague(name):
        return None
    return _candidate(sentence, Phrase(part.start, part.start + len(name), name), rule, head[1])


_CLOSED_BEFORE = worded("{programme-cue/inner-of-another}(?=[^、和与及]{2,6}$)")
# Works on one road, plant or stretch of water are projects: 滨河路改造工程, 污水处理厂扩建工程, 甲村山体治理工程.
_BUILT = worded(
    "(?:[路街桥厂站馆院校渠库港坝]|{project-cue/rebuilt}|[村镇][^，]{2,10})[^，、]{0,5}{project-cue/rebuild}工程$",
    "|[一二三四五]期(?:工程)?$",
)
_EXPLAINED = worded("“?[0-9一二三四五六七八九十N]”?{programme-cue/after-code}")
_EXPLAINED_BEGINS = frozenset("“0123456789一二三四五六七八九十N")
_EXPLAINING = re.compile(r"（[^（）]*、[^（）]*）$")


def _unexplained(part: Phrase) -> Phrase:
    """A name without the bracket that tells what it consists of: “4433”体系（4个专班、4项清单…）."""
    bracket = _EXPLAINING.search(part.text)
    if bracket is None or part.end - part.start != len(part.text) or bracket.start() < 3:
        return part
    return Phrase(part.start, part.start + bracket.start(), part.text[: bracket.start()])


def _within(quotes: Sequence[Phrase], start: int, end: int) -> Sequence[Phrase]:
    """The quotations that lie wholly within a stretch."""
    if len(quotes) > _FEW:
        quotes = quotes[bisect_left(quotes, start, key=_start) : bisect_left(quotes, end, key=_start)]
    return [quote for quote in quotes if start <= quote.start and quote.end <= end]


def _is_year(quote: str) -> bool:
    """Whether a quotation names a campaign year: 作风建设年, but not 丰收之年 or 百年."""
    return "年" in quote and (_CAMPAIGN_YEAR().search(quote) is not None or _ANY_YEAR.search(quote) is not None)


# 项目突破年: words without marks, what the year is for, 年.
_CAMPAIGN_YEAR = worded("^[^0-9，。、“”]{2,12}{programme-cue/campaign-aim}年(?:活动)?$")


def _uncut(text: str, part: Phrase, quote: Phrase) -> Phrase:
    """A phrase without the verbs, prepositions and counts that stand between its start and its first quotation.

    A verb inside that stretch is a verb where it cannot be a noun (前海打造“…”模式), else a part of the name
    (应急管理高质量发展“…”行动).
    """
    if part.end - part.start != len(part.text):
        return part
    start = part.start
    for at, stop, kind in phrases.cues_between(text, part.start, quote.start):
        if kind in _CUTTING:
            word = text[at:stop]
            edge = at == start or (stop == quote.start and kind in ("coordinator", "preposition"))
            if word not in _OWNERS and (edge or word in words("always-verb")):
                start = stop
    count = _COUNTED.match(text[start : quote.start]) if text[start] in _NUMERALS else None
    start += count.end() if count is not None else 0
    framed = _FRAMED.match(text, quote.end, part.end) if text.endswith("以", 0, start) else None
    if framed is not None:  # 以“…”为特征的甲工程
        start = framed.end()
    return phrases.name(text, start, part.end) if start > part.start else part


def _quoted(sentence: Sentence, frame: Frame, part: Phrase, inner: Sequence[Phrase]) -> Iterator[Candidate]:
    """The quotations of a part that has no head noun: named by the quotation, or with a short word before or after."""
    text = sentence.text
    last = frame.verbs[-1] if frame.verbs else ""
    if last in words("reaching"):
        return
    for quote in inner:
        how = "make" if last in words("making") and not frame.carry else use_of(frame)
        if how == "bare" and quote.start > part.start:
            how = "led"
        rule = f"quote-{how}-{'coded' if CODED.search(quote.text) else 'plain'}"
        if confidence(rule) < MINIMUM or text[quote.start] != "“":
            continue
        if not _may_be_named(quote.text, text[quote.end : part.end], text[quote.end : quote.end + _BEHIND]):
            continue
        whole = len(inner) == 1 and quote.start - part.start <= 8 and part.end - quote.end <= 5
        whole = whole and not (quote.start > part.start and _SUM_OF_LIST.search(quote.text))
        if not whole:
            yield _candidate(sentence, quote, rule, "initiative")
        else:  # a word behind the marks is a form of the name, not the name
            phrase = phrases.name(text, part.start, quote.end)
            forms = [f for f in (quote.text, part.text) if f != phrase.text]
            yield _candidate(sentence, phrase, rule, "initiative", forms)


_BEHIND = 8  # characters behind a quotation that may show that it names nothing


def _may_be_named(quoted: str, noun: str, after: str) -> bool:
    """Whether a quotation may name a programme, by its words, what it is a word for, and what stands behind it."""
    if quoted in word_set("idiom") or _PERIOD.match(quoted) or (after and word_set("after-none").at(after, 0)):
        return False
    if _names_thing(quoted, noun) or (noun and word_set("thing").before(noun) and head_of(quoted) is None):
        return False  # “海望”科考船
    return not (is_vague(quoted) or _is_year(quoted) or honours.is_award(quoted))  # a year has a rule of its own


# 现代物流、文化旅游“三大方向”: the number sums up the list, and is no part of the name of its last item.
_SUM_OF_LIST = re.compile(r"^[二三四五六七八九十两](?:大|项|个)")


def _names_thing(quoted: str, noun: str) -> bool:
    """Whether a quotation names a thing, or with no noun behind it a number, a principle counted out, or a field."""
    if _THING.search(quoted) is not None:
        return True
    return not noun and (_NUMBER.match(quoted) is not None or _PRINCIPLE().search(quoted) is not None)


_PRINCIPLE = worded("{programme-cue/principle}")
# “远望7号”, “两江四湖”, “文化+”: a thing, places by their number, a field that others are added to.
_THING = re.compile(
    r"(?:[0-9一二三四五六七八九十]号|\+)$|^(?:[一二三四五六七八九十两][山江河湖海园校院站场港湾岛桥]){1,4}$"
)
_NUMBER = re.compile(r"[0-9·.]+$")


def _aliases(text: str, part: Phrase, head: Head, inner: Sequence[Phrase]) -> list[str]:
    """Other forms of the same name that stand in the text."""
    found: list[str] = []
    if len(inner) == 1:
        quote = inner[0]
        if quote.text != part.text:
            found.append(quote.text)
        if quote.start > part.start and quote.end < part.end:  # 农村“三变”改革
            found.append(text[quote.start : part.end])
    if head[1] == "building":
        found.append(part.text.removesuffix(head[0]))
    if not inner and "的" in part.text:
        bare = _OF.sub("", part.text)
        if bare != part.text:
            found.append(bare)
    return [f for f in found if len(f) > 1]


def programmes(context: Context) -> Iterator[Entity]:
    """The programmes of a document, one entity for each, in the order of their first mention."""
    yield from merge(outermost(candidates(context)))
