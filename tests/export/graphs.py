"""A small graph by hand: two areas of one name, a thing of every kind of tie, and labels that formats stumble over."""

from __future__ import annotations

from pyoxigraph import RdfFormat, Store

from kg.graph import emit, iris
from kg.resolve import resolve
from tests.graph.samples import digest, report

ODD = "“甲&<乙>”\x07'丙\"$x$"
PREFIXES = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in iris.PREFIXES.items()) + "@prefix : <urn:x:> .\n"

# 历城区 and its street; a programme joined to it, a project that only its report names, an industry of both 鼓楼区.
TRIG = r"""
GRAPH id:graph/things {
  area:370100 a kg:Area ; skos:prefLabel "济南市"@zh , "Jinan"@en .
  area:370112 a kg:Area ; skos:prefLabel "历城区"@zh , "Licheng District"@en ; skos:altLabel "历城"@zh ;
    geo:sfWithin area:370100 ; kg:implements :year , :odd ; kg:awarded :honour .
  area:370112012 a kg:Area ; skos:prefLabel "港沟街道"@zh ; geo:sfWithin area:370112 ; kg:develops :bread .
  area:320106 a kg:Area ; skos:prefLabel "鼓楼区"@zh ; geo:sfWithin area:320100 ; kg:develops :steel .
  area:320302 a kg:Area ; skos:prefLabel "鼓楼区"@zh ; geo:sfWithin area:320300 ; kg:develops :steel .
  area:320100 a kg:Area ; skos:prefLabel "南京市"@zh . area:320300 a kg:Area ; skos:prefLabel "徐州市"@zh .
  :year a kg:Programme ; skos:prefLabel "项目深化年"@zh ; kg:issuedBy area:370100 ; kg:programmeYear "2024"^^xsd:gYear .
  :odd a kg:Programme ; skos:prefLabel "“甲&<乙>”\u0007'丙\"$x$"@zh .
  :former a kg:Programme ; skos:prefLabel "项目突破年"@zh .
  :base a kg:Project ; skos:prefLabel "防务产业基地"@zh ; kg:inIndustry :steel ; kg:stage :s1 , :s2 .
  :plant a kg:Project ; skos:prefLabel "面包厂"@zh .
  :steel a kg:Industry ; skos:prefLabel "钢铁"@zh . :bread a kg:Industry ; skos:prefLabel "烘焙"@zh .
  :honour a kg:Honour ; skos:prefLabel "百强区"@zh .
  :s1 skos:prefLabel "开工"@zh . :s2 skos:prefLabel "投产"@zh .
  :rule kg:rule "amount" .
}
GRAPH id:graph/resolution {
  :year kg:succeeds :former . :o1 kg:conflictsWith :o3 .
  :decision a kg:Decision ; schema:about area:370112 ; rdf:subject :year ; rdf:object :former .
  :quarrel a kg:Decision ; prov:wasDerivedFrom :o1 , :o3 .
}
GRAPH id:graph/licheng {
  :doc a kg:Document ; schema:name "licheng.txt" ; dcterms:spatial area:370112 .
  :evidence rdf:subject :doc ; rdf:predicate dcterms:spatial ; rdf:object area:370112 .
  :c1 rdf:subject :base ; rdf:predicate rdf:type ; rdf:object kg:Project ; kg:confidence 0.8 .
  :c2 rdf:subject area:370112 ; rdf:predicate kg:implements ; rdf:object :year ; kg:confidence 0.75 .
  :c3 rdf:subject area:320106 ; rdf:predicate kg:develops ; rdf:object :steel ; kg:confidence 0.5 .
  :o1 a qb:Observation ; sdmx-dimension:refArea area:370112 ; kg:subject area:370112 ; kg:indicator :gdp ;
    kg:indicatorText "=地区生产总值" ; kg:measure :level ; sdmx-measure:obsValue 132780000000 ;
    schema:minValue 132780000000 ; schema:maxValue 132780000000 ; sdmx-attribute:unitMeasure unit:yuan ;
    kg:valueText "1327.8亿元" ; kg:bound :eq ; kg:valueRole :actual ; sdmx-dimension:refPeriod :p2023 ;
    kg:statedAt :at ; prov:wasGeneratedBy :rule ; kg:confidence 0.9 .
  :o2 a qb:Observation ; sdmx-dimension:refArea area:370112 ; kg:subject :plant ; kg:indicator :loaves ;
    kg:indicatorText "日产面包" ; kg:measure :level ; sdmx-measure:obsValue -80000 ; schema:maxValue 100000 ;
    sdmx-attribute:unitMeasure :loaf ; kg:valueText "-8万至10万坨" ; kg:bound :eq ; kg:comparator area:370100 ;
    kg:valueRole :actual ; sdmx-dimension:refPeriod kg:undetermined ; kg:statedAt :at ; prov:wasGeneratedBy :rule ;
    kg:confidence 0.9 .
}
GRAPH id:graph/gulou {
  :doc2 a kg:Document ; schema:name "gulou.txt" .
  :o3 a qb:Observation ; sdmx-dimension:refArea area:320106 ; kg:subject area:320106 ; kg:indicator :gdp ;
    kg:indicatorText "GDP" ; kg:measure :level ; sdmx-measure:obsValue 1 ; sdmx-attribute:unitMeasure kg:undetermined ;
    kg:valueText "第一" ; kg:bound :eq ; kg:valueRole :actual ; sdmx-dimension:refPeriod :p2023 ; kg:statedAt :at2 ;
    prov:wasGeneratedBy :rule ; kg:confidence 0.9 .
  :at2 oa:hasSource :doc2 ; oa:hasSelector :pos , :quote .
}
GRAPH id:graph/places {
  :at oa:hasSource :doc ; oa:hasSelector :pos , :quote .
  :pos oa:start 3 ; oa:end 14 . :quote oa:exact "总值\n达1327.8亿元" .
}
GRAPH id:graph/vocabulary {
  :p2023 rdfs:label "2023" . unit:yuan skos:prefLabel "元"@zh . :loaf skos:prefLabel "坨"@zh .
  :gdp skos:prefLabel "生产总值"@zh .
  :level skos:prefLabel "总量"@zh . :eq skos:prefLabel "等于"@zh . :actual skos:prefLabel "实际值"@zh .
  :unused skos:prefLabel "无人提及"@zh .
  kg:Programme rdfs:label "政策举措"@zh , "programme"@en ; rdfs:isDefinedBy kg: .
  kg:Project rdfs:label "项目"@zh ; rdfs:isDefinedBy kg: .
  kg:implements rdfs:label "实施"@zh , "implements"@en ; rdfs:isDefinedBy kg: .
}
"""


def by_hand() -> Store:
    """The graph above."""
    store = Store()
    store.load(_full_names().encode(), RdfFormat.TRIG)
    return store


def of_samples() -> Store:
    """The graph of the two samples of the tests of the graph, with the vocabulary."""
    extractions = [report(), digest()]
    resolution = resolve(extractions)
    lines = [line for extraction in extractions for line in emit.document_quads(extraction, resolution)]
    lines += [*emit.shared_quads(resolution), *emit.vocabulary_quads()]
    store = Store()
    store.load("\n".join(line.rstrip("\n") for line in lines).encode(), RdfFormat.N_QUADS)
    return store


def _full_names() -> str:
    """TriG has no slash in a prefixed name."""
    text = TRIG
    for name in ("things", "resolution", "licheng", "gulou", "places", "vocabulary"):
        text = text.replace(f"GRAPH id:graph/{name} ", f"GRAPH <{iris.ID}graph/{name}> ")
    return PREFIXES + text
