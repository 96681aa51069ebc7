"""Where does a court speak with two tongues, over a whole period, and is it getting better?"""
