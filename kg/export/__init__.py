"""The graph, or a part of it, in the formats of other tools.

To add a format: a function ``(Store, Chosen) -> bytes`` in the file of its family (the same bytes for the same graph),
a name in ``Format`` and a line in ``write``. The round-trip test then asks for a reader of it.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from pyoxigraph import Store

from kg.export.select import Chosen, Wanted, choose

__all__ = ["Chosen", "Format", "Wanted", "choose", "write"]


class Format(StrEnum):
    """What an export is written as. The value is also the usual name of the format."""

    TURTLE = "turtle"
    JSONLD = "jsonld"
    NQUADS = "nquads"
    GRAPHML = "graphml"
    GEXF = "gexf"
    CSV = "csv"

    @property
    def suffix(self) -> str:
        """The usual end of a file's name, with its dot."""
        return {Format.TURTLE: ".ttl", Format.NQUADS: ".nq"}.get(self, f".{self.value}")


def write(store: Store, chosen: Chosen, form: Format) -> bytes:
    """The chosen part of the graph in a format, the same bytes for the same graph.

    Raises:
        UserError: the format has no place for what is chosen: no observation for a table, no thing for a network.
    """
    from kg.export import network, rdf, table  # noqa: PLC0415 - so that naming the formats loads none of their parts

    writers: dict[Format, Callable[[Store, Chosen], bytes]] = {
        Format.TURTLE: rdf.turtle,
        Format.JSONLD: rdf.jsonld,
        Format.NQUADS: rdf.nquads,
        Format.GRAPHML: network.graphml,
        Format.GEXF: network.gexf,
        Format.CSV: table.table,
    }
    return writers[form](store, chosen)
