"""Who works at this court, in which rank and office?"""
