"""The statistical audit: which numbers of a build cannot both be right, and which of several to use.

``kg.audit.run`` is its contents page.
"""
