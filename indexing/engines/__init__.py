"""Which judgments may belong into an answer, found by the one engine or by the other?"""
