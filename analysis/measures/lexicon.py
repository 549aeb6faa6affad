"""Which expressions mark stance? Lists of our own in plain CSV, with a definition and what each class misses."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from analysis.checks import check_choice, check_columns, check_known, fail, listed

FOLDER = Path(__file__).parent / "lexicons"
LANGUAGES = ("en",)
"""Languages with a lexicon of their own."""

_COLUMNS = ("class", "expression", "rung", "counts")


def stance_classes() -> pd.DataFrame:
    """What each class of stance means and what counting it misses.

    Returns
    -------
    DataFrame
        `class`, `definition`, `misses`, `negation` ("yes" where an expression under negation is not counted).

    Examples
    --------
    >>> stance_classes()["class"].tolist()[:3]
    ['hedges', 'boosters', 'deontic']
    """
    return pd.read_csv(FOLDER / "classes.csv", dtype=str, keep_default_na=False)


def stance_lexicon(language: str = "en") -> pd.DataFrame:
    """The expressions of each class, to read, to change and to give back to `stance`.

    Parameters
    ----------
    language : {"en"}
        Language of the expressions.

    Returns
    -------
    DataFrame
        `class`, `expression` (words in small letters; `*` for any letters), `rung` (step on a ladder, or missing),
        `counts` ("yes", or "no" for a longer form that looks alike and is passed over), `note`.

    Examples
    --------
    >>> lexicon = stance_lexicon()
    >>> lexicon.query("expression == 'gravely concerned'")["rung"].tolist()
    [6.0]
    """
    check_choice("language", language, LANGUAGES)
    table = pd.read_csv(FOLDER / f"{language}.csv", dtype=str, keep_default_na=False)
    table["rung"] = pd.to_numeric(table["rung"])
    return table


def checked_lexicon(lexicon: pd.DataFrame | str) -> pd.DataFrame:
    """A lexicon fit for counting, from a language or from a table of the user's own.

    Parameters
    ----------
    lexicon : DataFrame or str
        A language, or a table with `class` and `expression`, and `rung` and `counts` where they matter.

    Returns
    -------
    DataFrame
        With all of `class`, `expression`, `rung`, `counts`, and `negation` of the class ("yes" for classes of the
        user's own).

    Raises
    ------
    InputError
        If an expression is empty, is nothing but `*`, or stands in a class twice.

    Examples
    --------
    >>> checked_lexicon(pd.DataFrame({"class": ["war"], "expression": ["armed conflict"]}))["counts"].tolist()
    ['yes']
    """
    table = stance_lexicon(lexicon) if isinstance(lexicon, str) else lexicon.copy()
    check_columns(table, ["class", "expression"], where="the lexicon")
    if "rung" not in table.columns:
        table["rung"] = float("nan")
    if "counts" not in table.columns:
        table["counts"] = "yes"
    table["expression"] = table["expression"].astype(str).str.lower().str.replace("’", "'").str.split().str.join(" ")
    check_known("counts", table["counts"].unique(), ("yes", "no"), where='the values "yes" and "no" of the lexicon')
    bare = table["expression"].str.split(" ").str[0].str.strip("*") == ""
    if bare.any():
        fail(
            f"row {int(bare.to_numpy().argmax()) + 1} of the lexicon does not begin with a word; write one before the *"
        )
    twice = table.duplicated(["class", "expression"])
    if twice.any():
        fail(
            f"the lexicon has {listed(table.loc[twice, 'expression'].unique())} more than once in a class; keep one row"
        )
    negation = stance_classes().set_index("class")["negation"]
    table["negation"] = table["class"].map(negation).fillna("yes")
    return table[[*_COLUMNS, "negation"]].reset_index(drop=True)
