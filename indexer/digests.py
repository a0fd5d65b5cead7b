"""blake2b, without what `hashlib` loads beside it: OpenSSL, which costs a search 3 of its 40 milliseconds.

`hashlib.blake2b` is this very function wherever Python has the module, which isn't promised.
"""

from __future__ import annotations

try:
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

__all__ = ["blake2b"]
