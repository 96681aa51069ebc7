"""A judgment as text becomes a Judgment: read, cleaned, cut, identified, stored."""
