"""How are figures drawn so that everybody can read them: on paper, without colour, without sight?

Plain SVG made on the server, without script, style sheet or font of its own. Each drawing has a
title, a description and a table that says the same in figures; what belongs together is told by
a pattern and a letter, never by colour alone.
"""
