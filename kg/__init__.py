"""Reads Chinese government reports into a knowledge graph in which every statement shows its passage."""

__version__ = "0.1.0"
