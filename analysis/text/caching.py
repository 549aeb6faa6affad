"""Have these texts been scanned before? Tokens kept in a folder under the digest of all they depend on."""

from __future__ import annotations

import hashlib
import json
import unicodedata
import warnings
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import regex

from analysis.checks import InputError, fail
from analysis.corpus.corpus import Corpus
from analysis.text.archives import open_archive, write_archive
from analysis.text.saving import FORMAT, array_members, tokens_of
from analysis.text.tokens import Tokens


def cached(corpus: Corpus, settings: Mapping[str, object], make: Callable[[], Tokens], *, folder: str | Path) -> Tokens:
    """Tokens from a folder if they have been made before, else made and kept there.

    An entry is named by the digest of the corpus, the settings, the code of this room and of the loops behind it, and
    the versions of Unicode, so that whatever would change the tokens makes another entry. It holds the arrays and the
    vocabulary but not the texts (though their words can be told from it in order): the corpus given is the corpus of
    the tokens. Every checksum is compared before an entry is used. Entries are written whole under their own names, so
    that processes may share the folder; nothing is ever removed from it.

    Parameters
    ----------
    corpus : Corpus
        The units of text.
    settings : mapping of str to object
        What the tokens depend on beside the texts, as JSON holds it: the rule, whether words are folded.
    make : function
        Makes the tokens.
    folder : str or Path
        Where entries are kept; made if need be.

    Returns
    -------
    Tokens
        The arrays are mapped if they were found.

    Warns
    -----
    UserWarning
        If an entry is damaged: it is made again.

    Raises
    ------
    InputError
        If the folder cannot be made or written to.

    Examples
    --------
    >>> import tempfile
    >>> from analysis.text.tokenizing import as_corpus, tokenize
    >>> corpus = as_corpus(["Peace now."])
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     first = cached(corpus, {"rule": "words"}, lambda: tokenize(corpus), folder=folder)
    ...     again = cached(corpus, {"rule": "words"}, lambda: None, folder=folder)
    >>> again.words(0)
    ['peace', 'now']
    """
    key: dict[str, object] = {
        "format": FORMAT,
        "corpus": corpus.digest,
        "settings": dict(settings),
        "scanner": _scanner(),
    }
    name = hashlib.sha256(json.dumps(key, sort_keys=True).encode()).hexdigest()
    path = _made(folder) / f"{name}.tokens"
    found = _found(path, key, corpus) if path.exists() else None
    if found is None:
        found = make()
        write_archive(path, array_members(found), {"key": key})
    return found


def _made(folder: str | Path) -> Path:
    if not isinstance(folder, (str, Path)):
        fail(f"the cache is {folder!r}; give the folder to keep tokens in")
    folder = Path(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        fail(f"the folder {folder} for kept tokens cannot be made ({error.strerror}); give another place")
    return folder


def _found(path: Path, key: dict[str, object], corpus: Corpus) -> Tokens | None:
    try:
        archive = open_archive(path, check=True)
        if archive.facts != {"key": key}:
            fail(f"{path} holds the tokens of another corpus or of other settings")
        return tokens_of(archive, corpus)
    except InputError as problem:
        warnings.warn(f"a kept entry is made again: {problem}", UserWarning, stacklevel=4)
        return None


@cache
def _scanner() -> str:
    """Digest of all that decides how a text is cut: code and lists of two rooms, and the tables of Unicode."""
    total = hashlib.sha256(f"{unicodedata.unidata_version} {regex.__version__}".encode())
    here = Path(__file__).parent
    for room in (here, here.parent / "loops"):
        for path in sorted(room.rglob("*")):
            if path.suffix in {".py", ".csv", ".txt", ".json"}:
                total.update(f"\x1d{path.name}\x1d{path.stat().st_size}\x1d".encode() + path.read_bytes())
    return total.hexdigest()
