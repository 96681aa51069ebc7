"""How well are similar cases found and ranked, next to chance and to plain BM25?"""
