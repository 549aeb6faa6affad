"""In which state is a report at home? The one it speaks of as its own, where it says no more than "the minister"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

import regex

_INSIDE = (
    r"(?<!\p{{L}})(?:{0}['’]s? (?:\p{{Ll}}+ ){{0,2}}(?:government|cabinet|parliament|voters|people|citizens|taxpayers"
    r"|cities|economy|largest|biggest|oldest|longest)|(?:in|across|throughout|entering|leaving) {0}"
    r"|(?:people|taxpayers|citizens|voters) of {0})"
    r"(?!\p{{L}})"
)
_LEAD = 3  # times as often named as any other is the state where the things that are told happen
_OPENING = 60  # characters in which the state is named with which a report begins
_LEAST = 3  # times it is named


def home_of(
    text: str, states: Sequence[tuple[int, int, str]], joint: Collection[str], *, learnt: Collection[str]
) -> str | None:
    """The state whose ministers and courts a report means where it says no more than "the minister".

    Parameters
    ----------
    text : str
        The report.
    states : sequence of (start, end, state)
        Where it names states and bodies.
    joint : collection of str
        Those that are bodies of several states.
    learnt : collection of str
        States that no table has; of several states only such a one can be home, for the press writes much of others.

    Returns
    -------
    str or None
        None where several states are named about as often, or one only in passing.
    """
    counts = Counter(state for _, _, state in states if state not in joint)
    if not counts:
        return None
    (first, often), *others = counts.most_common(2)
    if others:
        opening = states[0][2]
        leads = often >= max(_LEAST, _LEAD * others[0][1])
        state = first if leads else opening if counts[opening] * 2 > often and states[0][0] < _OPENING else None
        return state if state in learnt and state and _is_inside(text, state) else None
    return first if often > 1 or _is_inside(text, first) else None


def _is_inside(text: str, state: str) -> bool:
    return regex.search(_INSIDE.format(regex.escape(state)), text) is not None
