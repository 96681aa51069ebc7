"""Pages of search reports."""
