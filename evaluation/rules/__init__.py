"""Does a rule find the judgments on its question, and tell those that depart from it?"""
