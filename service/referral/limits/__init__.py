"""How long may a case take (审限), what extends it, and when is its judge warned?"""
