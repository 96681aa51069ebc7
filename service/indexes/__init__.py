"""How the index follows the store: increments, compaction, what is due."""
