"""What term do like cases make expect, given charge, amounts, circumstances and law?"""
