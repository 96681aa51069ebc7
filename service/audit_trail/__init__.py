"""Who did what, when, and is the record of it whole?"""
