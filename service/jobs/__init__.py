"""Works that take long and are nobody's request: ingest, index, audit, what is told each day."""
