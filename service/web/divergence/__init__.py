"""Pages that show where like cases were decided differently: of one case, and audits of a court."""
