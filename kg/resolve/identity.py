"""What makes two names one thing: the same type, the same normal name and the same home.

The home is the area within which a name is taken to be unique. A name that begins with a province or prefecture is at
home there, whoever speaks of it (山东大学, 济南国际医学中心); a programme is at home with who issued it, one that
each area has (民生实事) in the area that the document is about, a site in the county that the document puts it in.
Else programmes, projects and organisations are at home in the city (the districts of 济南 speak of one 项目突破年,
one 齐鲁制药); sites and local institutions such as schools in the area that the document is about (every district has
an 实验小学); 区委 and 市医院 in the area of that level; honours that name their giver, organs of the state and
national programmes in the whole country. A document whose area is unknown is a home of its own: nothing in it is
merged with what others say.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from kg.graph import iris
from kg.language.lexicon import LEXICON, Concept, Lexicon
from kg.language.worded import worded
from kg.model import Entity, Extraction
from kg.resolve.areas import Areas, Place
from kg.resolve.resolution import Thing

UNKEYED = ("Area", "Industry", "Indicator")  # types whose identity is that of the gazetteer or the vocabulary
_LOCAL_INSTITUTION = worded("{name-cue/local-institution}$")
_LISTED = {
    "Industry": "industry",
    "Programme": "known-programme",
    "Organisation": "known-organisation",
    "Site": "known-site",
}
_SYNONYM = LEXICON + "synonym"
_OF_EACH_AREA = LEXICON + "ofEachArea"
_OF_STATE = re.compile(r"^(?:国家|中央|全国)(?=.{4})")  # 中央污染防治攻坚战 is the one that all know
# What ends the name of an industry and says no more. 房地产, 加工, 化工 are words of their own; 经济, and 制造 and 服务
# behind what is not itself made or a service, say something else: 海洋经济 and 海洋产业, 集成电路制造 and 集成电路.
_INDUSTRY_END = re.compile(
    r"(?<=.)(?:全?产业链|集群|(?<![地水矿特畜])产业|行业|(?<![加化轻重港空域])工业|(?<=[装设]备|器械|机械|仪器|汽车|船舶)制造业?"
    r"|(?<=养老|托育|家政|康养|会展|金融|物流|旅游|医疗|护理)服务业?|业)$"
)
_BARE = ("经济", "服务")  # 冰雪 is 冰雪经济 where the vocabulary says so, 冰雪产业 need not be
_OFFICIAL = re.compile(r"^(?:中国|国家)|(?:集团|总|控股|股份|有限|责任|公司)+$")
_INNER_MARKS = re.compile(r"[“”‘’、\s]")
_AND = str.maketrans("与及", "和和")
# What stands around a label of the vocabulary and leaves it the same programme: 持续推进“双减”政策, 京津冀协同发展战略.
_PLAIN_BEFORE = worded("(?:{name-cue/done-how}?{name-cue/done-to-programme})?{name-cue/plain-before}?")
_PLAIN_AFTER = worded("{name-cue/plain-after}*")
_QUOTES = re.compile(r"[“”‘’《》「」]")
_QUOTED = re.compile(r"[“‘《「].*[”’》」]")
_NATIONAL = {
    "Organisation": re.compile(
        r"(?:中国|中华).+(?:公司|集团|银行|院|协会|学会|联合会)$|(?:党中央|中共中央|国务院|联合国).*$|中央(?:军委)?$"
        r"|(?:全国人大|全国政协).*$|国家.+(?:委|局|部|署|基金|基金委员会)$|全国.{2,}联(?:合会)?$|.{2,}国家实验室$"
    ),
    "Programme": re.compile(r"(?:国家|全国|中央).+"),
    # A title of a province or city names its rank; those of the country and the world often name nobody.
    "Honour": re.compile(r"(?![省市区县州旗]|自治区).{3,}"),
    # Each over several provinces.
    "Site": re.compile(
        r"全国.{2,}市场$|.{2,}国家文化公园$|(?:长江|黄河|淮河|珠江|大运河).{0,4}(?:经济|生态|文化)带$|长城$"
    ),
    # Its ends name a line through several provinces: 京沪高铁, 沪昆铁路. 环城铁路 and 市域铁路 are of one city.
    "Project": re.compile(
        r"(?!环|内|外|城|市|县|省|旅|货|地方|沿|[东西南北][部环])[\u4e00-\u9fff]{2,5}"
        r"(?<!形|性)(?<!城际|市域|普速|重载|专用)(?:高铁|高速铁路|铁路)$"
    ),
}
# Beginning with the short names of two provinces or more, or of a region over several: 川渝, 晋冀鲁豫, 长三角; what one
# province sends to another: 陇电入鲁; what lies along a river through several: 长江中游.
_OVER_PROVINCES = worded(
    "“?(?:{name-cue/province-sign}{2,}|{name-cue/province-sign}[电气煤水][入送]{name-cue/province-sign}",
    "|成渝|长三角|粤港澳|(?:现代化)?首都都市圈|(?:长江|黄河|珠江|淮河)(?:[上中下]{1,2}游|流域|干流))",
)
_NATIONAL_BODY = re.compile(r".+部$|(?:国家|中国|中央|世界|联合国|上合).+")
# 项目 at the end of a name or before the number of a phase; and a phase in brackets or with 工程.
_PROJECT_WORD = re.compile(r"(?:建设)?项目(?=[（(]?[一二三四五六七八九十\d]{1,2}期|$)")
_PHASE_FORM = re.compile(r"[（(]?([一二三四五六七八九十\d]{1,2}期)[）)]?(?:工程)?$")
_SHORTEST = 3
_HONOUR_ROUND = re.compile(
    r"^(?:实现|创建|我国|年度)+(?:首批)?|(?<=^全国)首批|(?<=^国家)(?:首批|级)|^第[一二三四五六七八九十\d]{1,3}[批届轮]"
)
_HONOUR_GIVER = re.compile(r"^(?:全国|国家|[^省市区县州]{1,3}部)")
_HONOUR_END = re.compile(r"(?<!预备|提名|候选)(?:(?:建设)?(?:地区)?名单|\([县区市]\))$")
_SHORTEST_HONOUR = 5
# One title in several wordings: 全国 and 国家, a 旅游景区 and a 景区, 2023年度 and 2023年, 城市试点 and 试点城市.
_HONOUR_FORMS = (
    (re.compile("^全国(?!重点实验室)"), "国家"),
    (re.compile("旅游景区$"), "景区"),
    (re.compile(r"^(20\d\d)(?:年度?|度)"), r"\1"),
    (re.compile("城市试点$"), "试点城市"),
)
_NAMED_LEVELS = ("province", "prefecture")  # names of counties begin names of other things: 平安联盟
_LONGEST_AREA = 11  # characters of 克孜勒苏柯尔克孜自治州
_RANKED = re.compile(r"自治区|[省市区县州旗]")


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What a thing is known by. ``home`` is the IRI of an area or document, or empty for the whole country."""

    type: str
    home: str
    name: str  # normal form

    @property
    def iri(self) -> str:
        """The node of a thing that no other is merged with."""
        return iris.entity(self.type, self.name, self.home)


@dataclass(frozen=True, slots=True)
class Named:
    """One entity of one document with the keys of its name and aliases, and the area that is its home if one is."""

    document: str
    entity: Entity
    key: Key
    aliases: tuple[Key, ...]
    home: Place | None = None
    around: tuple[str, ...] = ()  # the names of the area that the document is about and of those around it

    def moved(self, home: str) -> Named:
        """The same at another home, which is no area."""
        aliases = tuple(replace(alias, home=home) for alias in self.aliases)
        return replace(self, key=replace(self.key, home=home), aliases=aliases, home=None)


def named(extraction: Extraction) -> tuple[Entity, ...]:
    """The entities of a document, and those that only its relations name, with the relations' passages."""
    known = {(e.type, iris.normal(n)) for e in extraction.entities for n in (e.name, *e.aliases)}
    implied: dict[tuple[str, str], Entity] = {}
    for relation in extraction.relations:
        for kind, name in ((relation.s_type, relation.s), (relation.o_type, relation.o)):
            if kind is None or (kind, iris.normal(name)) in known:
                continue
            before = implied.get((kind, iris.normal(name)))
            mentions = {*relation.mentions, *(before.mentions if before else ())}
            implied[kind, iris.normal(name)] = Entity(
                kind, name, tuple(sorted(mentions)), relation.rule, relation.confidence
            )
    return (*extraction.entities, *(entity for _, entity in sorted(implied.items())))


def keyed(extraction: Extraction, home: Place | None, areas: Areas, words: Lexicon) -> list[Named]:
    """The entities of a document, each with its keys, but for areas, industries and what the vocabulary lists."""
    document = iris.document(extraction.document)
    homes = _Homes(extraction, home, areas, words)
    around = (home, *areas.above(home)) if home else ()
    names = tuple(place.label for place in around if place.level != "country")
    found = []
    for entity in named(extraction):
        if entity.type in UNKEYED or listed(entity, words):
            continue
        where, place = homes.of(entity) if home else (document, None)
        key = Key(entity.type, where, normal(entity.type, entity.name))
        aliases = tuple(Key(entity.type, where, normal(entity.type, a)) for a in entity.aliases)
        found.append(Named(extraction.document.name, entity, key, aliases, place, names))
    return found


def normal(kind: str, name: str) -> str:
    """The name that identity is decided by; the label is as written.

    That of a project is without the word 项目, its phase in one form: 海湾电池二期, 海湾电池二期项目,
    海湾电池项目二期 and 海湾电池（二期）项目 are one. That of an honour is without 国家, 全国 and the round of
    awarding: 国家首批美丽海湾示范区.
    """
    said = iris.normal(name)
    if kind == "Honour":
        whole = _HONOUR_ROUND.sub("", _HONOUR_END.sub("", said))
        bare = _HONOUR_GIVER.sub("", whole)
        # 国家公园 and 国家重点实验室 are no 公园 and no 全国重点实验室.
        bare = bare if len(bare) >= _SHORTEST_HONOUR and not bare.endswith("实验室") else whole
        for form, one in _HONOUR_FORMS:
            bare = form.sub(one, bare)
        return bare
    if kind == "Site":
        return said.removeprefix("共建").replace("大走廊", "走廊")
    if kind != "Project":
        return said
    bare = _PHASE_FORM.sub(r"\1", _PROJECT_WORD.sub("", said))
    return bare if len(bare) >= _SHORTEST else said


def label(names: Iterable[str]) -> str:
    """The one that is shown: the fullest, rather without quotation marks around it, then the first in order."""
    return min(names, key=lambda n: (-len(iris.normal(n)), _QUOTED.fullmatch(n) is not None, n))


def listed(entity: Entity, words: Lexicon) -> Thing | None:
    """What the vocabulary has by that name or an alias: an industry, a programme, organisation or site that all know.

    An alias does not count where the name makes another thing of it: a district's plan for a “无废城市” is not the
    nationwide programme that it quotes, 生育津贴、育儿补贴 are two things. Nor does a label by which each area means
    one of its own (强省会). Of an industry a wording that the vocabulary puts under a broader heading (核桃 under
    坚果) is a thing of its own below it.
    """
    scheme = _LISTED.get(entity.type)
    for name in (entity.name, *entity.aliases) if scheme else ():
        concept = labelled(words, scheme or "", name)
        if concept is None and entity.type == "Programme":
            concept = labelled(words, scheme or "", _OF_STATE.sub("", name))
        if concept and name in concept.properties.get(_OF_EACH_AREA, ()):
            continue
        if concept and entity.type == "Industry":
            return _industry(entity.name, concept)
        if concept and entity.type == "Organisation" and not _is_form(name, concept):
            return None
        if concept and (name == entity.name or not _is_another(entity, concept)):
            return Thing(concept.iri, entity.type, concept.label, listed=True)
    return None


def _industry(name: str, concept: Concept) -> Thing:
    """The concept where the name is its label in another form, or a synonym; else a narrower industry below it."""
    core = _industry_core(name)
    labels = [iris.normal(label) for label in (concept.label, *concept.properties.get(_SYNONYM, ()))]
    near = {label.removesuffix(end) for label in labels for end in _BARE} | {f"{label}经济" for label in labels}
    if core in {_industry_core(label) for label in labels} or iris.normal(name) in near:
        return Thing(concept.iri, "Industry", concept.label, listed=True)
    forms = [label for label in concept.labels if _industry_core(label) == core]
    shown = min(forms, key=lambda label: (len(label), label)) if forms else name
    return Thing(iris.candidate("industry", shown), "Industry", shown, broader=concept.iri)


def _industry_core(name: str) -> str:
    """An industry's name without the words that end such names: 核桃 of 核桃产业集群."""
    core, before = _INNER_MARKS.sub("", name).translate(_AND), ""
    while core != before:
        core, before = _INDUSTRY_END.sub("", core), core
    return core


def _is_form(name: str, concept: Concept) -> bool:
    """Whether an organisation's name is its label in another form; else it is of its group: 京东物流 of 京东集团."""
    label = _official(concept.label)
    fuller = [full for full in concept.labels if _shortens(label, full) and _official(full)[-1] == label[-1]]
    short = (name, _official(name))
    return any(_shortens(one, full) for one in short for full in (concept.label, *fuller)) or name in fuller


def _official(name: str) -> str:
    return _OFFICIAL.sub("", name) or name


def _shortens(short: str, full: str) -> bool:
    """Whether the characters of the one stand in the other in their order: 工信部 in 工业和信息化部."""
    rest = iter(full)
    return all(character in rest for character in short)


def _is_another(entity: Entity, concept: Concept) -> bool:
    if entity.type != "Programme":
        return True  # a hall of the museum, a branch of the company
    name = _QUOTES.sub("", iris.normal(entity.name))
    around = (name.partition(known) for known in (_QUOTES.sub("", iris.normal(x)) for x in concept.labels))
    return not any(
        known and _PLAIN_BEFORE().fullmatch(before) and _PLAIN_AFTER().fullmatch(after)
        for before, known, after in around
    )


def labelled(lexicon: Lexicon, scheme: str, name: str) -> Concept | None:
    """The concept with that label; None also where the vocabulary has no such scheme."""
    try:
        return lexicon.by_label(scheme, name)
    except KeyError:
        return None


class _Homes:
    """The homes of the entities of one document that is about a known area."""

    def __init__(self, extraction: Extraction, home: Place | None, areas: Areas, words: Lexicon) -> None:
        self._home = home
        self._areas = areas
        self._words = words
        self._bodies = _bodies(words)
        self._issuers = _targets(extraction, "issuedBy")
        self._places = _targets(extraction, "locatedIn")

    def of(self, entity: Entity) -> tuple[str, Place | None]:
        """The IRI of the home, or an empty string for the country; and the area where it is one."""
        home, areas, name = self._home, self._areas, entity.name.removeprefix("共建")
        assert home is not None  # noqa: S101 - documents without one are a home of their own
        if entity.type == "Honour" and areas.find(name[:2], home) is not None:
            return "", None  # 全国…, 山东省…: the giver is in the name
        national = _NATIONAL.get(entity.type)
        if national and national.match(iris.normal(name)):
            return "", None
        if entity.type in ("Programme", "Project", "Site") and _OVER_PROVINCES().match(name):
            return "", None
        if entity.type == "Organisation" and (
            labelled(self._words, "known-organisation", name) or (name in self._bodies and _NATIONAL_BODY.match(name))
        ):
            return "", None
        if entity.type == "Organisation" and (own := self._of_rank(name)):
            return own.iri, own
        place = self._begins(name) if entity.type != "Honour" else None
        if place is None and entity.type == "Programme":
            place = self._issuer(name) or self._each(name)
        local = entity.type == "Site" or (entity.type == "Organisation" and _LOCAL_INSTITUTION().search(name))
        if place is None and local:
            place = self._county(name) or home
        place = place or areas.city(home)
        return place.iri, place

    def _of_rank(self, name: str) -> Place | None:
        """The area whose committee or bureau a name such as 市委 or 自治区党委 means."""
        rank = _RANKED.match(name)
        return self._areas.find(f"全{rank[0]}", self._home) if rank else None

    def _begins(self, name: str) -> Place | None:
        """The province or prefecture that a name begins with."""
        for length in range(min(_LONGEST_AREA, len(name) - 2), 1, -1):
            if self._areas.names(name[:length]):
                # The longer reading counts, even where it is of no use here: 临沂河东区 is no city.
                place = self._areas.find(name[:length], self._home)
                if place and place.level == "region":  # 皖南 is in 安徽
                    place = next((around for around in self._areas.above(place) if around.level == "province"), None)
                return place if place and place.level in _NAMED_LEVELS else None
        return None

    def _issuer(self, name: str) -> Place | None:
        """The area that alone issued a programme: 市委 and 市政府 stand for the city."""
        found = set()
        for kind, issuer in self._issuers.get(name, ()):
            if kind == "Area":
                found.add(self._areas.find(issuer, self._home))
            elif kind == "Organisation":
                found.add(self._of_rank(issuer))
        known = {place for place in found if place and place.level in _NAMED_LEVELS}
        return known.pop() if len(known) == len(found) == 1 else None

    def _each(self, name: str) -> Place | None:
        """The area whose own a programme is that each area has: 强省会 the province's, 民生实事 the district's."""
        known = labelled(self._words, "known-programme", name)
        if known is None or name not in known.properties.get(_OF_EACH_AREA, ()):
            return None
        rank = next((rank for rank in ("省", "市") if rank in name), None)
        return (self._areas.find(f"全{rank}", self._home) if rank else None) or self._home

    def _county(self, name: str) -> Place | None:
        """The one county that the document puts a site or institution in."""
        found = {self._areas.find(area, self._home) for kind, area in self._places.get(name, ()) if kind == "Area"}
        counties = {place for place in found if place and place.level == "county"}
        return counties.pop() if len(counties) == 1 else None


def _targets(extraction: Extraction, predicate: str) -> Mapping[str, tuple[tuple[str | None, str], ...]]:
    found: dict[str, list[tuple[str | None, str]]] = {}
    for relation in extraction.relations:
        if relation.p == predicate:
            found.setdefault(relation.s, []).append((relation.o_type, relation.o))
    return {subject: tuple(targets) for subject, targets in found.items()}


def _bodies(words: Lexicon) -> Collection[str]:
    try:
        return frozenset(words.words("name-cue", "authority"))
    except KeyError:
        return ()
