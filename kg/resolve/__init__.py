"""One thing from many mentions, the same fact from many documents. The only stage that sees all documents."""

from kg.resolve.corpus import resolve
from kg.resolve.curated import Curated, curated
from kg.resolve.curation import Correction, Outcome, read_curation
from kg.resolve.resolution import Merge, NearMiss, Resolution, Succession, Thing

__all__ = [
    "Correction",
    "Curated",
    "Merge",
    "NearMiss",
    "Outcome",
    "Resolution",
    "Succession",
    "Thing",
    "curated",
    "read_curation",
    "resolve",
]
