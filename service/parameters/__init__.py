"""Which figures of procedure does the court set itself, since when, and on what ground?"""
