"""Guiding and reference cases over the years: which still stand, and what took their place."""
