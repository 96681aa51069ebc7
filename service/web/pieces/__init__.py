"""What several pages show or ask for: hits, texts with marks, masked names, pages of a list."""
