"""How fast is the product beside other engines on the same texts and queries?"""
