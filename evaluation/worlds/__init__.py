"""Random permission worlds: does what somebody may not open change anything in what they see?"""
