"""Programmes: named policies, strategies, plans, actions, mechanisms, reforms, pilots and campaigns of one document.

A programme is known by its head noun together with the verb that governs it (实施…行动, 健全…机制), by quotation marks
in such a place (深化“…”), by a title in 《》, or because the whole country knows it (scheme ``known-programme``). Which
head counts after which verb is the table of rules; the words are in the scheme ``programme-cue``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter

from kg.extract import honours
from kg.extract.context import Context
from kg.extract.programme_gates import CODED, INNER, SHARED, nameable, use_of
from kg.extract.programme_known import known_to_all
from kg.extract.programme_merge import Candidate, merge, outermost
from kg.extract.programme_patterns import patterns
from kg.extract.programme_rules import MINIMUM, confidence
from kg.extract.programme_wholes import FARTHEST, summed, told_after, told_in_turn
from kg.extract.programme_words import head_of, is_vague, word_set, words
from kg.extract.spotted import spotted
from kg.language import phrases
from kg.language.phrases import Frame, Phrase
from kg.model import Entity, Sentence

_COUNTED = re.compile(
    r"^(?:[0-9]+(?:多|余)?(?:期|处|场|次|件|名|支|座|所)|(?:[0-9]+|[一二三四五六七八九十两]+)(?:多|余)?(?:个|项|批|条|类|家|种))"
    r"(?:以上|左右)?(?=[^月年])"
)
_AMOUNT = re.compile(r"(?:资金|项目|重点项目)?(?:超|达|约|近)?[0-9][0-9.]{0,12}[万亿]?[^0-9A-Za-z+“”、]{1,6}$")
_ANY_YEAR = re.compile(
    r"^[^0-9，。、“”]{4,14}(?<![周少青百千万多余元开之几每全新老中今去明当同近历往0-9一二三四五六七八九十两])年(?:活动)?$"
)
_THEME_YEAR = re.compile(r"”(?:主题|专题|专项行动)年(?:活动)?$")
_MADE = re.compile(r"(?:批准|通过|提出|部署|明确|下达|出台|印发|制定|规定|确定)的")
_PERIOD = re.compile(r"^十[一二三四五六]五")
_WHOLE = re.compile(
    r"“?[二三四五六七八九十](?:大|项|个)(?:专项|重点)?(?:行动|工程|计划|战略|机制|改革|攻坚战|攻坚|保障|治理|整治|战役)”?$"
)
_OF = re.compile(r"^.{2,14}的(?=.{4,})")
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
_DOCUMENT = re.compile(
    r"(?:规划|纲要|意见|方案|条例|办法|法|建议|草案|规定|计划|决定|通知|目录|细则|准则|政策|措施)(?:（[^）]*）)?$"
)


def candidates(context: Context) -> tuple[Candidate, ...]:
    """The phrases that some rule proposes, before its precision is asked for where only the phrase shows the rule."""
    found: list[Candidate] = []
    sentences = context.document.sentences
    for index, sentence in enumerate(sentences):
        if sentence.text:
            found.extend(_of_sentence(sentence, context.document.metadata.area or ""))
            found.extend(_in_turn(sentences, index))
    return tuple(found)


def _in_turn(sentences: Sequence[Sentence], index: int) -> Iterator[Candidate]:
    """The parts of a sum at the end of a sentence, told one by one in those behind it: 一是甲工程。…."""
    text = sentences[index].text
    quote = next((q for q in phrases.quoted(text) if len(text) - q.end <= 2), None)
    whole = summed(quote.text) if quote is not None else None
    if whole is None:
        return
    behind = sentences[index + 1 : index + 1 + FARTHEST * whole.count]
    near = [s for s in behind if s.section == sentences[index].section]
    for at, start, end in told_in_turn([s.text for s in near], whole):
        part = phrases.name(near[at].text, start, end)
        head = head_of(part.text)
        yield _candidate(near[at], part, "told-part", head[1] if head is not None else "task")


def _of_sentence(sentence: Sentence, area: str) -> Iterator[Candidate]:
    text = sentence.text
    quotes = phrases.quoted(text)
    headed = spotted(text).heads
    for frame in nameable(text, headed) if quotes or headed else ():
        for part in _parts(text, frame):
            yield from _named(sentence, frame, part, quotes)
    yield from _told(sentence, quotes)
    for match in known_to_all(text, quotes):
        phrase = Phrase(match.start, match.end, text[match.start : match.end])
        yield _candidate(sentence, phrase, "known", match.concept.id)
    for quote in quotes:
        if text[quote.start] == "《" and _DOCUMENT.search(quote.text) and len(quote.text) > 4:
            yield _candidate(sentence, quote, "title", "document")
        if text[quote.start] == "“" and _is_year(quote.text):
            yield _candidate(sentence, quote, "quoted-year", "year")
    for rule, needed, pattern in patterns(area):
        for found in pattern.finditer(text) if any(word in text for word in needed) else ():
            kind = {"pair": "integration", "paper": "document", "plan-title": "document"}.get(rule, "strategy")
            aliases = [found.group(1)] if found.group(1) != found.group() else []
            phrase = Phrase(found.start(), found.end(), found.group())
            yield _candidate(sentence, phrase, rule, kind, aliases)


def _told(sentence: Sentence, quotes: Sequence[Phrase]) -> Iterator[Candidate]:
    """The parts that are told after their sum: “三大行动”：甲行动，…；乙行动，…；丙行动，…."""
    clauses: tuple[Phrase, ...] | None = None
    for quote in quotes:
        whole = summed(quote.text)
        if whole is None:
            continue
        clauses = phrases.clauses(sentence.text) if clauses is None else clauses
        told = told_after(sentence.text, clauses, quote.end, whole)
        for part in told:
            head = head_of(part.text)
            yield _candidate(sentence, part, "told-part", head[1] if head is not None else "task")
        if told:
            head = head_of(quote.text)
            yield _candidate(sentence, quote, "told-whole", head[1] if head is not None else "task")


def _candidate(sentence: Sentence, phrase: Phrase, rule: str, kind: str, aliases: Sequence[str] = ()) -> Candidate:
    span = sentence.span(phrase.start, phrase.end)
    return Candidate(sentence.index, span, phrase.start, phrase.end, phrase.text, rule, kind, tuple(aliases))


@dataclass(frozen=True, slots=True)
class _Part:
    """A coordinated name, its head and the head's kind, and how the name was put together."""

    phrase: Phrase
    head: tuple[str, str] | None
    how: str = ""


def _parts(text: str, frame: Frame) -> Iterator[_Part]:
    """The coordinated names of a frame with their heads: shared heads restored, other lists kept as one name."""
    listing = phrases.listing(text, frame.phrase.start, frame.phrase.end)
    parts, whole = _split_whole(text, listing.items)
    said = summed(listing.tail.text) if listing.tail is not None and text[listing.tail.start] == "“" else None
    if whole is None and listing.tail is not None and said is not None and 1 < len(parts) <= said.count:
        yield from _summed(text, parts, listing.tail)  # 甲行动、乙行动等“九大行动”
        return
    tail = head_of("某" + listing.tail.text) if listing.tail is not None else None
    if whole is not None:
        yield from _summed(text, parts, whole)
    elif tail is not None and tail[1] in SHARED and listing.tail is not None and listing.tail.text in tail[0]:
        for part in filter(None, map(_trimmed, parts)):
            yield _Part(part._replace(text=part.text + tail[0]), tail, "tailed-")
    else:
        yield from _headed(text, filter(None, map(_trimmed, parts)), tail)
        if listing.tail is not None and len(listing.tail.text) > 4:
            yield _Part(listing.tail, None, "summing-")


def _summed(text: str, parts: Iterable[Phrase], whole: Phrase) -> Iterator[_Part]:
    """The parts of a list with the head of the number that sums them up, and that sum where it is a name in marks."""
    head = head_of(whole.text)
    said = summed(whole.text)
    marked = text[whole.start] == "“"
    for part in parts:
        end = said.head if said is not None else head[0] if head is not None else ""
        named = part if part.text.endswith(end) else part._replace(text=part.text + end)
        yield _Part(named, head or (end, "task"), "whole-" if marked else "summed-")
    if marked:
        yield _Part(whole, head)


def _headed(text: str, parts: Iterable[Phrase], tail: tuple[str, str] | None) -> Iterator[_Part]:
    """The parts of a list, those without a head put to the next that has one."""
    waiting: list[Phrase] = []
    for part in parts:
        head = head_of(part.text)
        if head is None and "“" not in text[part.start : part.end]:
            waiting.append(part)
            continue
        name = part
        if waiting and head is not None and head[1] not in SHARED:
            name = Phrase(waiting[0].start, part.end, text[waiting[0].start : part.end])
        elif waiting and head is not None and all(_takes_head(w.text) for w in waiting):
            yield from (_Part(w._replace(text=w.text + head[0]), head, "shared-") for w in waiting)
        else:
            yield from (_Part(w, None) for w in waiting)
        waiting = []
        yield _Part(name, head)
    yield from (_Part(w, tail, "listed-") for w in waiting)


def _takes_head(text: str) -> bool:
    """Whether a list part may take the head of a later one: 牧草改良 may, 中小企业 may not."""
    return len(text) >= 4 and not text.endswith(words("noun-end"))


def _split_whole(text: str, parts: tuple[Phrase, ...]) -> tuple[tuple[Phrase, ...], Phrase | None]:
    """A list that a number sums up (甲、乙、丙“三大行动”): its parts, and the sum; else the parts as they are."""
    found = _WHOLE.search(text, parts[-1].start, parts[-1].end) if len(parts) > 1 else None
    if found is None or found.end() != parts[-1].end or found.start() - parts[-1].start < 2:
        return parts, None
    said = summed(found.group())
    if said is not None and (said.count != len(parts) or any(summed(p.text) for p in parts[:-1])):
        return parts, None
    last = phrases.name(text, parts[-1].start, found.start())
    return (*parts[:-1], last), phrases.name(text, found.start(), found.end())


def _trimmed(part: Phrase) -> Phrase | None:
    """A part without counts before it and without the amount or the word behind it that is no part of the name."""
    start, end, text = part.start, part.end, part.text
    if end - start != len(text):  # enclosed in quotation marks
        return part
    made = max((m.end() for m in _MADE.finditer(text, 0, max(len(text) - 4, 0))), default=0) if "的" in text else 0
    if made and "“" not in text[made - 1 :]:  # 大会批准的甲规划
        start, text = start + made, text[made:]
    leader = _COUNTED.match(text)
    if leader is None:
        start += next((len(w) for w in word_set("quantifier").every_at(text, 0) if len(text) > len(w) + 3), 0)
    else:
        start += leader.end()
    text = part.text[start - part.start :]
    amount = _AMOUNT.search(text) if head_of(text) is None else None
    if amount is not None and amount.start() >= 4:
        end -= len(text) - amount.start()
        text = text[: amount.start()]
    if head_of(text) in (None, ("任务", "task")):
        tail = next((len(w) for w in word_set("tail").every_before(text) if len(text) > len(w) + 3), 0)
        end -= tail
        text = text[: len(text) - tail]
    return Phrase(start, end, text) if text else None


def _named(sentence: Sentence, frame: Frame, named: _Part, quotes: Sequence[Phrase]) -> Iterator[Candidate]:
    """What a part of a frame proposes; nothing where it is too vague to be a name."""
    part, head = _uncut(sentence.text, named.phrase, quotes), named.head
    if _EXPLAINED.match(part.text):  # “3”即三项方案
        return
    part = _unexplained(part)
    text = part.text
    inner = _within(quotes, part.start, part.end)
    governed = use_of(frame)
    if head is None and inner:
        yield from _quoted(sentence, frame, part, inner, governed)
        return
    if head is None:
        found = next(iter(_inner_head(text)), None)
        if found is not None:
            end, kind = found
            phrase = Phrase(part.start, part.start + end, text[:end])
            if not is_vague(phrase.text):
                yield _candidate(sentence, phrase, f"{named.how or 'inner-'}{kind}-{governed}", kind)
        return
    # A title, and a campaign year, are names of their own: 落实“…年”部署要求
    named_elsewhere = any(sentence.text[q.start] == "《" or _is_year(q.text) for q in inner)
    if is_vague(text) or named_elsewhere or (len(text) < len(head[0]) + 2 and not inner):
        return
    kind = head[1]
    if kind == "year" and (not (_campaign_year().search(text) or _THEME_YEAR.search(text)) or text.endswith("亿元")):
        return
    if kind == "works" and not inner and _BUILT.search(text):
        return
    if kind == "building":
        core = head_of(text.removesuffix(head[0]))
        kind = f"building-{core[1]}" if core is not None else kind
    rule = f"{named.how or ('quoted-' if inner else '')}{kind}-{governed}"
    yield _candidate(sentence, part, rule, head[1], _aliases(sentence.text, part, head, inner))


# Works on one road, plant or stretch of water are projects: 滨河路改造工程, 污水处理厂扩建工程, 甲村山体治理工程.
_BUILT = re.compile(
    "(?:[路街桥厂站馆院校渠库港坝]|隧道|大道|机场|码头|灌区|广场|公园|山体|[村镇][^，]{2,10})[^，、]{0,5}"
    "(?:改造|扩建|新建|迁建|改建|加固|修缮|拆迁|整治|治理|延伸|配套|扩容|亮化)工程$|[一二三四五]期(?:工程)?$"
)
_EXPLAINED = re.compile(r"“?[0-9一二三四五六七八九十N]”?(?:即|是指|指|代表)")
_EXPLAINING = re.compile(r"（[^（）]*、[^（）]*）$")


def _unexplained(part: Phrase) -> Phrase:
    """A name without the bracket that tells what it consists of: “4433”体系（4个专班、4项清单…）."""
    bracket = _EXPLAINING.search(part.text)
    if bracket is None or part.end - part.start != len(part.text) or bracket.start() < 3:
        return part
    return Phrase(part.start, part.start + bracket.start(), part.text[: bracket.start()])


def _within(quotes: Sequence[Phrase], start: int, end: int) -> Sequence[Phrase]:
    """The quotations that lie wholly within a stretch."""
    first = bisect_left(quotes, start, key=_start)
    found = quotes[first : bisect_left(quotes, end, key=_start)]
    return found[:-1] if found and found[-1].end > end else found


def _is_year(quote: str) -> bool:
    """Whether a quotation names a campaign year: 作风建设年, but not 丰收之年 or 百年."""
    return _campaign_year().search(quote) is not None or _ANY_YEAR.search(quote) is not None


@cache
def _campaign_year() -> re.Pattern[str]:
    """``项目突破年``: words without marks, what the year is for, 年."""
    verbs = "|".join(map(re.escape, words("campaign-aim")))
    return re.compile(rf"^[^0-9，。、“”]{{2,12}}(?:{verbs})年(?:活动)?$")


def _uncut(text: str, part: Phrase, quotes: Sequence[Phrase]) -> Phrase:
    """A phrase without the verbs, prepositions and counts that stand between its start and its first quotation.

    A verb inside that stretch is a verb where it cannot be a noun (前海打造“…”模式), else a part of the name
    (应急管理高质量发展“…”行动).
    """
    quote = next(iter(_within(quotes, part.start, part.end)), None)
    if quote is None or part.end - part.start != len(part.text):
        return part
    start = part.start
    for cue in phrases.cues_between(text, part.start, quote.start):
        if cue.kind in _CUTTING:
            word = text[cue.start : cue.end]
            edge = cue.start == start or (cue.end == quote.start and cue.kind in ("coordinator", "preposition"))
            if word not in _OWNERS and (edge or word in words("always-verb")):
                start = cue.end
    count = _COUNTED.match(text[start : quote.start])
    start += count.end() if count is not None else 0
    framed = _FRAMED.match(text, quote.end, part.end) if text.endswith("以", 0, start) else None
    if framed is not None:  # 以“…”为特征的甲工程
        start = framed.end()
    return phrases.name(text, start, part.end) if start > part.start else part


def _inner_head(text: str) -> Iterator[tuple[int, str]]:
    """Where a head noun closes a name that another noun follows: 三晋英才计划 in 三晋英才计划带动作用."""
    for found in _CLOSED_BEFORE.finditer(text) if len(text) > 6 else ():
        head = head_of(text[: found.end()])
        if found.start() >= 3 and head is not None:
            yield found.end(), head[1]


_CLOSED_BEFORE = re.compile(rf"(?:{'|'.join(INNER)})(?=[^、和与及]{{2,6}}$)")


def _quoted(
    sentence: Sentence, frame: Frame, part: Phrase, inner: Sequence[Phrase], governed: str
) -> Iterator[Candidate]:
    """The quotations of a part that has no head noun: named by the quotation, or with a short word before or after."""
    text = sentence.text
    for quote in inner:
        after = text[quote.end : quote.end + 8]
        if quote.text in words("idiom") or _PERIOD.search(quote.text) or is_vague(quote.text):
            continue
        if _is_year(quote.text):  # has a rule of its own
            continue
        if after.startswith(words("after-none")) or text[quote.start] != "“":
            continue
        noun = text[quote.end : part.end]  # what the quotation is a word for: “海望”科考船
        if _names_thing(quote.text, noun) or (noun.endswith(words("thing")) and head_of(quote.text) is None):
            continue
        if honours.is_award(quote.text) or (frame.verbs and frame.verbs[-1] in words("reaching")):
            continue
        made = frame.verbs and frame.verbs[-1] in words("making")
        sort = "coded" if CODED.search(quote.text) else "plain"
        how = "make" if made and not frame.carry else governed
        if how == "bare" and quote.start > part.start:
            how = "led"
        rule = f"quote-{how}-{sort}"
        whole = len(inner) == 1 and quote.start - part.start <= 8 and part.end - quote.end <= 5
        whole = whole and not (quote.start > part.start and _SUM_OF_LIST.search(quote.text))
        if not whole:
            yield _candidate(sentence, quote, rule, "initiative")
        else:  # a word behind the marks is a form of the name, not the name
            phrase = phrases.name(text, part.start, quote.end)
            forms = [f for f in (quote.text, part.text) if f != phrase.text]
            yield _candidate(sentence, phrase, rule, "initiative", forms)


# 现代物流、文化旅游“三大方向”: the number sums up the list, and is no part of the name of its last item.
_SUM_OF_LIST = re.compile(r"^[二三四五六七八九十两](?:大|项|个)")


def _names_thing(quoted: str, noun: str) -> bool:
    """Whether a quotation names a thing, or with no noun behind it a number, a principle counted out, or a field."""
    alone = _NUMBER.search(quoted) is not None or any(word in quoted for word in words("principle"))
    return _THING.search(quoted) is not None or (not noun and alone)


# “远望7号”, “两江四湖”, “文化+”: a thing, places by their number, a field that others are added to.
_THING = re.compile(
    r"(?:[0-9一二三四五六七八九十]号|\+)$|^(?:[一二三四五六七八九十两][山江河湖海园校院站场港湾岛桥]){1,4}$"
)
_NUMBER = re.compile(r"^[0-9·.]+$")


def _aliases(text: str, part: Phrase, head: tuple[str, str] | None, inner: Sequence[Phrase]) -> list[str]:
    """Other forms of the same name that stand in the text."""
    found = [q.text for q in inner if len(inner) == 1 and q.text != part.text]
    if len(inner) == 1 and inner[0].start > part.start and inner[0].end < part.end:  # 农村“三变”改革
        found.append(text[inner[0].start : part.end])
    if head is not None and head[1] == "building":
        found.append(part.text.removesuffix(head[0]))
    bare = _OF.sub("", part.text)
    if bare != part.text and not inner:
        found.append(bare)
    return [f for f in found if len(f) > 1]


def programmes(context: Context) -> Iterator[Entity]:
    """The programmes of a document, one entity for each, in the order of their first mention."""
    chosen = [c for c in candidates(context) if confidence(c.rule) >= MINIMUM]
    yield from merge(outermost(chosen))
