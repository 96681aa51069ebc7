"""Which judgments does a channel find, by words or by vectors, and how do channels become one?"""
