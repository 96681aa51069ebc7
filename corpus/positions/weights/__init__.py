"""Weights that were learned; each file names the command that made it."""
