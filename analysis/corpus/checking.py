"""Is this corpus fit for analysis? Its ids, dates, texts, overlap and speakers, and the truth beside it if there."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis.checks import closest
from analysis.corpus.columns import Columns
from analysis.corpus.contents import read_text
from analysis.corpus.corpus import Corpus
from analysis.corpus.findings import SEVERITIES, Findings
from analysis.corpus.known_speakers import KnownSpeakers, read_known_speakers
from analysis.corpus.overlap import LENGTH, shared_sequences
from analysis.corpus.problems import Problems
from analysis.corpus.reading import read_noting
from analysis.corpus.truth_facts import check_first_uses, check_themes
from analysis.corpus.truth_spans import check_attributions, check_speech_acts, check_turns
from analysis.corpus.walking import Found

GENRES = ("speech", "communique", "briefing", "report", "letter")
NEAR_DUPLICATE = 0.5


@dataclass(frozen=True, eq=False)
class CorpusCheck:
    """What `check_corpus` found.

    Parameters
    ----------
    findings : DataFrame
        `severity` (error, warning, note), `where`, `problem`, `what_to_do`; errors first.
    summary : str
        A few lines: how many documents, words, genres, years, and findings.
    """

    findings: pd.DataFrame
    summary: str


def check_corpus(
    path: str | os.PathLike[str],
    *,
    text: str | None = None,
    id: str | list[str] | None = None,
    date: str | None = None,
    speaker: str | None = None,
) -> CorpusCheck:
    """Check a corpus: what can be read, ids, dates, empty and repeated texts, genres, speakers.

    Where they lie beside the documents, `persons.csv`, `aliases.csv`, `formulas.txt` and the files of the folder
    `truth` are checked against the texts as well: offsets, speakers and their terms of office, themes, planted first
    uses, and that no two documents share eight words in a row, stock formulas and quotations apart.

    Parameters
    ----------
    path : str or Path
        Anything `read_corpus` takes as a path.
    text, id, date, speaker : str or list of str, optional
        Columns of a table, as in `read_corpus`.

    Returns
    -------
    CorpusCheck
        `findings` and `summary`.

    Raises
    ------
    InputError
        If there is nothing to read.
    """
    problems = Problems("skip")
    columns = Columns(text=text, id=id, date=date, speaker=speaker)
    corpus = read_noting(path, columns, problems)
    findings = Findings()
    for number, (where, problem) in enumerate(problems.rows):
        _reading(where, problem, number in problems.refused, findings)
    _check_dates(corpus, findings)
    _check_genres(corpus, findings)
    root = Path(path)
    known = read_known_speakers(root, findings)
    _check_speakers(corpus, known, findings)
    _check_repetition(corpus, root, findings)
    counts = {
        "attributions": check_attributions(root, corpus, known, findings),
        "turns": check_turns(root, corpus, known, findings),
        "speech acts": check_speech_acts(root, corpus, known, findings),
        "themes given": check_themes(root, corpus, findings),
        "planted first uses": check_first_uses(root, corpus, findings),
    }
    table = findings.table()
    return CorpusCheck(table, _summary(corpus, counts, table))


def _reading(where: str, problem: str, refused: bool, findings: Findings) -> None:
    said, _, advice = problem.partition("; ")
    severity = "error" if refused else "warning"
    findings.add(severity, where, said, advice or ("mend it" if refused else "see whether this is as it should be"))


def _check_dates(corpus: Corpus, findings: Findings) -> None:
    if "date" not in corpus.documents.columns:
        findings.add("note", "the corpus", "has no dates", 'add a column "date" to see trends')
        return
    for key in corpus.documents.index[corpus.documents["date"].isna()]:
        findings.add("warning", f'the document "{key}"', "has no date", "add one; trends leave it out")
    precisions = corpus.documents["date_precision"].dropna().value_counts()
    if len(precisions) > 1:
        mixed = ", ".join(f"{number} by the {name}" for name, number in precisions.items())
        findings.add("note", "the corpus", f"has dates of several precisions ({mixed})", "choose periods no finer")


def _check_genres(corpus: Corpus, findings: Findings) -> None:
    if "genre" not in corpus.documents.columns:
        return
    for key, genre in corpus.documents["genre"].items():
        if pd.isna(genre):
            findings.add("warning", f'the document "{key}"', "has no genre", f"write one of {', '.join(GENRES)}")
        elif genre not in GENRES:
            problem = f'has the genre "{genre}", which is not known.{closest(genre, GENRES)}'
            findings.add("warning", f'the document "{key}"', problem, f"write one of {', '.join(GENRES)}")


def _check_speakers(corpus: Corpus, known: KnownSpeakers | None, findings: Findings) -> None:
    if "speaker" not in corpus.documents.columns:
        findings.add("note", "the corpus", "has no speakers", 'add a column "speaker" to compare them')
        return
    speakers = corpus.documents["speaker"].dropna().astype("str")
    spellings: dict[str, list[str]] = {}
    for name in sorted(speakers.unique()):
        spellings.setdefault(_folded(name), []).append(name)
    for names in spellings.values():
        if len(names) > 1:
            findings.add("warning", "the corpus", f"writes one speaker as {' and '.join(names)}", "choose one spelling")
    if known is None:
        return
    dates = corpus.documents.get("date", pd.Series(pd.NaT, index=corpus.documents.index))
    for key, name in speakers.items():
        date = None if pd.isna(dates[key]) else dates[key]
        known.check(name, date, f'the document "{key}"', findings)


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace(".", " ").split())


def _check_repetition(corpus: Corpus, root: Path, findings: Findings) -> None:
    strict = (root / "formulas.txt").is_file()
    stock = read_text(Found("formulas.txt", root / "formulas.txt"), Problems()) if strict else ""
    formulas = (stock or "").splitlines()
    quotes = _quotes(corpus, findings)
    texts = dict(zip(corpus.documents.index, corpus.texts, strict=True))
    shared = shared_sequences(texts, formulas=formulas, quotes=quotes, min_share=0.0 if strict else NEAR_DUPLICATE)
    for pair in shared.itertuples(index=False):
        where = f'the documents "{pair.first}" and "{pair.second}"'
        if pair.share >= NEAR_DUPLICATE:
            problem = f"share {pair.share:.0%} of their sequences of {LENGTH} words"
            findings.add("error" if strict else "warning", where, problem, "keep one of them")
        elif strict:
            problem = f'share {pair.sequences} sequences of {LENGTH} words ("{pair.example} ...")'
            findings.add("error", where, problem, "word one anew, or say which quotes the other")


def _quotes(corpus: Corpus, findings: Findings) -> dict[str, set[str]]:
    if "quotes" not in corpus.documents.columns:
        return {}
    quotes = {}
    for key, value in corpus.documents["quotes"].dropna().astype("str").items():
        quotes[key] = {one.strip() for one in value.replace(",", ";").split(";")} - {""}
        for other in sorted(quotes[key] - set(corpus.documents.index)):
            findings.add(
                "error", f'the document "{key}"', f'quotes "{other}", which is not in the corpus', "mend the id"
            )
    return quotes


def _summary(corpus: Corpus, counts: dict[str, int], findings: pd.DataFrame) -> str:
    words = sum(len(text.split()) for text in corpus.texts)
    lines = [f"{len(corpus):,} documents, {words:,} words"]
    if "date" in corpus.documents.columns and corpus.documents["date"].notna().any():
        years = corpus.documents["date"].dt.year.dropna().astype(int)
        lines.append(f"years {years.min()} to {years.max()}")
    if "genre" in corpus.documents.columns:
        genres = corpus.documents["genre"].value_counts()
        lines.append("genres: " + ", ".join(f"{genre} {number}" for genre, number in genres.items()))
    if "speaker" in corpus.documents.columns:
        lines.append(f"{corpus.documents['speaker'].nunique()} speakers")
    if any(counts.values()):
        lines.append("truth: " + ", ".join(f"{number:,} {name}" for name, number in counts.items() if number))
    severities = findings["severity"].value_counts()
    lines.append("findings: " + ", ".join(f"{severities.get(name, 0)} {name}s" for name in SEVERITIES))
    return "\n".join(lines)
