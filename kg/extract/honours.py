"""Honours: titles, lists and awards that an area or something in it has got or applies for.

A title is known by its head noun (…示范区, …奖, …百强) in the object of a verb of getting (获评, 入选) or of aiming
(争创, 申报), after a level (国家, 全省) where the head alone is a common noun, or as the subject of a count (数量居…).
The words are in the scheme ``honour-cue``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.extract.context import Context
from kg.extract.honour_bounds import COUNT, NESTED, holder_end, is_counted, trimmed
from kg.extract.honour_gates import GRANTED, may_tell, telling, worth_reading
from kg.extract.honour_verbs import TELLING, Told, kinds_of, main_verb, predicates
from kg.extract.honour_words import BRACKET, MARKS, apart, forms, head_of, level_of, word_set, words
from kg.extract.spotted import Words
from kg.language import phrases
from kg.language.phrases import Phrase
from kg.language.worded import worded
from kg.language.wordset import within
from kg.model import Document, Entity, Sentence, Span

_PERSONS = re.compile(r"[0-9](?:人|名|人次)(?:以上)?$")  # 入选国家级人才工程4人: a plan that persons are chosen for
_NO_TITLE = worded(
    "{honour-cue/no-title}|规划$|[0-9第]$|^(?:国家级?|省级|市级|全国)(?:优秀|第一|前列)?$",
)
# What follows a title that is being applied for: 国家卫生城市创建工作, 世界地质公园申报, 国家森林城市“三城联创”.
_APPLIED = worded(
    r"{honour-cue/applying}(?={honour-cue/told-of-applying}|{honour-cue/applying-goes-on}|$|，)"
    r"|“[^“”]{1,3}(?:联创|同创|双成|创建)”|[二三四五六七八九十多]城(?:联创|同创)"
    # 全国文明城市创建实现…, 国家卫生城市复审高分通过
    r"|(?:(?<=城市)|(?<=县城)|(?<=城区)|(?<=模范城)|(?<=示范[区市县省州镇村])|(?<=先进[县市区]))"
    r"(?P<loose>{honour-cue/applying}|{honour-cue/reviewing})(?![为成的“]|{honour-cue/plain-level}|市级)"
)
_REVIEWED = worded("{honour-cue/reviewing}")  # what has the title keeps it
_QUOTED_APPLIED = worded("(?<=”){honour-cue/applying}(?![“为])")
# 争取甲县列入…, 将乙镇纳入…: whose the title is to be stands behind the verb.
_INNER_HOLDER = worded(
    "(?:将|把)?(?P<who>(?:(?!{honour-cue/plain-level}|列入|纳入|进入)[一-鿿、]){2,14}?){honour-cue/entering}",
)
_UNNAMED = worded(
    r"在.{1,8}布局|^(?:国家|全国|省|市|区|县)级?{honour-cue/plain-title}$|{honour-cue/unnamed}",
    r"|(?:重点实验室|孵化器|众创空间)$|、[0-9]+项|评奖$",
    r"|^“?[好优]”?的?等次$|^国际大奖$|^(?:国家|全国)(?:首批)?重点(?:培育|建设|支持)?$",
    r"|^.{2,8}[部委局署](?:通报)?(?:表扬|肯定)?$",
)
# What an area wants to be and nobody grants: 打造国际旅游目的地.
_WISHED = worded("{honour-cue/wished}$|灯塔|世界级|国际")
_WHOLE = {"aim": 4, "aimed": 4}  # the shortest heads that are titles by themselves behind these verbs
_APPROVED = worded(r"(?:{name-cue/told-how}|已)?(?:获批|获准){honour-cue/goes-nowhere}?$")
_FIELD = worded("(?:重点)?{honour-cue/field}的?")
# What an area builds up to be granted by the state: 建设国家级承接产业转移示范区.
_MEANT = worded(
    "^(?:国家|全国|美丽中国)(?!.*(?:高地|集群)$).*{honour-cue/meant-word}(?:[区市县省]|城市|省份)$",
    "|^国家.*支点城市$|^(?:国家)?[45]A级(?:旅游)?景区$",
)
# Levels that address the sentence where they stand alone, and adverbs behind them that are a part of the title.
_OWNED = worded("(?:国家级?|全国|省级|自治区级){honour-cue/level-adverb}?$")
_DONE = worded("{honour-cue/succeeded}{honour-cue/applying}$")  # 成功创建
_AHEAD = worded("{honour-cue/hope}|{honour-cue/help}|积极")


@dataclass(frozen=True, slots=True)
class Found:
    """An honour at ``start:end`` of a sentence, with the clause's words before the verb: who got or wants it."""

    start: int
    end: int
    name: str
    rule: str
    aimed: bool  # applied for, rather than got
    holder: Phrase | None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Title(Found):
    """An honour of a document, with the index of its sentence."""

    sentence: int
    span: Span


def titles(context: Context) -> tuple[Title, ...]:
    """All honours proposed by the rules that are precise enough, in the order of the text."""
    return context.once(_titles)


def _titles(document: Document) -> tuple[Title, ...]:
    read = [sentence for sentence in document.sentences if not sentence.heading]
    found = in_sentences([sentence.text for sentence in read])
    return tuple([_placed(sentence, one) for sentence in read for one in found.get(sentence.text, ())])


def _placed(sentence: Sentence, one: Found) -> Title:
    return Title(
        start=one.start,
        end=one.end,
        name=one.name,
        rule=one.rule,
        aimed=one.aimed,
        holder=one.holder,
        aliases=one.aliases,
        sentence=sentence.index,
        span=sentence.span(one.start, one.end),
    )


def in_sentences(texts: Iterable[str]) -> Mapping[str, Sequence[Found]]:
    """The honours that each of several sentences tells of; only sentences that may tell of any.

    Each step is taken for all of them before the next, for the processor holds the patterns and words that it has just
    used.
    """
    signs = {text: telling(text) for text in [text for text in texts if worth_reading(text)]}
    clauses = {text: list(_clauses(text, told, titled)) for text, (told, titled) in signs.items()}
    found = {
        text: [one for clause, own in clauses[text] for one in _of_clause(text, clause, own, titled)]
        for text, (_, titled) in signs.items()
    }
    return {text: (*told, *_called(text, told)) for text, told in found.items()}


def _clauses(text: str, told: Sequence[Told], titled: Words) -> Iterator[tuple[Phrase, Sequence[Told]]]:
    """The clauses that may tell of an honour, each with the words that do."""
    at, last = 0, len(told)
    for start, end in phrases.clauses(text) if told else ():
        while at < last and told[at][0] < start:
            at += 1
        first = at
        while at < last and told[at][0] < end:
            at += 1
        here = told[first:at]
        if here and may_tell(text, kinds_of(here), titled, start, end):
            whole = Phrase(start, end, text[start:end])
            for clause in predicates(text, whole, here):
                yield clause, here if clause is whole else within(here, clause.start, clause.end)


def _of_clause(text: str, clause: Phrase, told: Sequence[Told], titled: Words) -> Iterator[Found]:
    """What the words of a clause tell, by the rules that are precise enough."""
    kinds = kinds_of(told)
    applied = None
    if "applying" in kinds:
        applied = _APPLIED().search(text, clause.start, clause.end)
        applied = applied or _QUOTED_APPLIED().search(text, clause.start, clause.end)
    if applied is None and kinds.isdisjoint(TELLING):
        return
    if applied is not None and applied.start() - clause.start >= 4:
        for title in _applied(text, clause, applied.start()):
            if title.rule.endswith("-levelled") or not applied.groupdict().get("loose"):
                yield title
        return
    verb = main_verb(text, clause, told)
    if verb is not None:
        yield from _objects(text, clause, titled, *verb)
    elif ("subject" in kinds or "approved" in kinds) and may_tell(text, ("subject",), titled, clause.start, clause.end):
        yield from _subjects(text, clause)


def _objects(text: str, clause: Phrase, titled: Words, start: int, end: int, kind: str) -> Iterator[Found]:
    """Titles in the object of the verb at ``start:end`` of a clause."""
    if not may_tell(text, (kind,), titled, end, clause.end):
        behind = text[end : clause.end]  # only what is applied for needs no head
        if "创建" not in behind and "申报" not in behind:
            return
    stop = _before_pivot(text, clause, end)
    holder = Phrase(clause.start, start, text[clause.start : start]) if start > clause.start else None
    listed = phrases.listing(text, end, stop)
    if kind in ("got", "became", "made") and listed.tail is not None and COUNT.match(listed.tail.text):
        named = Phrase(end, listed.items[-1].end, text[end : listed.items[-1].end])
        yield from _title(text, listed.tail, "listed", named)
    field = _FIELD().match(listed.tail.text) if listed.tail is not None else None
    if listed.tail is not None and field is not None:  # 争创甲、乙等领域国家制造业创新中心
        listed = phrases.listing(text, listed.tail.start + field.end(), stop)
    parts = _with_tail(_shared(_joined(text, listed.items)), listed.tail)
    for at, part in enumerate(parts):
        wanted = "aim" if part.text.endswith(("创建", "创建工作", "申报")) else kind
        levelled = at > 0 and any(level_of(p.text) == "levelled" for p in parts[:at])
        for one in _whole_titles(text, part):
            yield from _title(text, one, wanted, holder, levelled)


def _applied(text: str, clause: Phrase, at: int) -> Iterator[Found]:
    """Titles that stand before the noun of applying for them: 推进国家卫生城市、国家园林城市创建工作."""
    wanted = _WANTED().match(text, clause.start, at)
    first = wanted.end() if wanted else clause.start
    before = phrases.frames(text, first, at)
    if not before:
        return
    frame = before[-1]
    owner = _OWNED().search(text, clause.start, frame.start)
    start = owner.start() if owner is not None else frame.start
    holder = None if frame.verbs or len(before) > 1 else Phrase(clause.start, clause.start, "")
    parts = phrases.items(text, start, min(frame.end, at))
    for part in _shared(parts):
        yield from _title(text, part, "aimed", holder)


def _before_pivot(text: str, clause: Phrase, at: int) -> int:
    """Where the clause closes its prepositional frame (以创建甲示范市为抓手), else where it ends."""
    return next((start for start, _, kind in phrases.cues_between(text, at, clause.end) if kind == "pivot"), clause.end)


def _joined(text: str, parts: Sequence[Phrase]) -> tuple[Phrase, ...]:
    """The parts of an object, with a levelled part that has no head put to the next that has no level."""
    if len(parts) < 2:
        return tuple(parts)
    found: list[Phrase] = []
    for part in parts:
        last = found[-1] if found else None
        if (
            last is not None
            and "“" not in last.text
            and head_of(last.text) is None
            and level_of(part.text) == "bare"
            and head_of(part.text)
            and level_of(NESTED().sub("", last.text, 1)) == "levelled"
        ):
            found[-1] = Phrase(last.start, part.end, text[last.start : part.end])
        else:
            found.append(part)
    return tuple(found)


def _shared(parts: Sequence[Phrase]) -> tuple[Phrase, ...]:
    """The parts of a list, those without a head of their own with the one that the last part shares with them."""
    if len(parts) < 2:
        return tuple(parts)
    given = phrases.share_head(parts, ("国家公园", "旅游度假区"))
    return tuple(part if head_of(part.text) else whole for part, whole in zip(parts, given, strict=True))


def _with_tail(parts: Sequence[Phrase], tail: Phrase | None) -> tuple[Phrase, ...]:
    """The parts of a list with the head behind 等 that they lack: 入围首批国家甲应用、乙应用等试点."""
    head = _TAIL.match(tail.text) if tail is not None else None
    if head is None:
        return tuple(parts)
    lacking = (level_of(part.text) == "levelled" and head_of(part.text) is None for part in parts)
    return tuple(
        part._replace(text=part.text + head.group()) if lack and "“" not in part.text else part
        for part, lack in zip(parts, lacking, strict=True)
    )


_TAIL = re.compile("试点(?:示范)?(?:城市|地区)?|示范(?:区|城市|市|县)")


def _title(text: str, part: Phrase, kind: str, holder: Phrase | None, listed: bool = False) -> Iterator[Found]:
    """The title that a part of the verb's object is; ``listed`` says that a part before it has a level."""
    inner = _INNER_HOLDER().match(text, part.start, part.end) if kind == "aim" else None
    if inner is not None and len(part.text) == part.end - part.start:
        holder = Phrase(inner.start("who"), inner.end("who"), inner["who"])
        part = Phrase(inner.end(), part.end, text[inner.end() : part.end])
    name = trimmed(text, part)
    place = holder_end(name.text) if name is not None else 0
    if name is not None and place:  # 南溪区省级园林城市
        holder = Phrase(name.start, name.start + place, name.text[:place])
        name = phrases.name(text, name.start + place, name.end)
    if name is None or _UNNAMED().search(name.text):
        return
    head = head_of(name.text)
    quoted = text[name.start] == "“" or "“" in name.text
    level = level_of(name.text)
    if head is None and listed and (name.text in word_set("head-zone") or name.text in word_set("head-title")):
        head, level = "zone", "levelled"  # 国家级高新区、综合保税区
    if head is None and kind in ("aim", "aimed") and len(name.text) >= _WHOLE[kind]:  # 申建综合保税区, 文明城市创建
        zone = kind == "aim" and len(name.text) > _WHOLE[kind] and name.text in word_set("head-zone")
        whole = zone or name.text in word_set("head-title")
        head = "title" if whole else None
    counted = "counted" if is_counted(part.text) else "plain"
    if head is None:
        if (
            kind not in ("got", "aim", "aimed")
            or _NO_TITLE().search(name.text)
            or len(name.text) > 24
            or _PERSONS.search(part.text)
        ):
            return
        thing = level == "levelled" and name.text.endswith(words("head-thing"))
        head = "quoted" if quoted else "thing" if thing else "any"
        if head == "any" and not name.text.startswith(words("level")):
            level = "bare"  # 宁夏职业技术大学: that a province stands before it makes no title
    elif kind == "made" and counted == "counted" and GRANTED().search(name.text):
        kind, head = "granted", "zone"
    elif kind in ("made", "helped") and counted == "plain" and _MEANT().search(name.text) and not quoted:
        kind = "meant"
    elif kind == "made":
        head = f"{head}-{counted}" if not _WISHED().search(name.text) else "wish"
    if kind == "aimed" and head == "title" and name.text.endswith(words("aimed-city")):
        head = "city" if level == "bare" else head  # 文明城市、园林城市创建
    rule = f"{kind}-{head}-{level}"
    if rule not in CONFIDENCE:
        return
    aimed = _is_aimed(text, name.start, name.end, kind, holder)
    for said in apart(name.text) or (name.text,):
        aliases = tuple(dict.fromkeys(a for a in forms(said) if a != said))
        yield Found(name.start, name.end, said, rule, aimed, holder, aliases)


def _whole_titles(text: str, part: Phrase) -> tuple[Phrase, ...]:
    """The two whole titles that 和 joins, “绿谷”实践基地和生态示范区; else the part as it is."""
    at = part.text.find("和")
    while at > 0 and len(part.text) == part.end - part.start:
        if head_of(part.text[:at]) and head_of(part.text[at + 1 :]):
            cut = part.start + at
            return phrases.name(text, part.start, cut), phrases.name(text, cut + 1, part.end)
        at = part.text.find("和", at + 1)
    return (part,)


def _is_aimed(text: str, start: int, end: int, kind: str, holder: Phrase | None) -> bool:
    """Whether the words say that a title is applied for: by the verb, or by one before it (力争获评, 支持甲创成)."""
    if kind == "meant":
        return True
    if kind == "aimed":
        return "巩固" not in text[max(0, start - 8) : start] and not _REVIEWED().match(text, end)
    if kind == "aim":
        return _DONE().search(text, max(0, start - 8), start) is None
    return looks_ahead(holder)


def looks_ahead(holder: Phrase | None) -> bool:
    """Whether the words before the verb say that the title is wanted: 力争, 支持甲市."""
    return holder is not None and _AHEAD().search(holder.text) is not None and "已" not in holder.text


def _subjects(text: str, clause: Phrase) -> Iterator[Found]:
    """Titles that stand before a count or a rank: 国家级智能工厂数量居全省首位."""
    predicates = words("subject-predicate")
    approved = _APPROVED().search(text, clause.start, clause.end)
    ends = [i for w in predicates if (i := text.find(w, clause.start, clause.end)) > clause.start]
    at = min([*ends, approved.start()] if approved is not None else ends, default=-1)
    if at <= clause.start:
        return
    wanted = _WANTED().match(text, clause.start, at)
    parts = phrases.items(text, wanted.end() if wanted else clause.start, at)
    for part in _shared(parts):
        name = trimmed(text, part)
        length = holder_end(name.text) if name is not None else 0
        if name is not None and length:  # 乙峡谷5A级景区获批
            name = phrases.name(text, name.start + length, name.end)
        head = head_of(name.text) if name is not None else None
        if name is not None and head is not None:
            rule = f"subject-{head}-{level_of(name.text)}"
            if rule in CONFIDENCE:
                yield Found(name.start, name.end, name.text, rule, wanted is not None, None)


_WANTED = worded("(?:{honour-cue/hope}|{honour-cue/help}|全力|积极){1,3}")  # 推动甲试验区获批


def _called(text: str, known: Sequence[Found]) -> Iterator[Found]:
    """What is in quotation marks and called a title: 授予乙市“美食名城”称号."""
    called = any(word in text for word in words("called"))
    for found in _RANKED().finditer(text) if called else ():
        start, end = found.span("name")
        if not any(title.start < end and start < title.end for title in known):
            yield Found(start, end, found["name"], "ranked", False, None)
    for found in _CALLED.finditer(text) if called else ():
        given = _GIVEN.search(text, max(0, found.start() - 20), found.start())
        holder = Phrase(given.start("who"), given.end("who"), given["who"]) if given is not None else None
        for quote in _QUOTE.finditer(text, found.start(), found.end()):
            start, end = quote.span("name")
            if not any(title.start < end and start < title.end for title in known):
                yield Found(start, end, quote["name"], "called-quoted", False, holder)


# 在全国投资竞争力百强县中排第45位
_RANKED = worded(
    "在(?P<name>(?:{honour-cue/plain-level}|中国|世界|全球)[一-鿿]{0,14}(?:百强|百佳|十强|500强)(?:县市|县|市|区|镇|城市)?榜?单?)中?(?:排|位列|位居|居|列)"
)
_QUOTE = re.compile("“(?P<name>[^“”，。；]{4,20})”")
_CALLED = re.compile("(?:“[^“”，。；]{4,20}”[、和]?){1,6}等?(?:多项|[0-9]{1,2}[项个])?(?:荣誉)?(?:称号|美誉|殊荣)")
_GIVEN = re.compile("(?:授予|命名|赋予)(?P<who>[一-鿿]{2,12})$")


def is_award(name: str) -> bool:
    """Whether a name is by its head an award or a title, whatever verb governs it."""
    return head_of(name) == "title"


def honours(context: Context) -> Iterator[Entity]:
    """The honours of a document, one entity for each title, in the order of their first mention."""
    yield from merge(titles(context))


def merge(found: Sequence[Title]) -> Iterator[Entity]:
    """One entity for the titles of the same name, marks and levels left out."""
    groups: dict[str, list[Title]] = {}
    for title in found:
        groups.setdefault(key(title.name), []).append(title)
    for group in groups.values():
        name = max((t.name for t in group), key=len)
        others = dict.fromkeys(n for t in group for n in (t.name, *t.aliases) if n != name)
        best = max(group, key=lambda t: CONFIDENCE.get(t.rule, 0.0))
        spans = tuple(sorted({t.span for t in group}))
        yield Entity("Honour", name, spans, best.rule, CONFIDENCE.get(best.rule, 0.0), tuple(others))


_LEVEL = re.compile("^(?:国家级?|全国|中国)")


def key(name: str) -> str:
    """A title as it is compared within a document."""
    plain = BRACKET.sub("", MARKS.sub("", name))
    return _LEVEL.sub("", plain)


# Share of a rule's candidates that were honours on annotated text: verb, head, level.
CONFIDENCE: dict[str, float] = {
    "aim-pilot-bare": 0.75,
    "aim-quoted-levelled": 0.6,
    "aim-thing-levelled": 0.7,
    "aim-title-bare": 0.7,
    "aimed-thing-levelled": 0.7,
    "aimed-title-levelled": 0.7,
    "aimed-city-bare": 0.6,
    "aimed-zone-bare": 0.6,
    "aimed-zone-levelled": 0.7,
    "aim-pilot-levelled": 1.0,
    "aim-title-levelled": 1.0,
    "aim-zone-bare": 0.75,
    "aim-zone-levelled": 0.91,
    "became-title-bare": 0.5,
    "became-title-levelled": 1.0,
    "became-zone-levelled": 0.71,
    "granted-zone-bare": 0.7,
    "granted-zone-levelled": 0.7,
    "called-quoted": 0.8,
    "got-any-levelled": 0.6,
    "got-pilot-levelled": 0.67,
    "got-thing-levelled": 0.7,
    "got-quoted-bare": 1.0,
    "got-quoted-levelled": 1.0,
    "got-title-bare": 0.93,
    "got-title-levelled": 0.95,
    "got-zone-bare": 0.73,
    "got-zone-levelled": 1.0,
    "listed-zone-bare": 0.75,
    "made-title-plain-levelled": 0.5,
    "meant-zone-levelled": 0.6,
    "ranked": 0.8,
    "subject-title-levelled": 0.8,
    "subject-zone-bare": 1.0,
    "subject-zone-levelled": 0.83,
}
