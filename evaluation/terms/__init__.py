"""How near are expected terms to those that courts passed, and do odd ones stand out?"""
