"""How long do the pages between a divergence and a rule take in a court of 10,000 referrals?"""
