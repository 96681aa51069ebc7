"""Does every address answer every kind of request to every role as its description says?"""
