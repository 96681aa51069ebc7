"""Pages that search: filters, hits, tiers, methods, and comparisons of what was found."""
