"""What does a court's own corpus teach: encoders, and which charges facts lead to?"""
