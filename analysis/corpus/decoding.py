"""Which characters does a file hold? Its byte-order mark says it, else UTF-8, else the Western code page."""

from __future__ import annotations

import codecs
import os
import re

from analysis.checks import InputError, fail

_MARKS = (
    # UTF-32 before UTF-16: the mark of the one begins with the mark of the other
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x19\x1c-\x1f]")


def decode(data: bytes) -> tuple[str, str]:
    """Characters of a text file, and a remark where the encoding had to be assumed.

    Byte-order marks say the encoding and are left out of the text; bytes without a mark are UTF-8 or, where they
    cannot be, Windows-1252 (Latin-1 with quotation marks). Line endings stay as they are: `clean` unifies them.

    Parameters
    ----------
    data : bytes
        The whole file.

    Returns
    -------
    tuple of (str, str)
        The text, and what was assumed ("" where nothing was).

    Raises
    ------
    InputError
        If the bytes are no text, or damaged. The message continues a sentence that names the file.

    Examples
    --------
    >>> decode("Genève".encode("cp1252"))
    ('Genève', 'is not UTF-8 and was read as Windows-1252 (Latin-1); save it as UTF-8 if letters look wrong')
    """
    mark, encoding = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", "utf-8"))
    if encoding == "utf-8" and b"\x00" in data:
        fail("is not a text file (it holds NUL bytes); save it as plain text in UTF-8")
    try:
        return data[len(mark) :].decode(encoding).lstrip("\ufeff"), ""
    except UnicodeDecodeError as error:
        if mark:
            fail(f"begins with the byte-order mark of {encoding.upper()} but is damaged at byte {error.start}")
        return _western(data, error.start)


def _western(data: bytes, first: int) -> tuple[str, str]:
    if len(_CONTROL.findall(data)) * 100 > len(data):
        fail("is not a text file (it holds control characters); save it as plain text in UTF-8")
    # a stray byte in a file full of good UTF-8 is damage: read as Windows-1252 every other letter would go wrong
    if len(_MULTIBYTE.findall(data)) > len(re.findall(rb"[\x80-\xff]+", data)) / 2:
        fail(f"is UTF-8 damaged at byte {first}; mend that character and save it again")
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        fail(f"is neither UTF-8 nor Windows-1252 (byte {error.start}); save it as UTF-8")
    return text, "is not UTF-8 and was read as Windows-1252 (Latin-1); save it as UTF-8 if letters look wrong"


def read_bytes(path: str | os.PathLike[str]) -> bytes:
    """The bytes of a file, or a sentence saying why there are none.

    Parameters
    ----------
    path : str or Path
        The file.

    Raises
    ------
    InputError
        If the system refuses; the message continues a sentence that names the file.
    """
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123  (a name is enough: see `Found.path`)
            return file.readall()
    except PermissionError:
        raise InputError("may not be read; ask for permission to read it") from None
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror or type(error).__name__})") from None
