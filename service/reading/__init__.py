"""What was read of a judgment, shown field by field, set right by people and counted."""
