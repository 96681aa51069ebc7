"""Judgments become an index; a query becomes ranked judgments with reasons."""
