"""One thing from many mentions, the same fact from many documents. The only stage that sees all documents."""

from kg.resolve.corpus import resolve
from kg.resolve.resolution import Conflict, Merge, Resolution, Succession, Thing

__all__ = ["Conflict", "Merge", "Resolution", "Succession", "Thing", "resolve"]
