"""What judges say of the judgments that a search found."""
