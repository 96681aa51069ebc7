"""Can every page be used by everybody, and is it in the language that was asked for?"""
