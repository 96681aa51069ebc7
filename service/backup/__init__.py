"""How is all of an installation kept, and brought back elsewhere?"""
