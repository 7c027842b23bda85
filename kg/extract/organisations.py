"""Organisations: companies, institutes, schools, hospitals, funds and government bodies.

Four things show one: the shape of a name (``kg.extract.names``); the vocabulary of organisations that the whole country
knows (scheme ``known-organisation``); the offices of an area (省发展改革委, 历城区人民法院); and what is said of it
(天兵科技成功上市, 引进星河电子).
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from kg.extract.chunks import Found, apart, cuts_word, finder, listings, word_set, words
from kg.extract.gather import Cover, Said, gather
from kg.extract.generic import is_generic
from kg.extract.holders import holders
from kg.extract.name_bounds import ends_here, name_start
from kg.extract.names import names
from kg.extract.projects import key
from kg.extract.spotted import Concepts, spotted
from kg.language.lexicon import lexicon
from kg.language.worded import worded
from kg.language.wordset import leftmost, within
from kg.model import Document, Entity

if TYPE_CHECKING:
    from kg.extract.context import Context

# Share of the organisations of each rule that were right on the annotated windows.
_CONFIDENCE = {
    "authority": 0.89,
    "organisation-beside": 0.6,
    "organisation-end": 0.8,
    "organisation-holder": 0.6,
    "organisation-known": 0.76,
    "organisation-list": 0.78,
    "organisation-local": 0.8,
    "organisation-office": 0.7,
    "organisation-said": 0.6,
    "organisation-shared-end": 0.5,
    "organisation-shared-head": 0.8,
}
# Rules whose names also stand inside the names of built things, where they are none of their own.
_UNSHAPED = (
    "organisation-beside",
    "organisation-known",
    "organisation-local",
    "organisation-office",
    "organisation-said",
)

_NUMERAL = "[零一二三四五六七八九十百]{1,4}"
_CONGRESS = worded(
    "(?:(?!在)[一-鿿]){0,12}?第",
    _NUMERAL,
    "届(?:全国)?(?:人民代表大会(?:常务委员会)?|委员会常务委员会)|",
    "(?:中共|中国共产党)[一-鿿]{1,8}?{name-cue/area-level}委(?:员会)?(?![员组])",
)
_PASSED = re.compile("(?:已?经|由|向|请|报|提请)(?=[省市区县州盟旗]第)")
_GOVERNMENT = worded("{name-cue/area-body}(?![一-鿿]{0,2}{name-cue/no-body-after})")
_RANK = worded("{name-cue/rank}|常委(?!会)")  # 县政协主席
_LEVEL_END = worded("{name-cue/area-level}$")
_OF_AREA = worded("(?:[一-鿿]{2,9}?)?(?:{name-cue/area-level}|{name-cue/zone-level})$")
# A company that lists its shares.
_SAID_AFTER = worded(
    "(?P<name>[一-鿿A-Za-z0-9]{2,6}{name-cue/company-end})(?:{name-cue/told-how}|在{name-cue/exchange}){0,2}",
    "(?:挂牌上市|首发上市|上市(?!公司|企业|[一-鿿]?产品|后备)|过会|A股上市|登陆(?:{name-cue/exchange}|资本市场))",
)
# Kinds of bodies, securities and funds of insurance, and names with the words before them.
_NO_BODY = worded(
    "^{name-cue/aimed-body}(?:{name-cue/local-institution}|校园|银行|机关)$|(?:[产支债][券持]证券|设施|合建|危险源)$",
    "|(?:保险[一-鿿]{0,4}|私募[一-鿿]{0,6}|{name-cue/no-fund})基金$",
    "|(?:[类型]|世界一流|一流)[^“”]{0,6}大学$|(?:协会|[级类])商(?:协)?会$",
    "|^(?:市（州）|[省市县区州乡]{1,2}(?:（[一-鿿]）)?[级办](?!.*基金)|全[省市县区]|“?[0-9A-Z]+”?个|各类|[大中小]型|市场化",
    "|[一二三四五]次|首[次单]|足额|高职高专)",
)
_ACADEMY = worded("(?:{name-cue/academy}|[^关]大|航)$")
# What a company's name goes on with, and what makes a known name another thing: a street, a prize, a building.
_MORE = re.compile("(?:集团)?(?:股份)?(?:有限)?公司|集团(?!军)")
_NO_KNOWN = worded("{name-cue/of-another}|[型式系版味帮们]|[一-鿿]{0,6}(?:产业园|基地|工厂)")
_ACADEMY_BRANCH = worded(
    "[一-鿿]{0,12}?(?:先研院|先进技术研究院)|[一-鿿]{2,12}?{name-cue/academy-branch}(?![长员有在以])",
)


def organisations(context: Context) -> Iterator[Entity]:
    """The organisations of a document, one entity for each.

    None are those that are named only inside the names of programmes, honours, projects and sites.
    """
    named = Cover(context.of_type("Programme", "Honour"))
    built = Cover(context.of_type("Programme", "Honour", "Project", "Site"))
    for organisation in gather("Organisation", (*_said(context.document), *_held(context)), _CONFIDENCE):
        around = built if organisation.rule in _UNSHAPED else named
        if not around.holds(organisation):
            yield organisation


def _said(document: Document) -> Iterator[Said]:
    own = document.metadata.area or ""
    for sentence in document.sentences:
        text = sentence.text
        shaped, words_of = names(text), spotted(text)
        if not (shaped or words_of.speaking or words_of.organisations):
            continue
        found = [(n.start, n.end, key(n.name), n.name, n.aliases, n.rule) for n in shaped if n.type == "Organisation"]
        taken = [(start, end) for start, end, *_ in found]
        for start, end, name, rule in spoken(text):
            if not any(s <= start and end <= e for s, e in taken):
                found = [f for f in found if not (start <= f[0] and f[1] <= end)]
                found.append((start, end, name, name, (), rule))
        for start, end, group, name, aliases, rule in sorted(found) if found else ():
            if not _NO_BODY().search(name):
                yield _office(group, own), name, aliases, sentence.span(start, end), rule


def _held(context: Context) -> Iterator[Said]:
    """Companies that only the honour shows that they got."""
    for index, start, end, name in holders(context, "Organisation"):
        known = (s <= start and end <= e for s, e, *_ in spoken(context.document.sentences[index].text))
        if not any(known):
            yield name, name, (), context.document.sentences[index].span(start, end), "organisation-holder"


def _office(name: str, own: str) -> str:
    """What the forms of one organisation have in common: 福建省人民政府, 省政府; 华为, 华为公司."""
    known = lexicon().by_label("known-organisation", name)
    if known:
        return known.label
    short = name.removeprefix("中共").replace("人民政府", "政府").removesuffix("常委会").removesuffix("及其")
    if own and short.startswith(own):
        short = own[-1] + short.removeprefix(own)
    return short.replace("自治区", "区")


@lru_cache(maxsize=8192)
def spoken(text: str) -> tuple[Found, ...]:
    """The organisations of a sentence that the shape of their names does not show, in reading order, apart."""
    words_of = spotted(text)
    said = list(_known(text, words_of.organisations)) if words_of.organisations else []
    if words_of.speaking:
        said += _by_patterns(text, _worth(words_of.speaking))
    if said or any(name.type == "Organisation" for name in names(text)):
        return apart((*said, *_beside(text, said)))
    return ()


def _worth(places: Iterable[tuple[int, int, frozenset[str]]]) -> frozenset[str]:
    """The rules below of which words stand in a sentence."""
    return frozenset([rule for _, _, rules in places for rule in rules])


def _by_patterns(text: str, worth: Container[str]) -> Iterator[Found]:
    yield from _offices(text, worth)
    yield from _of_state(text, worth)
    if "local" in worth:
        yield from _local(text)
    if "shares" in worth:
        yield from _listing_shares(text)
    if "invest" in worth:
        yield from _investing(text)


def _known(text: str, known: Concepts) -> Iterator[Found]:
    """The organisations of the vocabulary, and the institutes that an academy has elsewhere: 中科院合肥物质研究院."""
    for start, shown, _ in leftmost(known):
        end = shown
        if cuts_word(text, start, end):
            continue
        branch = _ACADEMY_BRANCH().match(text, end) if _ACADEMY().search(text, start, end) else None
        if branch and not finder("tail").search(branch.group()) and not word_set("lead-verb").at(text, end):
            yield start, branch.end(), text[start : branch.end()], "organisation-end"
        elif not _NO_KNOWN().match(text, end) and (end - start > 2 or ends_here(text, end)):
            longer = _MORE.match(text, end)
            end = longer.end() if longer else end
            yield start, end, text[start:end], "organisation-known"


def _offices(text: str, worth: Container[str]) -> Iterator[Found]:
    """Congresses, committees, courts and departments of an area."""
    for match in _CONGRESS().finditer(text) if "congress" in worth else ():
        start = name_start(text, match.start(), match.end())
        passed = _PASSED.match(text, start)  # 已经区第十八届人民代表大会审议
        start = passed.end() if passed else start
        yield start, match.end(), text[start : match.end()], "organisation-office"
    if "office" not in worth:
        return
    bodies = [match.span() for match in _GOVERNMENT().finditer(text)]
    departments = [(start, end) for start, end, _ in finder("department").find(text)]
    for begin, end in (*bodies, *departments):
        if _RANK().match(text, end):
            continue
        before = _OF_AREA().search(text, max(0, begin - 10), begin)
        if before is None:
            continue
        start = begin - len(_area_before(text, before.start(), begin))
        if start < begin:
            yield start, end, text[start:end], "organisation-office"


def _local(text: str) -> Iterator[Found]:
    """Hospitals and schools that an area names by number or kind."""
    for match in _LOCAL().finditer(text):
        area = _area_before(text, max(0, match.start() - 8), match.start())
        several = text[match.start() - len(area) - 1 : match.start() - len(area)] in tuple("市县乡两级所有家个各对")
        if area and not several and not _NO_LOCAL().match(text, match.end()):
            start = match.start() - len(area)
            yield start, match.end(), text[start : match.end()], "organisation-local"


def _of_state(text: str, worth: Container[str]) -> Iterator[Found]:
    """Bureaus of the State's builders, centres that it names, and bodies that need no area before them."""
    for match in _BUREAU().finditer(text) if "bureau" in worth else ():
        yield match.start(), match.end(), match.group(), "organisation-known"
    for match in _CENTRE().finditer(text) if "centre" in worth and "国家" in text else ():
        of = match["of"]
        if of is None or not (of == "级" or is_generic(of.removeprefix("级"))):
            yield match.start(), match.end(), match.group(), "organisation-end"
    for match in _YOUTH.finditer(text) if "youth" in worth else ():
        yield match.start(), match.end(), match.group(), "organisation-office"
    for match in _bare_office().finditer(text) if "bare" in worth else ():
        yield match.start(), match.end(), match.group(), "organisation-office"
    for start, end, _ in finder("department").find(text) if "charge" in worth and _IN_CHARGE().search(text) else ():
        yield start, end, text[start:end], "organisation-office"


_LOCAL = worded(
    "(?:第?[一二三四五六七八九十]{1,2})?{name-cue/hospital-kind}?医院",
    "|第?[一二三四五六七八九十]{1,2}(?:中|小|高)(?:学)?",
    "(?![一-鿿]{0,1}[国心央部型医全高等级学间段标水规风巧修区旬期])",
    "|{name-cue/school-kind}{name-cue/school}|{name-cue/local-body}",
)
# Centres that the State names after their field or place: 国家农机装备创新中心, 国家超级计算郑州中心.
_CENTRE = worded("国家(?:超级计算|超算)[一-鿿]{2,3}中心|国家(?P<of>[一-鿿]{2,10}?){name-cue/national-centre}")
_YOUTH = re.compile("共青团[一-鿿]{2,8}?[省市县区州]委|团(?:中央|[省市县区州]委)(?![一-鿿]?员)")
_IN_CHARGE = worded("{name-cue/in-charge}(?:单位|部门)[：:]")
_NO_LOCAL = worded(
    "[一-鿿]{0,4}{name-cue/institution-part}|[级类等以数总]|{project-cue/act}|新建",
    "|[一-鿿]{0,6}{name-cue/institution-works}",
)
_BUREAU = worded("中国?{name-cue/state-builder}(?:[一二三四五六七八九十]{1,3}|隧道|电气化|建工)局(?:集团)?")


@cache
def _bare_office() -> re.Pattern[str]:
    """Departments that need no area before them: those of a province, and those in charge of a task."""
    offices = "|".join(word for word in words("department") if word.endswith("厅"))
    return re.compile(f"(?:(?<=[、，。；：（和与及由会同])|^)(?:发展改革委|{offices})")


def _beside(text: str, said: Sequence[Found]) -> Iterator[Found]:
    """What stands in a list beside companies and is shown by nothing else: 甲水漆、华为、乙世家等签约."""
    companies = {(start, end) for start, end, _, rule in said if rule in ("organisation-known", "organisation-said")}
    companies |= {(n.start, n.end) for n in names(text) if n.type == "Organisation" and _MORE.search(n.name)}
    if not companies:
        return
    ends_at = {start: min(e for s, e in group) for start, group in groupby(sorted(companies), key=itemgetter(0))}
    for listing in listings(text):
        ends = [*(end for _, end in listing.items[:-1]), _company_stop(text, *listing.items[-1])]
        items = [(name_start(text, start, end), end) for (start, _), end in zip(listing.items, ends, strict=True)]
        sure = [ends_at.get(start, end + 1) <= end for start, end in items]
        if len(items) < 2 or not any(sure):
            continue
        for at, (start, stop) in enumerate(items):
            near = (at > 0 and sure[at - 1]) or (at + 1 < len(sure) and sure[at + 1])
            if not sure[at] and near and _may_be_company(text[start:stop]):
                yield start, stop, text[start:stop], "organisation-beside"


def _company_stop(text: str, start: int, end: int) -> int:
    """Where the last item of a list ends: before what is said of the companies."""
    found = _SAID_OF().search(text, start + 2, end)
    return found.start() if found else end


def _may_be_company(name: str) -> bool:
    return (
        2 <= len(name) <= 8
        and _PLAIN.fullmatch(name) is not None
        and not is_generic(name)
        and not any(lexicon().find(scheme, name) for scheme in ("industry", "known-site"))
        and lexicon().by_label("area", name) is None
        and not finder("works", "site", "place", "lead-verb").search(name)
        and not _NO_COMPANY().search(name)
        and not _NO_SIBLING().search(name)
    )


_PLAIN = re.compile("[一-鿿A-Za-z0-9]{2,12}")
_SAID_OF = worded("等|{name-cue/told-how}|{name-cue/said-of-company}|[来在][我省市区县]")
_NO_SIBLING = worded(
    "(?<![铝铜钢铁药乳酒茶矿船纸盐漆种牧渔实])业$|[产车型级类链群年月日式化性力度率的了和与及]$|{name-cue/no-sibling}|等$",
)


def _area_before(text: str, low: int, high: int) -> str:
    """The name or level of the area that ends at ``high``: 济南市, 省; nothing where a word ends so: 全市, 城区."""
    for start in range(low, high - 1):
        if lexicon().by_label("area", text[start:high]):
            return text[start:high]
    level = _LEVEL_END().search(text, low, high)
    if level is None or text[high - len(level.group()) - 1 : high - len(level.group())] in tuple(
        "全各我本城社地辖园该与他跨"
    ):
        return ""
    return level.group()


def _listing_shares(text: str) -> Iterator[Found]:
    """Companies of which is said that they list their shares."""
    for match in _SAID_AFTER().finditer(text):
        start = name_start(text, match.start(), match.end("name"))
        if _is_company(text[start : match.end("name")]):
            yield start, match.end("name"), text[start : match.end("name")], "organisation-said"


def _investing(text: str) -> Iterator[Found]:
    """Companies in the lists of those that are attracted, or sign."""
    verbs = finder("invest-verb").every(text)
    for listing in listings(text, verbs):
        if not within(verbs, *listing.lead):
            continue
        for first, end in listing.items:
            start = name_start(text, first, end)
            if _is_company(text[start:end]):
                yield start, end, text[start:end], "organisation-said"


def _is_company(name: str) -> bool:
    end = _COMPANY_END().search(name)
    return (
        end is not None
        and 2 <= end.start() <= 6
        and not is_generic(name[: end.start()])
        and not lexicon().find("industry", name[: end.start()])
        and lexicon().by_label("industry", name) is None
        and not _NO_COMPANY().search(name)
    )


_COMPANY_END = worded("{name-cue/company-end}$")
_NO_COMPANY = worded("[0-9]|{name-cue/no-company}")
