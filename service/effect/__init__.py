"""How good is the search here, by this court's own verdicts and by published figures?"""
