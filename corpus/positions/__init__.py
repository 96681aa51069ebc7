"""Which positions does a judgment take on its disputed issues?"""
