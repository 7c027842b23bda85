"""From extractions and their resolution to N-Quads: the only maker of quads.

A document has one named graph with its description, its claims and their passages; what belongs to no single
document (release, areas, decisions over documents, vocabulary) has graphs of its own.
"""

from kg.graph.emit.document import document_quads
from kg.graph.emit.shared import shared_quads
from kg.graph.emit.vocabulary import vocabulary_quads

__all__ = ["document_quads", "shared_quads", "vocabulary_quads"]
