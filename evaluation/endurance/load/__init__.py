"""Does the product bear a full house?"""
