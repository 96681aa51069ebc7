"""Does the same question get the same list, whatever process answers?"""
