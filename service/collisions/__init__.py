"""Which cases that a court still hears are alike, and who has to know?"""
