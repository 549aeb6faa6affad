"""What is known of each character? A table for the compiled loops, by Python's own rules."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from analysis.loops.utf8 import BLANK, BULLET, CLOSING, FIGURE, ROMAN, SIZE, SMALL, STOP, WIDE_STOP

Bytes = NDArray[np.uint8]
Numbers = NDArray[np.int64]

_SIGNS = {
    BLANK: " \t",
    STOP: ".!?:;…",
    WIDE_STOP: "。！？؟",
    CLOSING: "\"'”’»)]",
    BULLET: "-*+•·–—▪◦#>",
    ROMAN: "ivxIVX",
}


@cache
def traits() -> Bytes:
    """Traits of each code point below `SIZE`, beyond which there are no small letters or figures; each a bit.

    Returns
    -------
    uint8 array of shape (131072,)
        `SMALL`: a small letter (`str.islower`). `FIGURE`: a decimal figure of any script (`str.isdecimal`). `BLANK`,
        `STOP` (ends a sentence; `WIDE_STOP`: in other scripts), `CLOSING` (quotation marks and brackets), `BULLET`,
        `ROMAN` (written in small Roman numbers): the signs of that name.
    """
    signs = [chr(code) for code in range(SIZE)]
    table = np.array([SMALL * sign.islower() | FIGURE * sign.isdecimal() for sign in signs], dtype=np.uint8)
    for trait, members in _SIGNS.items():
        table[[ord(sign) for sign in members]] |= trait
    return table
