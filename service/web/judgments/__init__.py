"""Pages of stored judgments: what was read of one, what is related to it, who may read it."""
