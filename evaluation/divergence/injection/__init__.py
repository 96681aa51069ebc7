"""Which changes with known truth can be put into the text of a judgment?

Each module holds one kind of change as a pure function from a text to the changed text and its
truth. It changes the ruling and what the reasoning says of it, so that the paper still reads as a
judgment; where it cannot, it answers None and the place is counted as dropped.
"""
