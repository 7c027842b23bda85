"""Links between the schemes of the graph and vocabularies elsewhere.

``mappings`` reads and writes SSSOM tables, ``check`` says what is wrong with them, ``forms`` knows what an identifier
of each linked vocabulary looks like, and ``propose`` finds candidates in a SKOS file (``vocabulary``) or at a
reconciliation service (``reconcile``) for a person to accept.
"""
