"""Are related cases found, and no others?"""
