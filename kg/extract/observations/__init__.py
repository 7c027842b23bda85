"""Numbers to observations: quantities, the nouns they measure, and the scope they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.extract.observations.blocked import blocked
from kg.extract.observations.ratios import ratio_spans
from kg.extract.observations.walk import Walker
from kg.language.lexicon import Lexicon, lexicon
from kg.language.quantities import Quantity, QuantityGrammar
from kg.language.scope import ScopedSentence, document_scopes, document_years
from kg.model import Document, Observation, Sentence


@cache
def _grammar() -> QuantityGrammar:
    return QuantityGrammar(lexicon())


def observations(document: Document, lex: Lexicon) -> Iterator[Observation]:
    """All observations of a document, sentence by sentence."""
    years = document_years(document.metadata)
    for sentence, scope in zip(document.sentences, document_scopes(document, lex), strict=True):
        quantities = sentence_quantities(sentence, lex)
        if quantities or ratio_spans(sentence.text):
            scoped = ScopedSentence(sentence, scope, years, lex)
            walker = Walker(sentence, scoped, document.metadata.area, ())
            yield from walker.walk(quantities)


def sentence_quantities(sentence: Sentence, lex: Lexicon) -> list[Quantity]:
    """The quantities of a sentence that measure something."""
    blocks = blocked(sentence.text, lex)
    found = _grammar().find(sentence.text, [*((b.start, b.end) for b in blocks), *ratio_spans(sentence.text)])
    return [q for i, q in enumerate(found) if _measures(sentence.text, q, found, i)]


_COUNTED = re.compile(r"[\u4e00-\u9fffA-Za-z“（]")


def _measures(text: str, q: Quantity, found: Sequence[Quantity], i: int) -> bool:
    """Whether a quantity is one of its own: no threshold inside a noun, no vague or idiomatic numeral."""
    before, after = text[: q.core_start], text[q.end :]
    if q.kind == "rank" and re.search(r"(?:摆在|放在|置于|作为|摆到|放到)[^，；。]{0,12}$", before):
        return False
    if before.endswith(("数", "几", "上", "成", "每", "第", "好几")) and q.form in ("bare", "chinese"):
        return False
    if q.kind == "amount":
        if before.endswith("每") or after.startswith(("级", "位数")):
            return False
        if q.form == "bare" and q.bound == "eq" and not before.endswith(("向", "达", "达到", "破", "过", "均破", "双双破")):
            return False
        if q.form == "chinese" and not _counts_in_words(q, before, after):
            return False
        if q.unit in ("年", "个月", "月", "季度", "周", "刻钟", "周年") and not re.search(r"(?:年限|年数|寿命|期限|时间|时长|缩短|压缩)[^，；。]*$", before):
            return False
        if q.unit in ("分钟", "小时", "岁") and (after.startswith(("圈", "以上", "以下", "通勤", "生活")) or (q.unit == "岁" and not re.search(r"(?:寿命|年龄)[^，；。]*$", before))):
            return False
        if q.unit == "" and not re.search(r"(?:指数|得分|分值|比|为|达到?|至|到|超|破|突破)$", before) and not after[:1] in ("大", "省", "城", "国"):
            return False
    return not _threshold(text, q, found, i)


_COUNTERS = "个家户所条座批届支张艘台架件项名位处场轮组部颗套类种款次篇宗起人元吨里亩年"


def text_is_two(q: Quantity) -> bool:
    """二 is no count: 两家 counts, 二轮 and 二次 are ordinals."""
    return q.number.startswith("二") and q.value == 2


def _counts_in_words(q: Quantity, before: str, after: str) -> bool:
    """两个示范村 counts; 一个, 一批 and 三项制度改革-like phrases are left to the set phrases."""
    if q.value <= 1 or not q.unit or q.unit[-1] not in _COUNTERS or text_is_two(q):
        return False
    if after.startswith(("方面", "关系", "原则", "坚持", "“", "重点")) and q.unit == "个":
        return False
    return not re.search(r"[第初十百千万零一二三四五六七八九]$", before)


_THRESHOLD_UNITS = re.compile(r"元|吨|千瓦|亩|平方|公里|米|立方|公顷|%")


def _threshold(text: str, q: Quantity, found: Sequence[Quantity], i: int) -> bool:
    """总投资20亿元以上项目3个, 产值超亿元企业150户, 23个投资额百亿元以上项目: part of the counted noun."""
    after = text[q.end : q.end + 1]
    if not after or not _COUNTED.match(after):
        return False
    following = found[i + 1] if i + 1 < len(found) else None
    before = found[i - 1] if i else None
    if q.bound == "eq" or q.kind not in ("amount", "percent"):
        return False
    if following is not None and not re.search(r"[，；。、：]", text[q.end : following.start]) and following.kind == "amount":
        return q.bound in ("ge", "le", "gt", "lt") and bool(_THRESHOLD_UNITS.search(q.unit)) and (q.kind == "amount" or after == "的")
    if before is not None and before.kind == "amount" and not re.search(r"[，；。、：]", text[before.end : q.start]):
        if re.search(r"(?:额|投资|收入|产值|规模|营收|面积)?$", text[before.end : q.start]) and len(text[before.end : q.start]) <= 6:
            return bool(_THRESHOLD_UNITS.search(q.unit)) and q.kind == "amount"
    return q.kind == "amount" and q.bound in ("ge", "le") and bool(_THRESHOLD_UNITS.search(q.unit)) and after not in "的用投，"
