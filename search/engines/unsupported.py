"""What an engine says of the operators that it can't answer: that they are not in this version, and what is instead."""

from __future__ import annotations

from indexer.errors import UnsupportedQuery
from search.query import ast

Unsupported = ast.Near | ast.Within | ast.AtLeast | ast.First | ast.Form


def unsupported(node: Unsupported) -> UnsupportedQuery:
    """The error for `node`.

    >>> print(unsupported(ast.First(50, ast.Word("strike"))))
    FIRST is not in this version; headline:(...) searches the headline alone
    """
    match node:
        case ast.Near(negated=True):
            operator = "NOT PRE" if node.ordered else "NOT NEAR"
            instead = "NOT finds articles without the other word anywhere"
        case ast.Near() | ast.Within():
            operator = node.unit.upper() if isinstance(node, ast.Within) else "PRE" if node.ordered else "NEAR"
            instead = 'AND finds both in one article, and "quotes" find words side by side'
        case ast.AtLeast():
            operator, instead = "ATLEAST", "the word alone finds articles that hold it, those that do so often first"
        case ast.First():
            operator, instead = "FIRST", "headline:(...) searches the headline alone"
        case ast.Form(text):
            operator, instead = "== for case and accents", f"={text} finds the written form in any case"
    return UnsupportedQuery(f"{operator} is not in this version; {instead}", node=node)
