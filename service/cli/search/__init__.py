"""Commands that search and compare."""
