"""What does an index hold of each judgment, beside its vectors?"""
