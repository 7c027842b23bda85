"""Which noun a number measures: after it, before it, restored in a list, or taken from the number before."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple, TypeAlias

from kg.extract.observations import beside, coordination, nouns, phrasings
from kg.extract.observations.concepts import find_concept
from kg.extract.observations.cue_words import words
from kg.extract.observations.measure import Measured, is_new
from kg.extract.observations.stripping import strip_lead, strip_tail
from kg.extract.observations.surroundings import Noun, State, Surroundings
from kg.language.lexicon import lexicon
from kg.language.quantities import KINDS, Quantity
from kg.language.worded import listed, worded

_PIECES = ("个", "项")
_NO_NOUN = ("以", "至", "到", "元", "时", "并", "且", "后", "前")
_USING = worded("{cue/using}")  # 制造业企业100%使用清洁电力
_USERS = listed("cue", "user")
_REACHES = ("覆盖", "惠及")
_OF_WHOLE = re.compile(r"占(?![比有用])(?P<whole>[^，；。]*)$")
_NEWLY = re.compile("新(?:获|入|评|增|晋|创|列|纳)|增选")
_ADOPTED = worded("(?:其中)?(?P<how>(?:经审查|[被获由][\u4e00-\u9fff、]{2,12}|[\u4e00-\u9fff]{2,8})?{cue/adopting})")
_OF_CHANGE = worded("{cue/change-noun}$")
_YIELD = re.compile(
    "[年日月]?(?P<how>(?<=[年日月])(?:产|屠宰|加工|出栏|发电|处理)|(?<![年日月])生产)(?P<what>(?![业值量权能品总资要])[\u4e00-\u9fffA-Z]{2,12})"
)
_OF_YIELD = {
    "生产": "产量",
    "产": "产量",
    "屠宰": "屠宰量",
    "加工": "加工量",
    "出栏": "出栏量",
    "发电": "发电量",
    "处理": "处理量",
}
_TAKEN_ON = listed("cue", "taken-on")
_OF = ("的", "、", "和", "与", "及")
SIDES = ("支出", "收入")  # of an account: 基金收入3亿元，其中土地出让收入2亿元；支出4亿元
STEP = re.compile("(?:[十百千万亿]*[元级]*|个)(?:台阶|关口|大关)")  # 连跨3个千亿元台阶


_Rule: TypeAlias = Callable[[Surroundings, State], Noun | None]


def find_noun(s: Surroundings, state: State) -> Noun:
    """The noun of a number by the first rule that finds one. ``names`` is empty where none can be found."""
    for rule in _rules(s.quantity.kind, s.measured.measure, s.after.startswith("的")):
        if (found := rule(s, state)) is not None:
            return found
    return _own(s, state)


def _spent(s: Surroundings) -> bool:
    return bool(words().spending.match(s.noun or s.predicate))


def _share_right(s: Surroundings, state: State) -> Noun | None:
    """财政支出八成用于民生; 67%的初中毕业生就读普通高中."""
    left = s.left
    if left.noun in _REACHES and s.after.startswith("的") and len(s.noun) >= 2:
        return Noun((s.noun + left.noun + "率",), "right-noun", s.noun)
    using = words().verbs.at(s.after, 0) or _USING().match(s.after)
    if using and left.noun.endswith(_USERS()) and len(s.noun or s.predicate) >= 4:
        return Noun((f"{left.noun}{s.noun or s.predicate}占比",), "left-noun", left.noun)
    if _spent(s) and left.noun:
        return Noun((f"{s.noun or s.predicate}占{left.noun.rstrip('的')}比重",), "share", left.noun.rstrip("的"))
    told = len(s.noun) >= 2 or s.noun in words().generic
    if told and (not left.noun or beside.only_leads(left.noun)):
        return Noun((s.predicate + s.noun + "占比",), "right-noun", s.noun, nouns.owner(left.subject))
    return None


def _counted_right(s: Surroundings, state: State) -> Noun | None:
    """12个重点项目: an amount of what follows it."""
    if not s.noun or _spent(s):
        return None
    if s.noun.startswith(_NO_NOUN) and not s.noun.startswith(nouns.WITH_WORDS()):
        return None
    return _right_noun(s)


def _share_left(s: Surroundings, state: State) -> Noun | None:
    """税收收入占一般公共预算收入比重80%."""
    found = _OF_WHOLE.search(s.measured.rest) if "占" in s.measured.rest else None
    return _share(found, s.measured, state) if found else None


def _left_out(s: Surroundings, state: State) -> Noun | None:
    """，同比增长6%; ，累计建成4300个; 五年跨越两个千亿元台阶."""
    if not s.left.noun and state.names and s.quantity.unit == "个" and STEP.match(s.after):
        return Noun(tuple(f"{n}跨越台阶" for n in state.names), "elided", state.term)
    if not s.left.noun or (state.names and _verb_alone(s.left)):
        return _elided(s, state)
    return None


def _relative(s: Surroundings, state: State) -> Noun | None:
    """，竣工31个; ，总量居全省第3位; 实施治理工程，完成投资6亿元: a head that needs the noun before."""
    left, measured = s.left, s.measured
    if left.subject:
        return None
    if state.topic and (stage := coordination.stage_of(left.noun, s.quantity.unit)):
        things = tuple(stage + coordination.counted(t) for t in state.topic)
        return Noun(things if measured.spread else things[-1:], "relative-head", left.noun, state.subject)
    if state.topic and s.quantity.unit[-1:] in "件项篇条个" and (adopted := _ADOPTED().fullmatch(left.noun)):
        name = adopted["how"] + coordination.counted(state.topic[0])
        return Noun((name,), "relative-head", left.noun, state.subject)  # 提案352件，经审查立案317件
    if not nouns.is_relative(left.noun):
        return None
    if state.topic and not _part_of(s):
        topics = phrasings.topics(s, state.main if left.noun in SIDES and state.main else state.topic, state)
        if len(topics) > 1 and s.together == 1 and not measured.spread and measured.measure in ("level", "share"):
            topics = [state.whole]  # one number of all of them
        names = tuple(coordination.compose(t, left.noun) for t in topics)
        return Noun(names, "relative-head", left.noun, state.subject)
    if "投资" in left.noun and (doing := coordination.done_before(s.earlier)):
        return Noun((coordination.compose(doing, left.noun),), "relative-head", left.noun)
    return None


def _relatives(s: Surroundings, state: State) -> Noun | None:
    """，总量、增速均居全省首位: several such heads at once."""
    heads = coordination.items(s.left.noun, loose=True) if state.topic and coordination.may_list(s.left.noun) else ()
    if len(heads) < 2 or not all(nouns.is_relative(p) or p == "新增" for p in heads):
        return None
    topic = state.whole
    names = tuple("新增" + topic if p == "新增" else coordination.compose(topic, p) for p in heads)
    return Noun(names, "relative-head", s.left.noun, state.subject)


class _For(NamedTuple):
    """A rule with what it is for: these kinds of quantities, these measures, only numbers that 的 follows."""

    rule: _Rule
    kinds: tuple[str, ...] = KINDS
    measures: tuple[str, ...] = ()  # none is any
    of: bool = False


_RULES = (  # in order
    _For(phrasings.of_all, ("percent",), ("share",)),
    _For(phrasings.limit),
    _For(phrasings.contributed, ("percent",)),
    _For(phrasings.pulled, ("point",)),
    _For(phrasings.present, ("amount",), ("level",)),
    _For(phrasings.invested, of=True),
    _For(phrasings.paid_for, ("amount",)),
    _For(phrasings.headed, ("amount",), ("level",), of=True),
    _For(phrasings.hurt, ("amount",), ("level",)),
    _For(phrasings.phase, ("amount",), ("level", "increment")),
    _For(phrasings.insured),
    _For(phrasings.with_part_of, ("percent",), of=True),
    _For(phrasings.by_rate, ("percent",)),
    _For(phrasings.contribution, ("percent",), of=True),
    _For(_share_right, ("percent",), ("share",)),
    _For(_counted_right, ("amount",)),
    _For(_share_left, ("percent",), ("share",)),
    _For(_left_out),
    _For(_relative),
    _For(_relatives),
)


@cache
def _rules(kind: str, measure: str, of: bool) -> tuple[_Rule, ...]:
    """Those for a number of that kind and measure, and whether 的 follows it."""
    return tuple(
        each.rule
        for each in _RULES
        if kind in each.kinds and (not each.measures or measure in each.measures) and (of or not each.of)
    )


def _own(s: Surroundings, state: State) -> Noun:
    """The noun before the number: one, or several that are coordinated."""
    q, measured, left = s.quantity, s.measured, s.left
    whole = nouns.name(left)
    if measured.measure == "level" and (made := _YIELD.fullmatch(whole)):
        return Noun((made["what"] + _OF_YIELD[made["how"]],), "left-noun", left.noun, wording=whole)
    if not left.subject and not left.verb and state.names:
        whole, left = _as_before(s, whole, state)
    parts = coordination.items(nouns.of_kind(left) + left.noun, loose=measured.spread or measured.measure == "rank")
    if len(parts) > 1 and parts[0] in words().generic:
        parts = [left.verb + parts[0], *parts[1:]]
    if len(parts) > 1 and (measured.spread or measured.measure in ("growth", "rank", "gap", "pointChange")):
        return Noun(tuple(parts), "coordinated", parts[0], nouns.owner(left.subject), whole)
    if q.unit == "个" and STEP.match(s.after):
        return Noun(tuple(f"{n}跨越台阶" for n in (parts or [whole])), "left-noun", left.noun, None, whole)
    if measured.measure in ("level", "increment") and (bare := nouns.after_examples(left.noun)) != left.noun:
        said_new = not left.verb or left.verb.startswith(("新增", "净增"))
        told = bare if said_new or bare not in words().generic else left.verb + bare
        if told in words().generic and told not in ("项目", "工程") and "、" in left.noun:
            told = left.noun  # the kinds of 专精特新、瞪羚等企业; before 等项目 stand names
        return Noun((told,), "left-noun", bare, wording=left.noun)
    subject = nouns.owner(left.subject)
    if measured.measure == "share" and left.verb in words().nominal and left.noun.endswith(("比例", "率")):
        subject, whole = None, left.whole  # 供水工程覆盖人口比例
    if subject is None and measured.measure != "rank":
        subject, whole = nouns.split_owner(whole)
    return Noun((whole,), "left-noun", left.noun, subject, wording=left.whole)


def _as_before(s: Surroundings, whole: str, state: State) -> tuple[str, nouns.Left]:
    """The noun with what it shares with the one before: a size, a denominator, the head of the whole."""
    shared = coordination.with_threshold(state.names[-1], whole)
    if s.listed:
        shared = coordination.with_denominator(state.names[-1], shared)
    if shared != s.left.noun:
        return shared, s.left
    short = coordination.of_unit(state.whole, coordination.of_rank(state.names[-1], shared), s.quantity.unit)
    branch = coordination.of_sector(state.whole, short)
    return branch, s.left._replace(noun=branch)


def _verb_alone(left: nouns.Left) -> bool:
    """累计建成4300个: a verb whose object was named before."""
    return left.noun not in words().nominal and left.noun in words().verbs


def _part_of(s: Surroundings) -> bool:
    """其中税收77亿元 is a part with a name of its own, 其中增量 is not."""
    return s.before.startswith("其中") and s.left.noun not in words().bare_heads


def _right_noun(s: Surroundings) -> Noun | None:
    """44条城市道路; 国家公布产量的104种工业产品; A、B等8家商店."""
    left, noun, predicate = s.left, s.noun, s.predicate
    if s.before.endswith("的") and left.noun:
        return Noun((left.noun.rstrip("的") + "的" + noun,), "right-noun", noun)
    led = beside.leads_to(s)
    if led is None:
        return None
    name = noun
    if (
        predicate
        and strip_tail(predicate)
        and len(predicate) <= 24
        and (
            (noun.split("（")[0] if noun.endswith("）") else noun) in words().generic
            or (len(noun) <= 10 and words().selecting.match(predicate))
        )
    ):
        chosen = "" if led or beside.acts_on_more(s) else predicate.rstrip("，、")
        name = chosen if chosen.endswith(noun) else chosen + noun
    if name == noun in words().generic and not led and not s.left.subject:
        name = _done(s.before) + name
    name = led + name
    named = nouns.ends_in_verb(left.noun) or (nouns.owner(left.noun) and not s.before.endswith("、"))
    owned = left.subject or (left.noun if named else "")
    wording = strip_lead(owned) + predicate + noun if owned else predicate + noun
    return Noun((name,), "right-noun", noun, nouns.owner(nouns.strip_verb(owned)), wording=wording)


def _done(before: str) -> str:
    """The verb before a number of things that are too wide alone: 签约 of 签约了18个项目."""
    verb = words().verbs.before(before.removesuffix("了")).removeprefix("新")
    return verb if verb in beside.STAGES() or verb in _TAKEN_ON() else ""


def _share(found: re.Match[str], measured: Measured, state: State) -> Noun:
    """A占B比重, with the part before or, where it is left out, the noun of the number before."""
    part = strip_tail(measured.rest[: found.start()])
    whole = re.sub(r"（[^（）]*）$", "", strip_tail(found["whole"]))  # 占总人口比重（城镇化率）
    whole = re.sub(r"(?:的)?(?:比重|比例|份额)?$", "", whole)
    bases = coordination.items(strip_lead(part), loose=measured.spread) if part else state.names
    said = f"占{whole}比重" if whole else "占比"
    names = tuple(base + said for base in bases) if bases else (said,)
    return Noun(names, "share", names[0])


def _elided(s: Surroundings, state: State) -> Noun:
    """No noun: the one of the number before; a word such as 出口 that looks like a verb is the noun itself."""
    measured, left = s.measured, s.left
    bare = strip_lead(strip_tail(measured.rest)).strip("、，")
    if bare in words().lead:
        bare = ""
    alone = bool(state.names) and (
        _verb_alone(left._replace(noun=bare)) or (bare in beside.STAGES() and s.quantity.unit in _PIECES)
    )
    if len(bare) >= 2 and not alone and measured.measure in ("growth", "share", "level", "increment") and not left.verb:
        return Noun((bare,), "left-noun", bare)
    listed = coordination.items(_subject_of(s.earlier), loose=True) if measured.spread and s.together > 1 else []
    if len(listed) == s.together:
        return Noun(tuple(listed), "clause-before", listed[0])
    if (named := _named_since(s, state)) is not None:
        return named
    if not state.names:
        if measured.measure == "completion":
            plan = measured.why.removeprefix("完成").removeprefix("占").rstrip("的")
            return Noun((plan,), "left-noun", plan)
        noun = _known_end(s.earlier) or strip_tail(nouns.right_noun(strip_lead(s.earlier))[0])
        if words().verbs.at(noun, 0):
            noun = nouns.take_apart(noun).noun  # 资助困难学生，合计6300名
        known = 2 <= len(noun) <= 24 and not words().verbs.at(noun, 0)
        return Noun((noun,) if known else (), "clause-before", noun)
    topic = tuple(phrasings.topics(s, state.names, state))
    if measured.measure in ("growth", "increment") and state.measure == "share":
        topic = tuple(coordination.OF_SHARE.sub("", name) or name for name in topic)  # 出口86亿元，占比62%，增长5%
    if s.quantity.kind == "amount" and not s.noun and nouns.chosen(s.predicate):
        name = s.predicate + coordination.counted(state.topic[-1])
        return Noun((name,), "relative-head", name, state.subject)
    if measured.measure == "completion":
        topic = tuple(_OF_CHANGE().sub("", name) or name for name in topic)  # 降幅收窄6.8个百分点，完成预算的52%
    if len(topic) > 1 and not measured.spread:
        topic = (state.whole,)
    return Noun(topic, "elided", state.term, state.subject)


def _known_end(clause: str) -> str:
    """The indicator that a clause ends in: 全年调整企业退休人员基本养老金，人均月增217元."""
    ending = (clause[m.start :] for m in lexicon().find("indicator", clause) if m.end == len(clause))
    found = max(ending, key=len, default="")
    return found if len(found) >= 4 and found not in words().generic else ""


def _named_since(s: Surroundings, state: State) -> Noun | None:
    """进出口总值创新高，达到539亿元: an indicator that the clause before opens with, without a number of its own."""
    clause = strip_lead(s.earlier)
    if s.listed or re.search(r"\d", clause) or s.measured.measure not in ("level", "growth", "share"):
        return None
    found = lexicon().find("indicator", clause)
    name = clause[: found[0].end] if found and found[0].start == 0 else ""
    if len(name) < 4 or name in state.names or not name.endswith(words().heads):
        return None
    fits = find_concept(name, name, s.measured.measure, s.quantity.unit) is not None
    return Noun((name,), "clause-before", name) if fits and not clause.startswith(_OF, len(name)) else None


def _subject_of(clause: str) -> str:
    """The nouns that a clause without a number opens with: 森林覆盖率、蓄积量 of 森林覆盖率、蓄积量实现双增长."""
    return (
        ""
        if re.search(r"\d", clause)
        else re.split(r"(?:均|都|双双|同步|持续|稳步)*(?:实现|保持|双|创|再|从无到有|不断|快速|大幅)", clause)[0]
    )


def says_new(noun: Noun, right: tuple[str, str]) -> bool:
    """Whether the words after a number say that the things are new: 5个城市新获评…, 12个新投产项目."""
    if noun.how != "right-noun":
        return False
    counted, predicate = right
    return bool(_NEWLY.match(predicate)) or is_new(counted)


def distribute(run: list[Quantity], names: Sequence[str]) -> list[tuple[str, Quantity]]:
    """Nouns to numbers: pairwise where there are as many, else each noun with the number, else the last."""
    if len(run) == 1:
        return [(name, run[0]) for name in names]
    if run[0].bound in ("gt", "lt", "approx") and run[0].start < run[0].core_start:
        run = [run[0], *(q._replace(bound=run[0].bound) if q.bound == "eq" else q for q in run[1:])]
    last = run[-1]
    if last.bound in ("le", "ge") and last.start == last.core_start:
        run = [*(q._replace(bound=last.bound) if q.bound == "eq" else q for q in run[:-1]), last]  # 4%、3%以内
    if len(run) == len(names):
        return list(zip(names, run, strict=True))
    if len(names) == 1:
        parts = coordination.items(names[0], loose=True)
        if len(parts) == len(run):
            return list(zip(parts, run, strict=True))
        return [(names[0], q) for q in run]
    return [(names[min(i, len(names) - 1)], q) for i, q in enumerate(run)]
