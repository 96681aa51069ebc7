"""What is an index on the disk: its segments, which of them live, and which snapshot answers?"""
