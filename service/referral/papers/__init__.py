"""The papers of conference and committee (公文), made of matters as they stand."""
