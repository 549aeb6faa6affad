"""How is a source written? The patterns that take its phrase apart, in one place for all who name actors."""

from __future__ import annotations

import regex

HEAD = regex.compile(r",| who | which | that ")
"""Where the phrase ends that says who it is, before appositions and relative clauses."""

WORDS = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}]+)*")
"""A word, with what an apostrophe or hyphen joins to it."""

POSSESSIVE = regex.compile(r"['’]s?$")
"""The ending of an owner."""

SPOKEN = regex.compile(r"^spokes(wo)?man$")
"""A spokesperson by either name."""
