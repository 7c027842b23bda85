"""Nouns that a number has in phrases of its own: limits, contributions, who came, what was paid for, who was hurt."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.observations import beside, coordination, nouns
from kg.extract.observations.cue_words import words
from kg.extract.observations.stripping import strip_lead, strip_tail
from kg.extract.observations.surroundings import Noun, State, Surroundings
from kg.language.worded import listed, worded

_PULLED = re.compile("(?:分别|共同)?(?P<what>拉动[^，。；]{2,14}(?:增长|增速|增幅|上涨|回升))(?:了|约)?$")
_LIMIT = re.compile("(?:控制在|不超过|未超过)[^，；。]{0,12}限额$")
_CONTRIBUTED = re.compile("对[^，；。对]{2,16}的?贡献率")
_CAME = listed("cue", "attending")
_DUE = re.compile("应(?:到会?|出席)|应参加")
_ATTENDS = re.compile("参加会议|参会|出席|列席|到会|与会|参加(?!会议)(?=$|[，。；、])|旁听")
_INVESTED = re.compile("(?:计划|概算|估算)?总?投资$")
_PAID = worded(
    "(?P<what>(?:计划|概算)?总?投资|(?:总|共)?投入|{cue/gathering}?[\u4e00-\u9fff]{0,6}资金|出资|筹资|斥资)"
    "(?:了|共|累计|达|约|近|超过?)*$"
)
_UNDERTAKINGS = listed("cue", "undertaking")
_USED = worded("的(?P<what>[\u4e00-\u9fff]{2,12}?)，?{cue/yield-verb}了?[^，。；\\d]{0,4}\\d")
_MADE = worded("(?P<what>[\u4e00-\u9fff]{2,12}?){cue/yield-verb}了?(?P<of>全[国省市县区州])?")
_BY_RATE = re.compile("按照?(?:不[低少]于)?(?P<whole>[^，；。按]{2,24}?)(?:总额)?的$")
_GIVES = re.compile(r"(?:贡献|占|提供)了?[^，；。]{0,6}$")
_KEPT_OF = worded("(?:{cue/staying}|稳定|相当于|约为|为)(全[国省市球])(?:总量)?的?$")
_RECENT = 12  # nouns


def limit(s: Surroundings, state: State) -> Noun | None:
    """债务余额286亿元，控制在核定的限额312亿元以内: the limit of what was measured before."""
    found = _LIMIT.search(s.before) if s.before.endswith("限额") else None
    if found is None:
        return None
    whose = strip_lead(s.before[: found.start()]).rstrip("严格")
    if not whose and not state.names:
        return None
    of = whose or (state.main or state.names)[-1]
    return Noun((re.sub("(?:余额)?$", "限额", of, count=1),), "relative-head", "限额")


def contributed(s: Surroundings, state: State) -> Noun | None:
    """，对工业增长的贡献率达38.6%: of what was measured before."""
    found = _CONTRIBUTED.match(s.before) if state.topic and s.before.startswith("对") else None
    if found is None:
        return None
    whose = [re.sub("占.*比重$", "", name) for name in ([state.whole] if "合计" in s.before else state.topic)]
    return Noun(tuple(name + found.group() for name in whose), "relative-head", found.group())


def pulled(s: Surroundings, state: State) -> Noun | None:
    """三次产业分别拉动经济增长0.2、3.2、3.4个百分点: the growth that each pulls."""
    found = _PULLED.search(s.before)
    if found is None:
        return None
    who = strip_lead(strip_tail(s.before[: found.start()]))
    pulling = coordination.items(who, loose=True) if who else topics(s, state.topic or state.names, state)
    pulling = [coordination.OF_SHARE.sub("", name) for name in pulling]
    return Noun(tuple(name + found["what"] for name in pulling), "coordinated", found["what"])


def present(s: Surroundings, state: State) -> Noun | None:
    """应到代表286名，实到279名; 210人参会: who was to come and who came."""
    if s.quantity.unit not in ("人", "名"):
        return None
    if state.names and s.left.noun in _CAME() and (due := _DUE.match(state.names[-1])):
        came = s.left.noun if s.left.noun != "实际到会" else "实到"
        return Noun((came + state.names[-1][due.end() :],), "relative-head", s.left.noun)
    attends = s.predicate or s.noun
    if (not s.left.noun or s.before.endswith(("共", "等", "约"))) and (came_too := _ATTENDS.match(attends)):
        return Noun((came_too.group() + "人数",), "right-noun", came_too.group())
    return None


def invested(s: Surroundings, state: State) -> Noun | None:
    """投资3.6亿元的污水处理厂二期工程建成投用: the investment of what follows."""
    if (
        s.before.startswith("的")
        and s.before.endswith("、")
        and state.term.endswith("投资")
        and s.noun.endswith(_UNDERTAKINGS())
    ):
        return Noun((state.term,), "left-noun", state.term, s.noun)  # 投资100亿元的A项目、50亿元的B项目
    spent = _INVESTED.search(s.before) if s.quantity.unit[-1:] == "元" else None
    if spent is None or len(s.noun) < 4 or not s.noun.endswith(_UNDERTAKINGS()) or s.noun in words().generic:
        return None
    return Noun((spent.group(),), "left-noun", spent.group(), s.noun)


def headed(s: Surroundings, state: State) -> Noun | None:
    """设立总规模20亿元的产业引导基金: a head before the number of what stands behind it."""
    head = s.left.noun
    known = not s.left.subject and len(s.noun) > 2 and s.noun not in words().generic
    return Noun((s.noun + head,), "left-noun", head) if known and nouns.is_relative(head) else None


def hurt(s: Surroundings, state: State) -> Noun | None:
    """交通事故86起，造成29人死亡、103人受伤."""
    if s.noun not in words().casualties or s.quantity.unit not in ("人", "名"):
        return None
    said = s.noun + "人数"
    return Noun((coordination.compose(state.topic[0], said) if state.topic else said,), "relative-head", said)


def phase(s: Surroundings, state: State) -> Noun | None:
    """政府投资项目198项，其中续建86项、新建112项: those of the things named before that are in that phase."""
    if not state.in_part or s.left.noun not in words().phases or s.left.subject or not state.main:
        return None
    if s.quantity.unit[-1:] not in "个项家处所座条":
        return None
    return Noun((s.left.noun + coordination.counted(state.main[-1]),), "relative-head", s.left.noun, state.subject)


def paid_for(s: Surroundings, state: State) -> Noun | None:
    """投资3600万元改造县一中: the sum, of the undertaking where the words after it name one."""
    doing = words().verbs.at(s.after, 0) if s.quantity.unit[-1:] == "元" else ""
    paid = _PAID().search(s.before) if doing and doing not in beside.STAGES() else None
    if paid is None:
        return None
    name = paid["what"] + ("资金" if paid["what"].endswith("投入") else "")
    done = re.split(r"[，；。、：\d]", s.after[len(doing) :], maxsplit=1)[0]
    subject = done if len(done) >= 4 and done.endswith(_UNDERTAKINGS()) else None
    return Noun((name,), "left-noun", name, subject)


def insured(s: Surroundings, state: State) -> Noun | None:
    """新农合参合率98%，人均筹资标准290元; 新农保实现全覆盖，参保率95%: of the insurance named before."""
    if s.left.subject or s.left.noun not in words().of_insurance:
        return None
    named = words().insurance.match(state.topic[-1] if state.topic else strip_lead(s.earlier))
    return Noun((named.group() + s.left.noun,), "relative-head", s.left.noun) if named else None


def with_part_of(s: Surroundings, state: State) -> Noun | None:
    """开发区以5%的土地贡献45%的工业增加值: two shares of one part."""
    if s.before.endswith(("以", "用", "仅占")) and (used := _USED().match(s.after)):
        part = strip_lead(strip_tail(s.before)) or state.whole
        return Noun((f"{part}占{used['what']}比重",), "share", used["what"], whole=part)
    made = _MADE().fullmatch(s.before.lstrip("的")) if state.names else None
    if made and s.noun and state.names[-1].endswith(f"占{made['what']}比重"):
        return Noun((f"{state.whole}占{made['of'] or ''}{s.noun}比重",), "share", s.noun, whole=state.whole)
    return None


def by_rate(s: Surroundings, state: State) -> Noun | None:
    """按支出额的1.5%安排预备费: what is set aside as a share of the whole that it is reckoned from."""
    found = _BY_RATE.search(s.before) if s.before.endswith("的") else None
    if found is None:
        return None
    set_aside = nouns.take_apart(strip_lead(s.noun or s.predicate)).noun
    names = (f"{set_aside}占{found['whole']}比重",) if len(set_aside) >= 2 else ()
    return Noun(names, "share", set_aside)


def contribution(s: Surroundings, state: State) -> Noun | None:
    """A贡献了全国30%的增量: A占全国增量比重."""
    if not s.noun or not _GIVES.search(s.before):
        return None
    whole = re.split(r"贡献|占|提供", s.before)[-1].lstrip("了")
    part = strip_lead(re.split(r"贡献|占|提供", s.before)[0])
    names = tuple(f"{t}占{whole}{s.noun}比重" for t in ([part] if part else state.topic or [""]))
    return Noun(names, "share", s.noun)


def of_all(s: Surroundings, state: State) -> Noun | None:
    """，稳定在全国1/10以上; 苹果产量保持在全国1/4: the share of the whole that the area named is."""
    found = _KEPT_OF().search(s.before) if "全" in s.before else None
    if found is None:
        return None
    part = nouns.take_apart(strip_lead(s.before[: found.start()])).noun
    parts = (part,) if len(part) >= 2 else tuple(state.names)
    return Noun(tuple(f"{p}占{found[1]}比重" for p in parts), "share", found[1]) if parts else None


def topics(s: Surroundings, topics: Sequence[str], state: State) -> Sequence[str]:
    """分别 after several nouns with a number each: those nouns, as many as there are numbers."""
    if (
        s.measured.spread
        and s.measured.measure != "gap"
        and s.together > len(topics)
        and len(recent := _recent(s.clauses.text, state)) >= s.together
    ):
        return recent[-s.together :]
    return topics


def _recent(text: str, state: State) -> list[str]:
    """What 分别 may look back to: the nouns since the last semicolon before the last number, each once."""
    recent: list[str] = []
    part = 0
    for start, names in state.said:
        if text.find("；", part, start) >= 0:
            recent = []
        part = start
        if recent[-1:] != [*names]:
            recent = [*[name for name in recent if name not in names][-_RECENT:], *names]
    return recent
