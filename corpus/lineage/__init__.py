"""From first instance to retrial: which papers belong to one dispute, and which still stand?"""
