"""How do numbers lie in an index, so that they take few bytes and are read in place?"""
