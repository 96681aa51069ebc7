"""How does an index come to be, grow, and become one piece again?"""
