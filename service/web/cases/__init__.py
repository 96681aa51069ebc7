"""Pages of a pending case: its desk, its search, its draft checked, its marks, who looks in."""
