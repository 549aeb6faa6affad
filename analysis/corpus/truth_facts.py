"""Do the documents hold what was planted? Themes of every document, and first uses by plain counting."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from analysis.checks import InputError, listed
from analysis.corpus.corpus import Corpus
from analysis.corpus.dates import date_bounds
from analysis.corpus.findings import Findings, read_entries

_YES = {"1", "true", "yes", "main"}
_NO = {"", "0", "false", "no"}
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})


def check_themes(root: Path, corpus: Corpus, findings: Findings) -> int:
    """Check `truth/themes.csv`: every document has themes, one of them the main one.

    Parameters
    ----------
    root : Path
        The folder of the corpus.
    corpus : Corpus
        The documents.
    findings : Findings
        Takes the findings.

    Returns
    -------
    int
        How many pairs of document and theme there are.
    """
    path = root / "truth" / "themes.csv"
    entries = read_entries(path, root, ("document", "theme", "main"), findings)
    mains = dict.fromkeys(corpus.documents.index, 0)
    seen: set[tuple[str, str]] = set()
    for entry in entries:
        key, main = entry.text("document"), entry.text("main").lower()
        if key not in mains:
            findings.add(
                "error", entry.where, f'is about the document "{key}", which is not in the corpus', "mend the id"
            )
            continue
        if main not in _YES | _NO:
            findings.add("error", entry.where, f'has main = "{main}"', "write 1 or 0")
        if (key, entry.text("theme")) in seen:
            findings.add("error", entry.where, f'names the theme "{entry.text("theme")}" twice', "delete one")
        seen.add((key, entry.text("theme")))
        mains[key] += main in _YES
    themed = {key for key, _ in seen}
    for key, number in mains.items() if path.is_file() else ():
        if key not in themed:
            findings.add(
                "error", f'the document "{key}"', "has no theme in truth/themes.csv", "decide what it is about"
            )
        elif number != 1:
            findings.add("error", f'the document "{key}"', f"has {number} main themes", "mark exactly one")
    return len(entries)


def occurrences(text: str, term: str) -> int:
    r"""How often a word or phrase stands in a text, by plain counting.

    Small letters, straight quotation marks, one space for any white space, whole words, no other forms.

    Parameters
    ----------
    text, term : str
        Where and what.

    Examples
    --------
    >>> occurrences("Fair  toll? A fair\ntoll. Fair tolls.", "fair toll")
    2
    """
    plain = " ".join(text.lower().translate(_PLAIN).split())
    wanted = " ".join(term.lower().translate(_PLAIN).split())
    return len(re.findall(rf"(?<!\w){re.escape(wanted)}(?!\w)", plain))


def check_first_uses(root: Path, corpus: Corpus, findings: Findings) -> int:
    """Check the `keywords` of `truth/planted.yaml`: none before its date, the first and the next use where they belong.

    Parameters
    ----------
    root, corpus, findings : as in `check_themes`

    Returns
    -------
    int
        How many keywords were checked.
    """
    path = root / "truth" / "planted.yaml"
    if not path.is_file() or "date" not in corpus.documents.columns:
        return 0
    try:
        planted = yaml.safe_load(path.read_text(encoding="utf-8"))
        keywords = planted["keywords"]
        checked = [(str(one["term"]), date_bounds(one["first_date"])[0], one) for one in keywords]
    except (yaml.YAMLError, UnicodeDecodeError, KeyError, TypeError, InputError) as error:
        told = str(error).splitlines()[0]
        findings.add("error", "the file truth/planted.yaml", f"cannot be read ({told})", "mend it")
        return 0
    for term, first, one in checked:
        _first_use(term, first, one, corpus, findings)
    return len(checked)


def _first_use(term: str, first: pd.Timestamp, planted: dict[str, Any], corpus: Corpus, findings: Findings) -> None:
    documents = corpus.documents.reset_index().sort_values(["date", "id"])
    users = documents[[occurrences(text, term) > 0 for text in documents["text"]]]
    where = f'the planted term "{term}"'
    early = users[users["date"] < first]
    if len(early):
        findings.add("error", where, f"stands in {listed(early['id'])} before {first.date()}", "take it out there")
    wanted = planted.get("first_document")
    if wanted and (users.empty or users["id"].iloc[0] != wanted):
        found = users["id"].iloc[0] if len(users) else "no document"
        findings.add("error", where, f"stands first in {found}, not in {wanted}", "put it in or take it out")
    following = planted.get("next_document")
    if following and following not in set(users["id"]):
        findings.add("error", where, f"does not stand in {following}, which takes it up", "put it in there")
