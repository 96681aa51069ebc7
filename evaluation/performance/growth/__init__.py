"""How do times, disk and memory grow with the number of judgments?"""
