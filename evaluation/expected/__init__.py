"""Which figures does this code reach, and does it still?"""
