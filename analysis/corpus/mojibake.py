"""Which letters were read in the wrong encoding? Only sequences that cannot have been meant are mended."""

from __future__ import annotations

import re

import ftfy

_TRAIL = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
# a lead byte of UTF-8 beside a trail byte, both shown as letters of a Western code page, or a control character
_SUSPECT = re.compile(f"[\xc2-\xf4][{_TRAIL}]|[\x80-\x9f]")
_LINE = re.compile(r"[^\n]+")
_PAIR = rf"(?:[\xc2-\xf4][{_TRAIL}]|[\x80-\x9f])"
_BLANK = r" \t\n\xa0\u2000-\u200a\u202f"
_WORD = re.compile(rf"[^{_BLANK}]*{_PAIR}[^{_BLANK}]*")
# a soft hyphen, or the sign old scans have in its place, may part two pieces, or be the rest of a damaged letter
_PIECE = re.compile(rf"[^{_BLANK}\xad¬]*(?![\xc2-\xf4][\xad¬]){_PAIR}[^{_BLANK}\xad¬]*")
_REPAIR = ftfy.TextFixerConfig(
    unescape_html=False,
    remove_terminal_escapes=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    uncurl_quotes=False,
    fix_line_breaks=False,
    fix_surrogates=False,
    remove_control_chars=False,
    normalization=None,
    explain=False,
)


def repair_encoding(text: str) -> str:
    r"""Letters that were decoded with the wrong code page, as they were written.

    Lines without a suspicious pair of characters are not looked at; quotation marks, ligatures and accents that are
    right stay as they are. The repair itself is that of ftfy (Speer 2019), restricted to encodings.

    Parameters
    ----------
    text : str
        Any text.

    Examples
    --------
    >>> repair_encoding("The “veritable â€œsea serpentâ€\x9d” of Côte d’Ivoire")
    'The “veritable “sea serpent”” of Côte d’Ivoire'
    """
    if text.isascii() or not _SUSPECT.search(text):
        return text
    while (after := _LINE.sub(_mended, text)) != text:
        text = after
    return text


def _mended(found: re.Match[str]) -> str:
    # a line that holds a letter of its own beside the damage cannot be turned as a whole: take it word by word
    mended = found.group()
    for part in (_LINE, _WORD, _PIECE):
        if not _SUSPECT.search(mended):
            break
        mended = part.sub(_turned, mended)
    return mended


def _turned(found: re.Match[str]) -> str:
    return str(ftfy.fix_text(found.group(), _REPAIR))
