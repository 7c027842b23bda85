"""The graph of a few claims: what a query finds of them, and that its bytes depend on nothing else."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, QuerySolutions, RdfFormat, Store
from samples import DIGEST_TEXT, REPORT_TEXT, digest, document, observation, report

from kg.audit.run import audit
from kg.graph import emit, iris
from kg.graph.emit.observations import period_days
from kg.model import Entity, Extraction, Metadata, Relation, Span
from kg.resolve import resolve


def lines(*extractions: Extraction) -> list[str]:
    found = resolve(extractions)
    of_documents = [line for e in extractions for line in emit.document_quads(e, found)]
    return [*of_documents, *emit.shared_quads(found), *emit.audit_quads(audit(extractions, found))]


def loaded(quads: list[str]) -> Store:
    store = Store()
    store.load(input="\n".join(quads), format=RdfFormat.N_QUADS)
    return store


@pytest.fixture(scope="module")
def vocabulary() -> list[str]:
    return list(emit.vocabulary_quads())


@pytest.fixture(scope="module")
def store(vocabulary: list[str]) -> Store:
    return loaded([*lines(report(), digest()), *vocabulary])


def ask(store: Store, query: str) -> list[tuple[str, ...]]:
    found = store.query(query, prefixes=iris.PREFIXES, use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    rows = []
    for row in found:
        values: Iterator[object] = (row[variable] for variable in found.variables)
        rows.append(tuple(v.value if isinstance(v, NamedNode | Literal) else "" for v in values))
    return sorted(rows)


def test_an_observation_has_its_dimensions_and_value_in_the_base_unit(store: Store) -> None:
    found = ask(
        store,
        """SELECT ?area ?period ?indicator ?measure ?role ?value ?unit ?text ?status WHERE {
          ?o qb:dataSet <https://w3id.org/govreport/id/dataset/observations> ; kg:bound bound:eq ;
            sdmx-dimension:refArea/skos:prefLabel ?area ; sdmx-dimension:refPeriod ?period ;
            kg:indicator ?indicator ; kg:measure ?measure ; kg:valueRole ?role ; sdmx-measure:obsValue ?value ;
            sdmx-attribute:unitMeasure/skos:prefLabel ?unit ; kg:valueText ?text ; sdmx-attribute:obsStatus ?status .
          FILTER(LANG(?area) = "zh" && LANG(?unit) = "zh" && ?measure = measure:level)
          ?period a time:ProperInterval }""",
    )
    base, code = "https://w3id.org/govreport/", "http://purl.org/linked-data/sdmx/2009/code#obsStatus-"
    place = ("历城区", f"{base}id/period/2023", f"{base}indicator/gdp", f"{base}measure/level")
    assert found == [
        (*place, f"{base}status/actual", "132780000000", "元", "1327.8亿元", code + "A"),
        (*place, f"{base}status/estimate", "131000000000", "元", "1310亿元", code + "E"),
    ]


def test_bounds_and_ranges_limit_the_value(store: Store) -> None:
    least = """SELECT ?text ?low ?high WHERE { ?o kg:valueText ?text OPTIONAL { ?o schema:minValue ?low } OPTIONAL
        { ?o schema:maxValue ?high } FILTER(?text IN (%s)) }"""
    assert ask(store, least % '"7%", "8.5亿元至10亿元", "12个"') == [
        ("12个", "12", "12"),
        ("7%", "7", ""),
        ("8.5亿元至10亿元", "850000000", "1000000000"),
    ]


@pytest.mark.parametrize(
    ("bound", "low", "high"),
    [("eq", "5", "5"), ("ge", "5", ""), ("gt", "5", ""), ("le", "", "5"), ("lt", "", "5"), ("approx", "5", "5")],
)
def test_each_bound(bound: str, low: str, high: str) -> None:
    text = "某区建成5处站点。"
    stated = observation(text, "建成5处", "5", "处", bound=bound, area="历城区")
    made = loaded(lines(Extraction(document("a.txt", text, Metadata()), (stated,))))
    query = """SELECT ?low ?high { ?o a qb:Observation OPTIONAL { ?o schema:minValue ?low } OPTIONAL { ?o
        schema:maxValue ?high } }"""
    assert ask(made, query) == [(low, high)]


def test_the_passage_behind_a_number_can_be_cut_out_of_the_file(store: Store) -> None:
    rows = ask(
        store,
        """SELECT ?name ?start ?end ?exact ?prefix ?suffix ?sentence ?from ?to ?text WHERE {
          ?o kg:valueText ?text ; prov:wasDerivedFrom ?p . ?o a qb:Observation .
          ?p oa:hasSource/schema:name ?name ; oa:hasSelector ?position , ?quote ; kg:sentence ?sentence .
          ?position oa:start ?start ; oa:end ?end ; oa:refinedBy ?number . ?number oa:start ?from ; oa:end ?to .
          ?quote oa:exact ?exact ; oa:prefix ?prefix ; oa:suffix ?suffix }""",
    )
    assert len(rows) == 8
    for name, start, end, exact, prefix, suffix, sentence, first, last, written in rows:
        source = REPORT_TEXT if name == "licheng-plan.txt" else DIGEST_TEXT
        assert source[int(start) : int(end)] == exact
        assert prefix + exact + suffix in source
        assert exact in sentence
        assert written.startswith(exact[int(first) : int(last)])


def test_two_quantities_of_one_passage_are_stated_at_two_places(store: Store) -> None:
    rows = ask(
        store, 'SELECT ?place ?text { ?o kg:indicatorText "老旧小区" ; kg:statedAt ?place ; kg:valueText ?text }'
    )
    assert len(rows) == len({place for place, _ in rows}) == 2


def test_what_is_undetermined_is_said(store: Store) -> None:
    query = "SELECT ?text { ?o sdmx-dimension:refPeriod kg:undetermined ; kg:valueText ?text }"
    assert ask(store, query) == [("8.5亿元至10亿元",)]
    assert ask(store, 'SELECT ?d { ?x kg:undeterminedField ?d FILTER(?d = "publisher") }') == [("publisher",)]


def test_a_comparator_that_is_an_area_is_that_area(store: Store) -> None:
    query = """SELECT ?label ?value { ?o kg:comparator ?c ; sdmx-measure:obsValue ?value ; kg:measure measure:rank .
               ?c skos:prefLabel ?label FILTER(LANG(?label) = "zh") }"""
    assert ask(store, query) == [("济南市", "3")]


def test_the_subject_is_the_thing_of_that_name_and_else_the_area(store: Store) -> None:
    query = """SELECT ?text ?subject { ?o kg:subject ?s ; kg:valueText ?text . ?s skos:prefLabel ?subject
               FILTER(LANG(?subject) = "zh" && ?text IN ("8.5亿元至10亿元", "6%")) }"""
    assert ask(store, query) == [("6%", "历城区"), ("8.5亿元至10亿元", "济钢防务产业基地")]


def test_each_relation_is_an_edge_with_a_claim_beside_it(store: Store) -> None:
    rows = ask(
        store,
        """SELECT ?s ?p ?o ?rule ?exact { ?claim a kg:Claim ; rdf:subject ?a ; rdf:predicate ?p ; rdf:object ?b ;
             prov:wasGeneratedBy/kg:rule ?rule ; kg:confidence ?c ; prov:wasDerivedFrom/oa:hasSelector/oa:exact ?exact .
           ?a ?p ?b . ?a skos:prefLabel ?s FILTER(LANG(?s) = "zh")
           OPTIONAL { ?b skos:prefLabel ?l FILTER(LANG(?l) = "zh") } BIND(COALESCE(?l, STR(?b)) AS ?o)
           FILTER(?p != rdf:type) }""",
    )
    kg = iris.KG
    assert [(s, p.removeprefix(kg), o) for s, p, o, _, _ in rows] == [
        ("历城区", "develops", "奇器制造"),
        ("历城区", "implements", "项目深化年"),
        ("历城区", "implements", "项目突破年"),
        ("济钢防务产业基地", "category", "产业类"),
        ("济钢防务产业基地", "stage", "开工"),
        ("项目深化年", "programmeYear", "2024"),
        ("项目突破年", "programmeYear", "2023"),
    ]


def test_a_thing_of_two_documents_is_one_node_with_the_passages_of_both(store: Store) -> None:
    rows = ask(
        store,
        """SELECT ?name ?as { ?p a kg:Project ; skos:prefLabel "济钢防务产业基地"@zh .
             ?claim rdf:subject ?p ; rdf:predicate rdf:type ; rdfs:label ?as ;
               prov:wasDerivedFrom/oa:hasSource/schema:name ?name }""",
    )
    assert rows == [("licheng-plan.txt", "济钢防务产业基地"), ("图解.md", "“济钢防务产业基地”")]


def test_what_documents_say_differently_is_linked_both_ways(store: Store) -> None:
    query = """SELECT ?a ?b { ?x kg:conflictsWith ?y . ?x kg:valueText ?a . ?y kg:valueText ?b .
        ?finding a dqv:QualityAnnotation ; oa:hasTarget ?x , ?y ; sh:sourceConstraintComponent audit:superseded }"""
    assert ask(store, query) == [("1310亿元", "1327.8亿元"), ("1327.8亿元", "1310亿元")]


def test_succession_is_marked_as_derived_and_shows_its_claims(store: Store) -> None:
    query = """SELECT ?later ?earlier (COUNT(DISTINCT ?claim) AS ?n) {
        ?a kg:succeeds ?b . ?a skos:prefLabel ?later . ?b skos:prefLabel ?earlier .
        ?d a kg:Decision ; rdf:subject ?a ; rdf:object ?b ; prov:wasDerivedFrom ?claim . ?claim a kg:Claim }
        GROUP BY ?later ?earlier"""
    assert ask(store, query) == [("项目深化年", "项目突破年", "4")]


def test_a_number_that_no_rule_explains_is_in_the_graph(store: Store) -> None:
    query = """SELECT ?text ?sentence { ?n a kg:UnexplainedNumber ; kg:valueText ?text ;
        prov:wasDerivedFrom/kg:sentence ?sentence }"""
    assert ask(store, query) == [("17", "代号为17的事项另行说明。")]


def test_a_document_is_described(store: Store) -> None:
    query = """SELECT ?title ?area ?genre ?date ?year ?format ?note { ?d schema:name "licheng-plan.txt" ;
        dcterms:title ?title ; dcterms:spatial ?area ; schema:genre ?genre ; dcterms:issued ?date ;
        kg:yearPlanned ?year ; schema:encodingFormat ?format ; skos:editorialNote ?note }"""
    area = "https://w3id.org/govreport/area/370112"
    text = ("plan-report", "2024-01-15", "2024", "text/plain; charset=utf-8", "一处页面附属文字")
    assert ask(store, query) == [("历城区计划报告摘要", area, *text)]
    how = """SELECT ?how ?exact { ?e rdf:predicate dcterms:spatial ; rdfs:comment ?how ;
        prov:wasDerivedFrom/oa:hasSelector/oa:exact ?exact }"""
    assert ask(store, how) == [("title", "历城区")]


def test_areas_are_inside_one_another(store: Store) -> None:
    rows = ask(store, "SELECT ?a { area:370112 geo:sfWithin+ ?a }")
    assert [a.rsplit("/", 1)[-1] for (a,) in rows] == ["100000", "370000", "370100"]


def test_what_the_vocabulary_does_not_have_is_minted_once_and_marked() -> None:
    text = "某园区有12怪单位，比同类城市高3怪单位，并属新奇产业。"
    area = {"area": "无名村", "indicator": "甲 指标", "subject": "某园区"}
    stated = (
        observation(text, "某园区有12怪单位", "12", "怪单位", **area),
        observation(text, "比同类城市高3怪单位", "3", "怪单位", measure="gap", comparator="同类城市", **area),
    )
    here = (Span(0, 3),)
    relations = (
        Relation("某园区", "inIndustry", "新奇产业", here, "r", 0.5, "Site", "Industry"),
        Relation("某园区二期", "stage", "封顶", here, "r", 0.5, "Project"),
        Relation("某行动", "programmeYear", "2021/2025", here, "r", 0.5, "Programme"),
        Relation("某项目", "underProgramme", "某行动", here, "r", 0.5, "Project", "Programme"),
    )
    made = loaded(lines(Extraction(document("a.txt", text, Metadata(area="无名村")), stated, (), relations)))
    rows = ask(made, "SELECT ?scheme ?label { ?c a skos:Concept ; skos:inScheme ?scheme ; skos:prefLabel ?label }")
    assert [(scheme.rsplit("/", 1)[-1], label) for scheme, label in rows] == [
        ("comparator-candidate", "同类城市"),
        ("indicator-candidate", "甲指标"),
        ("industry-candidate", "新奇产业"),
        ("project-stage-candidate", "封顶"),
        ("unit-candidate", "怪单位"),
    ]
    assert ask(made, "SELECT ?y { ?p kg:programmeYear ?y }") == []
    assert ask(made, "SELECT ?y { ?c rdf:predicate kg:programmeYear ; rdf:object ?y }") == [("2021/2025",)]
    assert ask(made, "SELECT ?l { ?x a kg:Area ; skos:prefLabel ?l }") == [("无名村",)]


def test_an_observation_without_area_unit_or_comparator_is_written_all_the_same() -> None:
    text = "居第2，共有5。"
    stated = (
        observation(text, "居第2", "2", "位", measure="rank", area=None),
        observation(text, "共有5", "5", "", area=None, subject="某公司"),
    )
    made = loaded(lines(Extraction(document("a.txt", text, Metadata()), stated)))
    query = "SELECT ?p (COUNT(?o) AS ?n) { ?o ?p kg:undetermined } GROUP BY ?p"
    counted = {p.rsplit("#", 1)[-1]: n for p, n in ask(made, query)}
    assert counted == {"refArea": "2", "comparator": "1", "unitMeasure": "1", "subject": "1"}
    assert ask(made, "SELECT ?l { ?o kg:subject ?s . ?s a schema:Thing ; skos:prefLabel ?l }") == [("某公司",)]


def test_what_two_rules_find_alike_is_one_observation_of_the_better_rule() -> None:
    one = report().observations[0]
    twice = replace(report(), observations=(one._replace(rule="worse", confidence=0.2), one), relations=())
    rows = ask(loaded(lines(twice)), "SELECT ?rule { ?o a qb:Observation ; prov:wasGeneratedBy/kg:rule ?rule }")
    assert rows == [("amount",)]


def test_a_name_that_another_document_writes_in_full_is_an_alternative_label() -> None:
    text = "唐冶康养中心一期开工，唐冶康养中心明年投用。"
    short = Entity("Project", "唐冶康养中心", (Span(11, 17),), "r", 0.9)
    full = Entity("Project", "唐冶康养中心一期", (Span(0, 8),), "r", 0.9, aliases=("唐冶康养中心",))
    home = Metadata(area="历城区", area_code="370112")
    made = loaded(
        lines(
            Extraction(document("a.txt", text, home), (), (full,)),
            Extraction(document("b.txt", text + "\n", home), (), (short,)),
        )
    )
    rows = ask(made, "SELECT ?p ?a { ?x a kg:Project ; skos:prefLabel ?p ; skos:altLabel ?a }")
    assert rows == [("唐冶康养中心一期", "唐冶康养中心")]


@pytest.mark.parametrize("seed", range(5))
def test_the_quads_do_not_depend_on_the_order_of_documents_or_claims(seed: int) -> None:
    shuffle = random.Random(seed)  # noqa: S311

    def shuffled(e: Extraction) -> Extraction:
        kinds = {kind: list(getattr(e, kind)) for kind in ("observations", "entities", "relations", "numbers")}
        for claims in kinds.values():
            shuffle.shuffle(claims)
        return replace(e, **{kind: tuple(claims) for kind, claims in kinds.items()})

    documents = [shuffled(digest()), shuffled(report())]
    shuffle.shuffle(documents)
    assert sorted(lines(*documents)) == sorted(lines(report(), digest()))


def test_the_dump_and_the_store_agree_byte_for_byte(vocabulary: list[str], store: Store) -> None:
    quads = {*lines(report(), digest()), *vocabulary}
    dumped = (store.dump(format=RdfFormat.N_QUADS) or b"").decode().rstrip("\n").split("\n")
    assert sorted(dumped) == sorted(quads)


def test_rdflib_reads_the_quads() -> None:
    quads = lines(report(), digest())
    dataset = rdflib.Dataset()
    dataset.parse(data="\n".join(quads) + "\n", format="nquads")
    assert len(list(dataset.quads())) == len(set(quads))


def test_a_blank_node_in_the_vocabulary_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text("@prefix : <http://e.org/> . :a :b [ :c :d ] .", encoding="utf-8")
    with pytest.raises(ValueError, match="blank node"):
        list(emit.vocabulary_quads(tmp_path))


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2023", ("2023-01-01", "2023-12-31")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2023-Q3", ("2023-07-01", "2023-09-30")),
        ("2023-H2", ("2023-07-01", "2023-12-31")),
        ("2018/2023", ("2018-01-01", "2023-12-31")),
        ("2023-01/2023-09", ("2023-01-01", "2023-09-30")),
        ("五年", None),
    ],
)
def test_periods_have_a_first_and_last_day(value: str, days: tuple[str, str] | None) -> None:
    assert period_days(value) == days
