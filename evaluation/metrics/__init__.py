"""How good is a ranking, and how sure is that? One formula, one module, one source."""
