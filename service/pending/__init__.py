"""Pending cases (待决案件): what a court has before it, and the search that belongs to each."""
