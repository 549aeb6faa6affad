"""How is a line ended, and a blank written? For `corpus.line_endings`."""

from analysis.compiling import compiled

_NEWLINE, _RETURN, _SPACE, _TAB = map(ord, "\n\r \t")


@compiled
def unify(data, room, unified):
    """Write the text into `room`, tidied and with its line ends and blanks unified; its end there, -1 if as it was."""
    written = place = 0
    changed = False
    while place < len(data):
        sign = data[place]
        length = 1
        newlines = 0
        if sign == _NEWLINE:
            newlines = 1
        elif unified and (sign < _SPACE or sign >= 0x7F):
            sign, length, newlines = _instead(data, place)
            changed |= length > 1 or newlines > 0 or sign != data[place]
        if newlines:
            bare = written
            while bare and (room[bare - 1] == _SPACE or room[bare - 1] == _TAB):
                bare -= 1
            changed |= bare < written
            written = bare
        for _ in range(newlines):
            if written > 1 and room[written - 1] == _NEWLINE and room[written - 2] == _NEWLINE:
                changed = True
            else:
                room[written] = _NEWLINE
                written += 1
        if not newlines:
            room[written] = sign
            written += 1
        place += length
    while written and (room[written - 1] == _SPACE or room[written - 1] == _TAB):
        written -= 1
        changed = True
    return written if changed else -1


@compiled
def _instead(data, place):
    """The byte to write for what begins at a byte, the bytes it stands for, and the newlines it stands for."""
    sign = data[place]
    following = data[place + 1] if place + 1 < len(data) else 0
    third = data[place + 2] if place + 2 < len(data) else 0
    if sign == _RETURN:
        return _NEWLINE, 2 if following == _NEWLINE else 1, 1
    if sign == 0x0B:
        return _NEWLINE, 1, 1
    if sign == 0x7F or (sign < _SPACE and sign != _TAB and sign != 0x0C):
        return _SPACE, 1, 0
    if sign == 0xC2 and following == 0x85:
        return _NEWLINE, 2, 1
    if sign == 0xC2 and following <= 0xA0:
        return _SPACE, 2, 0
    if sign == 0xE2 and following == 0x80:
        if third <= 0x8A or third == 0xAF:
            return _SPACE, 3, 0
        if third == 0xA8 or third == 0xA9:
            return _NEWLINE, 3, third - 0xA7
    if sign == 0xE2 and following == 0x81 and third == 0x9F:
        return _SPACE, 3, 0
    return sign, 1, 0
