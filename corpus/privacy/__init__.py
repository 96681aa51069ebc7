"""What of a judgment may be shown outside, and in which form?"""
