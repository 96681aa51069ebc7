"""The desk of the secretaries of conference and committee."""
