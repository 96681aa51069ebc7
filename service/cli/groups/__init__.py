"""Which commands are there of each subject, and what do they take?"""
