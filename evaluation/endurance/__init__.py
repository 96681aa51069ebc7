"""Does the product hold under kills, bad input, every kind of request and a full house?"""
