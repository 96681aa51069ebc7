"""Which words does a text consist of, and which numbers do they have?"""
