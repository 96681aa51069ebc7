"""How many slips does the check of a draft find, and how often does it cry wolf?"""
