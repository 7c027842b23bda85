"""Files to documents: decoding, furniture, layout, sections, sentences and metadata."""

from kg.documents.decode import UndecodableError, decode
from kg.documents.discover import Skipped, find_documents, legible
from kg.documents.read import UnreadableDocument, read_document
from kg.documents.sidecar import strays

__all__ = [
    "Skipped",
    "UndecodableError",
    "UnreadableDocument",
    "decode",
    "find_documents",
    "legible",
    "read_document",
    "strays",
]
