"""Labels set by hand: ids, fields and hashes; never texts or names."""
