"""A query, from what was typed to a tree.

`parse` reads the text into the frozen nodes of `ast`; `dates` reads the dates in it. A tree prints itself:
`parse(str(parse(q)))` is the same tree.
"""
