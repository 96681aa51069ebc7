"""Who is told of what, once, and why?"""
