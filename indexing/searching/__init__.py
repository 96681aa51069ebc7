"""How does a query become ranked judgments with reasons?"""
