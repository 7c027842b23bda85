"""Query files, the binding of their parameters, and the formats of results."""

import csv
import io
import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad, QueryResultsFormat, Store, parse_query_results

from kg import resources
from kg.graph import query as q

E = "http://example.org/"


@pytest.fixture(scope="module")
def store() -> Store:
    made = Store()
    for graph, (thing, label, value) in enumerate([("a", "历城区", 3), ("b", "天桥区", 5), ("c", "历城区", 8)]):
        where = NamedNode(f"{E}g{graph}")
        made.add(Quad(NamedNode(E + thing), NamedNode(E + "label"), Literal(label, language="zh"), where))
        made.add(Quad(NamedNode(E + thing), NamedNode(E + "value"), Literal(value), where))
    return made


HEADER = """# zh: 某区的数值？
# en: Values of an area?
# param area: 历城区 (label) — its name
# param least: (integer) — smallest value
PREFIX e: <http://example.org/>
"""


def things(store: Store, body: str, **values: str) -> list[str]:
    bound = q.bind(q.parse_query("test", HEADER + body), values)
    return sorted(q.plain(row[0]).removeprefix(E) for row in q.run(store, bound).rows)


def test_header_gives_questions_and_parameters() -> None:
    parsed = q.parse_query("values", HEADER + "# param deep (string)\n" + "SELECT * {}")
    assert (parsed.name, parsed.zh, parsed.en) == ("values", "某区的数值？", "Values of an area?")
    assert parsed.parameters[:2] == (
        q.Parameter("area", "label", "历城区", "its name"),
        q.Parameter("least", "integer", "", "smallest value"),
    )
    after_the_comments = q.parse_query("x", "SELECT * {}\n# param late: 1 (integer)")
    assert after_the_comments.parameters == ()


def test_parameter_without_colon_must_be_given(store: Store) -> None:
    parsed = q.parse_query("deep", "# param word (string) — what to look for\nSELECT ?word {}")
    with pytest.raises(q.QueryError, match="needs a value for word") as caught:
        q.bind(parsed, {})
    assert caught.value.hint == "add --param word=VALUE (what to look for)"


@pytest.mark.parametrize("line", ["# param area", "# param area: 历城区", "# param area: x (colour)"])
def test_malformed_parameter_is_refused(line: str) -> None:
    with pytest.raises(q.QueryError, match="not a parameter"):
        q.parse_query("bad", line + "\nSELECT * {}")


@pytest.mark.parametrize(
    "body",
    [
        "SELECT ?s { ?s e:label ?area }",
        "SELECT ?s ?area { ?s e:label ?area } ORDER BY ?s",
        "SELECT ?s WHERE { ?s e:label ?l FILTER(?l = $area) }",
        "SELECT ?s { { SELECT ?s { ?s e:label ?l FILTER(?l = ?area) } } }",
        "SELECT ?s { { ?s e:label ?l FILTER(?l = ?area) } UNION { ?s e:none ?area } }",
        "SELECT ?s { GRAPH ?g { ?s e:label ?l FILTER(?l = ?area) } }",
        "SELECT ?s (COUNT(*) AS ?n) { ?s e:label ?area } GROUP BY ?s",
        "SELECT ?s { ?s e:value ?v FILTER EXISTS { ?s e:label ?l FILTER(?l = ?area) } }",
        "SELECT ?s { ?s e:value ?v FILTER NOT EXISTS { ?s e:label ?l FILTER(?l != ?area) } }",
        "SELECT ?s { ?s e:value ?v OPTIONAL { ?s e:label ?l FILTER(?l = ?area) } FILTER(BOUND(?l)) }",
        "SELECT ?s { VALUES ?p { e:label } VALUES (?x) { (1) } ?s ?p ?area }",
        "CONSTRUCT { ?s e:named ?area } WHERE { ?s e:label ?area }",
        "SELECT ?s { ?s e:label ?area FILTER(STR(?area) != '{ ?area }') } # { ?area",
    ],
)
def test_value_reaches_every_place_of_the_query(store: Store, body: str) -> None:
    assert things(store, body) == ["a", "c"]
    assert things(store, body, area="天桥区") == ["b"]


def test_empty_parameter_stays_unbound(store: Store) -> None:
    body = "SELECT ?s { ?s e:label ?area ; e:value ?v FILTER(!BOUND(?least) || ?v >= ?least) }"
    assert things(store, body) == ["a", "c"]
    assert things(store, body, least="5") == ["c"]
    assert things(store, body, area="") == ["a", "b", "c"]


@pytest.mark.parametrize("typed", ['历城区" } ?s ?p ?o . #', "}\n", "\\", "' } ; DROP", '"""', "?area"])
def test_typed_text_never_becomes_syntax(store: Store, typed: str) -> None:
    assert things(store, "SELECT ?s { ?s e:label ?area }", area=typed) == []
    echoed = q.bind(q.parse_query("e", "# param t (string)\nSELECT (?t AS ?u) { FILTER(BOUND(?t)) }"), {"t": typed})
    assert q.run(store, echoed).rows == ((Literal(typed),),)


@pytest.mark.parametrize(
    ("kind", "legal", "illegal"),
    [
        ("integer", "-12", "1.5"),
        ("decimal", "1327.8", "1e9"),
        ("year", "2024", "24"),
        ("boolean", "true", "yes"),
        ("iri", "skos:Concept", "file:///etc/passwd"),
        ("iri", "<https://example.org/a>", "http://a b"),
        ("string", "x", None),
    ],
)
def test_values_are_checked_by_type(store: Store, kind: str, legal: str, illegal: str | None) -> None:
    parsed = q.parse_query("t", f"# param v (  {kind})".replace("(  ", "(") + "\nSELECT ?v { FILTER(BOUND(?v)) }")
    assert len(q.run(store, q.bind(parsed, {"v": legal})).rows) == 1
    if illegal is not None:
        with pytest.raises(q.QueryError):
            q.bind(parsed, {"v": illegal})


def test_unknown_parameter_names_the_known(store: Store) -> None:
    with pytest.raises(q.QueryError, match="no parameter place") as caught:
        q.bind(q.parse_query("values", HEADER + "SELECT * {}"), {"place": "x"})
    assert caught.value.hint == "it has area, least"
    with pytest.raises(q.QueryError) as caught:
        q.bind(q.parse_query("bare", "SELECT * {}"), {"place": "x"})
    assert caught.value.hint == "it has none"


def test_load_by_name_by_file_and_with_suggestion(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "queries"
    folder.mkdir()
    (folder / "targets.rq").write_text("# zh: 目标？\n# en: Targets?\nSELECT * {}", encoding="utf-8")
    monkeypatch.setattr(resources, "folder", lambda name: tmp_path / name)
    assert q.load("targets").en == "Targets?"
    assert [found.name for found in q.named_queries()] == ["targets"]
    own = tmp_path / "own.sparql"
    own.write_text("ASK {}", encoding="utf-8")
    assert q.load(str(own)).name == "own"
    with pytest.raises(q.QueryError, match="no query and no file") as caught:
        q.load("target")
    assert "did you mean targets?" in caught.value.hint
    own.write_bytes(b"\xff\xfe\xff")
    with pytest.raises(q.QueryError, match="cannot be read"):
        q.load(str(own))


def test_query_of_nonsense_is_a_clear_error(store: Store) -> None:
    with pytest.raises(q.QueryError, match="not a SPARQL query"):
        q.run(store, "SELEKT * {}")


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        yield server


@pytest.mark.parametrize(
    "body",
    [
        "SELECT * { SERVICE <ADDRESS> { ?a ?b ?c } }",
        "SELECT*{sErViCe SILENT<ADDRESS>{?a ?b ?c}}",
        "SELECT * { BIND(1 AS ?x)SERVICE<ADDRESS>{?a ?b ?c} }",
        "SELECT * { BIND(1 AS ?x) #\r SERVICE <ADDRESS> {?a ?b ?c} }",  # a carriage return ends a comment
        "SELECT * { BIND('\\'' AS ?x) SERVICE <ADDRESS> {?a ?b ?c} }",
        "SELECT * { BIND(e:a\\# AS ?x) SERVICE <ADDRESS> {?a ?b ?c} }",
        "SELECT * { BIND(<ADDRESS> AS ?service) SERVICE ?service {?a ?b ?c} }",
        "ASK { OPTIONAL { SELECT * { SERVICE <ADDRESS> {?a ?b ?c} } } }",
        "CONSTRUCT { ?a ?b ?c } { ?x ?y 1.SERVICE<ADDRESS>{?a ?b ?c} }",  # the parser needs no blank
        "SELECT * { FILTER EXISTS { SERVICE <ADDRESS> {?a ?b ?c} } }",
    ],
)
def test_a_query_never_reaches_the_network(store: Store, listener: socket.socket, body: str) -> None:
    address = f"http://127.0.0.1:{listener.getsockname()[1]}/sparql"
    with pytest.raises(q.QueryError, match="SERVICE is refused: a query never reaches the network"):
        q.run(store, f"PREFIX e: <{E}> {body.replace('ADDRESS', address)}")
    with pytest.raises(BlockingIOError):
        listener.accept()


@pytest.mark.parametrize(
    "body",
    [
        "?service e:label ?label",
        "?thing e:label ?label FILTER(?label != 'SERVICE <http://example.org/> { ?a ?b ?c }')",
        "?thing e:label ?label # SERVICE <http://example.org/> { ?a ?b ?c }",
        "?thing e:label ?label FILTER(?thing != service:service && ?thing != <http://example.org/SERVICE>)",
    ],
)
def test_the_word_service_may_stand_where_it_asks_nobody(store: Store, body: str) -> None:
    prologue = f"PREFIX e: <{E}> PREFIX service: <{E}service/> "
    assert len(q.run(store, f"{prologue} SELECT * {{ {body}\n }}").rows) == 3


def test_a_slip_beside_the_word_service_is_a_syntax_error(store: Store) -> None:
    with pytest.raises(q.QueryError, match="not a SPARQL query"):
        q.run(store, "SELECT ?service WHERE { ?service ?p }")


@pytest.mark.parametrize(
    "text",
    [
        "LOAD <http://127.0.0.1:9/x>",
        "PREFIX e: <http://example.org/> BASE <http://example.org/> insert data { e:a e:b e:c }",
        "# a comment\nDROP ALL",
    ],
)
def test_an_update_is_refused_with_the_reason(store: Store, text: str) -> None:
    with pytest.raises(q.QueryError, match="would change the graph, which a query cannot"):
        q.run(store, text)


def test_evaluation_that_fails_is_a_clear_error(store: Store) -> None:
    with pytest.raises(q.QueryError, match="failed"):
        q.run(store, "SELECT (<http://example.org/f>(1) AS ?y) {}")


ROWS = 'SELECT ?s ?v ?n { VALUES (?s ?v ?n) { (<http://e/a> "一,\\"二\\""@zh 1.5) (<http://e/b> "x" UNDEF) } }'


def test_csv_tsv_and_json_are_readable_by_others(store: Store) -> None:
    result = q.run(store, ROWS)
    assert list(csv.reader(io.StringIO(q.write(result, q.Format.CSV)))) == [
        ["s", "v", "n"],
        ["http://e/a", '一,"二"', "1.5"],
        ["http://e/b", "x", ""],
    ]
    for form, theirs in ((q.Format.TSV, QueryResultsFormat.TSV), (q.Format.JSON, QueryResultsFormat.JSON)):
        again = parse_query_results(q.write(result, form), theirs)
        assert [tuple(row) for row in again] == list(result.rows)


def test_json_of_every_kind_of_term(store: Store) -> None:
    result = q.run(store, "SELECT ?b ?t { BIND(BNODE() AS ?b) BIND(<<( <http://e/a> <http://e/b> 1 )>> AS ?t) }")
    (row,) = json.loads(q.write(result, q.Format.JSON))["results"]["bindings"]
    assert row["b"]["type"] == "bnode"
    assert row["t"]["type"] == "triple"
    assert "<http://e/a>" in q.write(result, q.Format.CSV)


def test_ask_gives_an_answer(store: Store) -> None:
    result = q.run(store, "ASK { ?s ?p ?o }")
    assert json.loads(q.write(result, q.Format.JSON)) == {"head": {}, "boolean": True}
    assert q.write(result, q.Format.CSV) == "answer\ntrue\n"


def test_construct_gives_sorted_turtle(store: Store) -> None:
    result = q.run(store, "CONSTRUCT WHERE { ?s <http://example.org/value> ?o }")
    graph = rdflib.Graph().parse(data=q.write(result, q.Format.TTL), format="turtle")
    assert len(graph) == 3
    assert q.write(result, q.Format.CSV).startswith("s,p,o\n")
    with pytest.raises(q.QueryError, match="only CONSTRUCT"):
        q.write(q.run(store, ROWS), q.Format.TTL)


def test_limit_says_that_there_is_more(store: Store) -> None:
    everything = "SELECT * { ?s ?p ?o }"
    assert len(q.run(store, everything).rows) == 6
    cut = q.run(store, everything, limit=2)
    assert (len(cut.rows), cut.more) == (2, True)
    assert q.run(store, everything, limit=6).more is False


def test_terms_are_shortened_and_expanded() -> None:
    iri = NamedNode("http://www.w3.org/2004/02/skos/core#Concept")
    assert q.short(iri) == "skos:Concept"
    assert q.expand("skos:Concept") == iri
    assert q.short(Literal("x")) == "x"
    assert q.short(NamedNode("http://example.org/a")) == "http://example.org/a"
    assert q.short(None) == ""


def test_every_installed_query_declares_itself_and_is_valid(store: Store) -> None:
    for found in q.named_queries():
        assert found.zh, found.name
        assert found.en, found.name
        values = {parameter.name: "urn:x" for parameter in found.parameters if parameter.default is None}
        q.run(store, q.bind(found, values))
