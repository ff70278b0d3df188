"""The touches on Pygments, as it was seen in 2.21.0.

Links in code are put between spans that look as Pygments' own: same classes, same
escapes. Its formatter for HTML knows no links.
"""

from __future__ import annotations

from html import escape
from typing import Any

from pygments.lexers import PythonLexer
from pygments.token import STANDARD_TYPES

SEEN_IN = "2.21.0"

Token = tuple[Any, str]  # kind and text
LEXER = PythonLexer()


def tokens_of(code: str) -> list[Token]:
    """Return the tokens of Python code."""
    return list(LEXER.get_tokens(code))


def span(token: Token) -> str:
    """Return a token as HTML, with the class that stylesheets know it by."""
    kind, text = token
    name = STANDARD_TYPES.get(kind)
    shown = escape(text, quote=False)
    return f'<span class="{name}">{shown}</span>' if name and text.strip() else shown
