"""Is a new index at least as good for this court as the one that it would replace?"""
