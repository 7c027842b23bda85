"""When two wordings of an indicator that the vocabulary does not have are the same: the only place that decides it.

Conservative: what is dropped or rewritten never tells two indicators apart. Areas, periods and increments are fields of
an observation, so 全市, 全年 and 新增 before the noun add nothing to its name; 全国 is another area, and stays.
"""

from __future__ import annotations

import re
import unicodedata

_SIGNS = re.compile(r"[\s“”‘’\"'《》〈〉「」『』]")
# Not in 全市场, 全区域, 全省会, 全县域, 全州县: there the second character belongs to the next word.
_LEAD = re.compile(
    r"(?:[全我本](?:市(?!场|值)|省(?!会|级|道)|区(?!域|块|间|位)|县(?!域|城|级)|州(?!县)|盟|旗|疆)"
    r"|全年(?!龄)|当年|年度(?!内|计划|任务)|累计|共计|合计|总计|其中|新增(?![、及和与或长])|净增(?!长)|各类|的)"
)
_SHORT_FORMS = ((re.compile(r"规上"), "规模以上"), (re.compile(r"限上"), "限额以上"))
_TAIL = re.compile(r"(?:数量|总数|的)$")
_SHORTEST = 2  # characters that must be left: 新增 and 数量 alone are what the text has


def normal(name: str) -> str:
    """A name or wording in the form in which two are compared: no blanks or quotation marks, one width and case."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", name)).casefold()


def indicator_form(wording: str) -> str:
    """The form in which two wordings of an indicator are compared.

    >>> indicator_form("全市新增规上高新技术企业数量")
    '规模以上高新技术企业'
    >>> indicator_form("全国文明城市"), indicator_form("全市场流通量")
    ('全国文明城市', '全市场流通量')
    """
    form = normal(wording)
    for short, full in _SHORT_FORMS:
        form = short.sub(full, form)
    while (found := _LEAD.match(form)) and len(form) - found.end() >= _SHORTEST:
        form = form[found.end() :]
    while (found := _TAIL.search(form)) and found.start() >= _SHORTEST:
        form = form[: found.start()]
    return form
