"""Judgments kept: raw text, reading, digest and source."""
