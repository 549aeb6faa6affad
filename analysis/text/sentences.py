"""Where do sentences begin? After a full stop."""

from __future__ import annotations

import re

_END = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+(?=\W*[A-Z])|\n[ \t]*\n")


def sentence_starts(text: str) -> list[int]:
    """Offsets at which sentences begin."""
    return [0, *(match.end() for match in _END.finditer(text))]
