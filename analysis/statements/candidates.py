"""What do the rules find? A cue with its source and its content, still in words of the page."""

from __future__ import annotations

from dataclasses import dataclass, field

from analysis.statements.cues import Group

Range = tuple[int, int]
Span = tuple[int, int]


@dataclass
class Candidate:
    """A cue with what it may govern.

    Parameters
    ----------
    contents : list of (start, end)
        Characters.
    source, cue : (first, last), optional
        Words.
    frame : str
        How the content stands to the cue.
    lemma : str
        The cue's plain form, "" for none.
    group : Group, optional
        Its verb group.
    shared : bool
        Whether the source belongs to another cue of the sentence.
    """

    contents: list[Span]
    source: Range | None
    cue: Range | None
    frame: str
    lemma: str = ""
    group: Group | None = None
    shared: bool = False
    quotations: list[int] = field(default_factory=list)
    via: Range | None = None
