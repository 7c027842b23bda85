"""The ontology as one page in Chinese and English: what `kg docs` writes.

Own, since the usual generator (pyLODE) writes one language, and its current release cannot be imported where it is
installed. Self-contained as the ledger page is: no script, no font, nothing fetched; the same ontology gives the same
bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from kg.graph.iris import resolve_name, shared_graph
from kg.views.ontology import Statements, domains, ranges, short, terms
from kg.views.ontology_diagram import diagram

_ONTOLOGIES = ("kg:", "lex:")
_GROUPS = (
    ("类", "Classes", ("owl:Class",)),
    ("对象属性", "Object properties", ("owl:ObjectProperty",)),
    ("数据属性", "Datatype properties", ("owl:DatatypeProperty",)),
    ("标注属性", "Annotation properties", ("owl:AnnotationProperty",)),
    ("数据类型", "Datatypes", ("rdfs:Datatype",)),
    ("个体", "Individuals", ("owl:NamedIndividual",)),
)
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_STYLE = """
:root { color-scheme: light; }
body { margin: 0 auto; max-width: 60rem; padding: 0 1.2rem 4rem; background: #fff; color: #1a1a1a;
  font: 1rem/1.5 system-ui, "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", sans-serif; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 2.5rem; border-bottom: 1px solid #bbb; }
h3 { font-size: 1.05rem; margin: 1.6rem 0 .2rem; } h1, h2, h3 { overflow-wrap: anywhere; } p { margin: .3rem 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; font-size: .9rem; margin: .4rem 0; }
dt { color: #555; } dd { margin: 0; overflow-wrap: anywhere; } code { font-size: .9em; } a { color: #004b87; }
.wide { width: calc(100vw - 4rem); margin-left: calc(50% - 50vw + 2rem); overflow-x: auto; }
.wide svg { display: block; width: 100%; min-width: 60rem; } nav { columns: 3 14rem; font-size: .9rem; }
@media print { .wide { width: auto; margin: 0; } .wide svg { min-width: 0; } }
table { border-collapse: collapse; font-size: .9rem; } .note { color: #555; }
th, td { padding: .25rem .6rem; border-bottom: 1px solid #ddd; text-align: left; vertical-align: top; }
"""


def page(found: Statements) -> str:
    """The whole page."""
    return "\n".join(
        ["<!DOCTYPE html>", '<html lang="zh">', *_head(found), "<body>", *_body(found), "</body>", "</html>", ""]
    )


def _head(found: Statements) -> Iterator[str]:
    ontology = resolve_name("kg:").rstrip("#")
    yield '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield f"<title>{_both(found, ontology, 'dcterms:title')}</title><style>{_STYLE}</style></head>"


def _body(found: Statements) -> Iterator[str]:
    yield f"<h1>{_both(found, resolve_name('kg:').rstrip('#'), 'dcterms:title')}</h1>"
    yield from _about(found, resolve_name("kg:").rstrip("#"))
    yield "<h2>图示 Diagram</h2>"
    yield '<p class="note">⊑ 上位类 what a class extends · ↻ 同类之间 within the class · ◦ 取值为概念 to a concept · '
    yield '<a href="diagram.svg">单独打开 the picture alone</a></p>'
    yield f'<div class="wide">{diagram(found)}</div>'
    for prefix in _ONTOLOGIES:
        namespace = resolve_name(prefix)
        if prefix != _ONTOLOGIES[0]:
            yield f"<h2>{_both(found, namespace.rstrip('#'), 'dcterms:title')}</h2>"
            yield from _about(found, namespace.rstrip("#"))
        yield from _contents(found, namespace)
        for zh, en, kinds in _GROUPS:
            if chosen := terms(found, namespace, *kinds):
                yield f"<h2>{zh} {en}</h2>"
                yield from (line for term in chosen for line in _term(found, term))
    yield from _vocabularies(found)
    yield from _alignment(found)


def _about(found: Statements, ontology: str) -> Iterator[str]:
    yield f"<p>{escape(found.text(ontology, 'dcterms:description', 'zh'))}</p>"
    yield f'<p lang="en">{escape(found.text(ontology, "dcterms:description", "en"))}</p>'
    rows = (
        ("命名空间 namespace", "vann:preferredNamespaceUri"),
        ("前缀 prefix", "vann:preferredNamespacePrefix"),
        ("版本 version", "owl:versionIRI"),
        ("许可 licence", "dcterms:license"),
        ("引用 citation", "dcterms:bibliographicCitation"),
    )
    yield from _list((label, ", ".join(escape(v) for v in found.values(ontology, name))) for label, name in rows)


def _contents(found: Statements, namespace: str) -> Iterator[str]:
    kinds = [kind for _, _, group in _GROUPS for kind in group]
    yield "<nav>" + "<br>".join(_link(found, term) for term in terms(found, namespace, *kinds)) + "</nav>"


def _term(found: Statements, term: str) -> Iterator[str]:
    yield f'<h3 id="{_anchor(term)}">{_both(found, term, "rdfs:label")} <code>{escape(short(term))}</code></h3>'
    yield f"<p>{escape(found.text(term, 'rdfs:comment', 'zh'))}</p>"
    yield f'<p lang="en">{escape(found.text(term, "rdfs:comment", "en"))}</p>'
    characters = [kind for kind in found.values(term, "rdf:type") if kind.endswith("Property")]
    yield from _list(
        (label, ", ".join(_link(found, value) for value in values))
        for label, values in (
            ("类型 type", characters),
            ("上位类 extends", found.values(term, "rdfs:subClassOf")),
            ("下位类 extended by", found.subjects("rdfs:subClassOf", term)),
            ("上位属性 a case of", found.values(term, "rdfs:subPropertyOf")),
            ("定义域 of", domains(found, term)),
            ("值域 leads to", ranges(found, term)),
            ("代码表 code list", found.values(term, "qb:codeList")),
            ("属性 has", _joined(found, term, "rdfs:domain", "schema:domainIncludes")),
            ("所指 is reached by", _joined(found, term, "rdfs:range", "schema:rangeIncludes")),
        )
    )


def _joined(found: Statements, term: str, *names: str) -> list[str]:
    return sorted({each for name in names for each in found.subjects(name, term)})


def _vocabularies(found: Statements) -> Iterator[str]:
    yield "<h2>所用的其他词汇表 Other vocabularies, and what each is used for</h2>"
    yield '<div class="wide"><table><tr><th>前缀 prefix</th><th>词汇表 vocabulary</th><th>用途 used for</th></tr>'
    for each in found.of_type("dcterms:Standard"):
        (space,) = found.values(each, "vann:preferredNamespaceUri")
        (prefix,) = found.values(each, "vann:preferredNamespacePrefix")
        yield (
            f"<tr><td><code>{escape(prefix)}:</code></td>"
            f"<td>{_both(found, each, 'rdfs:label')}<br><code>{escape(space)}</code></td>"
            f"<td>{escape(found.text(each, 'rdfs:comment', 'zh'))}<br>"
            f'<span lang="en">{escape(found.text(each, "rdfs:comment", "en"))}</span></td></tr>'
        )
    yield "</table></div>"


def _alignment(found: Statements) -> Iterator[str]:
    """What follows from an edge, as the derived graph has it."""
    yield "<h2>由此推出 What follows</h2>"
    yield (
        '<p>推出的语句在单独的命名图中。<span lang="en">Statements that follow are in a named graph of their own, '
        f"</span><code>{escape(shared_graph('derived'))}</code>.</p>"
    )
    rows = []
    for term in found.of_type("owl:TransitiveProperty"):
        steps = ", ".join(_link(found, each) for each in found.subjects("rdfs:subPropertyOf", term))
        rows.append((_link(found, term), f"传递 all steps of: {steps}" if steps else "传递 all its own steps"))
    for term in found.of_type("owl:ObjectProperty"):
        rows += [
            (_link(found, term), f"互逆 inverse of: {_link(found, o)}") for o in found.values(term, "owl:inverseOf")
        ]
    yield from _list(rows)


def _list(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    filled = [(label, value) for label, value in rows if value]
    if filled:
        yield "<dl>" + "".join(f"<dt>{label}</dt><dd>{value}</dd>" for label, value in filled) + "</dl>"


def _both(found: Statements, subject: str, name: str) -> str:
    zh, en = found.text(subject, name, "zh"), found.text(subject, name, "en")
    return escape(zh if zh == en else f"{zh} {en}".strip())


def _link(found: Statements, term: str) -> str:
    """A term by its prefixed name: a link where this page explains it, else only its name with the IRI beside it."""
    if found.values(term, "rdfs:isDefinedBy"):
        label = escape(found.text(term, "rdfs:label", "zh"))
        return f'<a href="#{_anchor(term)}"><code>{escape(short(term))}</code></a> {label}'
    return f'<code title="{escape(term)}">{escape(short(term))}</code>'


def _anchor(term: str) -> str:
    return escape(short(term).replace(":", "-"))
