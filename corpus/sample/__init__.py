"""A generated corpus of judgments in true form, with the truth that was planted in it."""
