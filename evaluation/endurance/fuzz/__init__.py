"""Is every input accepted or refused in our own words, and soon?"""
