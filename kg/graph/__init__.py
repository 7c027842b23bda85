"""From claims to a published graph: names of nodes, quads, snapshots, queries, checks."""
