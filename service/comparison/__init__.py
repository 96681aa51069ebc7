"""How like is a judgment to a case, by which words, and what sets the two apart?"""
