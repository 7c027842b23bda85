"""From extractions and their resolution to N-Quads: the only maker of quads.

A document has one named graph with its description, its claims and their passages. What several documents may state
alike (things with their names, plain edges, periods, rules) is in the graph ``things``; release, decisions over
documents, audit and vocabulary have graphs of their own. No statement is in two graphs: a query over the union of
graphs would find it twice, and its counts and sums would be wrong.
"""

from kg.graph.emit.audit import audit_quads
from kg.graph.emit.card import State, card, dumps
from kg.graph.emit.document import document_quads
from kg.graph.emit.linksets import linkset_quads
from kg.graph.emit.release import Measured, release_quads
from kg.graph.emit.shared import shared_quads
from kg.graph.emit.vocabulary import vocabulary_quads

__all__ = [
    "Measured",
    "State",
    "audit_quads",
    "card",
    "document_quads",
    "dumps",
    "linkset_quads",
    "release_quads",
    "shared_quads",
    "vocabulary_quads",
]
