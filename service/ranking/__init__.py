"""A court's own ranker: learned from what its judges said, and used only where it is better."""
