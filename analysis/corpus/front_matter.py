"""What does a document say about itself? YAML between two lines of three hyphens at its head."""

from __future__ import annotations

import re
from typing import Any

import yaml

from analysis.checks import fail

_LONGEST = 65_536
_FENCED = re.compile(r"---[ \t]*\r?\n(.*?)(?:(?<=\n)|\A)---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_UNCLOSED = re.compile(r"---[ \t]*\r?\n[A-Za-z_][\w -]*:(?:[ \t]|\r?\n)")
_BASE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Plain(_BASE):  # type: ignore[misc]
    """YAML whose values are strings as written: `no` is Norway, 001 a code, 2020-05 a month; empty is missing."""

    yaml_implicit_resolvers = {  # noqa: RUF012  (the name and the form are PyYAML's)
        first: [(tag, pattern) for tag, pattern in pairs if tag == "tag:yaml.org,2002:null"]
        for first, pairs in _BASE.yaml_implicit_resolvers.items()
    }


def split_front_matter(text: str) -> tuple[dict[str, str | None], str]:
    r"""Metadata and body of a document.

    Front matter is a YAML mapping between a first line `---` and the next line `---`. The body begins right after the
    newline of that second line and loses one newline at its end: offsets into a document count from there. A document
    without front matter is returned as it is.

    Parameters
    ----------
    text : str
        The whole file.

    Returns
    -------
    tuple of (dict, str)
        Values as strings exactly as written, lists joined by "; ", empty values None; and the body.

    Raises
    ------
    InputError
        If front matter begins and cannot be read. The message continues a sentence that names the file.

    Examples
    --------
    >>> split_front_matter("---\ndate: 2020-05\ncountry: NO\n---\nWe meet.\n")
    ({'date': '2020-05', 'country': 'NO'}, 'We meet.')
    """
    if not text.startswith("---"):
        return {}, text
    found = _FENCED.match(text)
    if not found:
        if _UNCLOSED.match(text):
            fail('begins front matter that is not closed; end it with a line "---"')
        return {}, text
    values = _mapping(found.group(1))
    if values is None:
        return {}, text
    body = text[found.end() :]
    return values, re.sub(r"\r?\n\Z", "", body)


def _mapping(block: str) -> dict[str, str | None] | None:
    if len(block) > _LONGEST:
        fail(f"has front matter of {len(block):,} characters; at most {_LONGEST:,} are read")
    try:
        values = yaml.load(block, Loader=_Plain)  # noqa: S506  (a safe loader, made from SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 2
        fail(f"has front matter that is no YAML (line {line}: {error.problem}); put values that hold a colon in quotes")
    except (yaml.YAMLError, RecursionError):
        fail('has front matter that is no YAML; write lines such as "title: ..."')
    if values is None:
        return {}
    if not isinstance(values, dict):
        return None  # prose between two rules, not metadata
    return {str(name).strip(): _scalar(str(name), value) for name, value in values.items()}


def _scalar(name: str, value: Any) -> str | None:
    parts = value if isinstance(value, list) else [value or ""]
    if not all(isinstance(one, str) for one in parts):
        fail(f'has a nested value for "{name}" in its front matter; write one value or a list of plain values')
    return "; ".join(parts) or None
