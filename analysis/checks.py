"""How is a user's mistake told? In one sentence: what was given, what is allowed, what to do."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Hashable, Iterable
from typing import Any, NoReturn

import numpy as np
import pandas as pd

_SHOWN = 8


class InputError(ValueError):
    """A mistake in what the user gave: a file, a column, an argument.

    The message is one sentence with the place, what was found, what is expected and what to do.
    The command line prints it without a traceback and ends with status 2.

    Examples
    --------
    >>> issubclass(InputError, ValueError)
    True
    """


class MissingColumn(InputError):
    """A column that a question needs and the data do not have.

    Notebooks catch this one alone: a corpus without speakers or dates leaves a part out, with a sentence.

    Examples
    --------
    >>> issubclass(MissingColumn, InputError)
    True
    """


def fail(message: str) -> NoReturn:
    """Raise `InputError` with a message that ends in a full stop.

    Parameters
    ----------
    message : str
        One sentence for the user.

    Raises
    ------
    InputError
        Always.
    """
    raise InputError(message if message.endswith((".", "?")) else message + ".")


def listed(values: Iterable[Any], *, limit: int = _SHOWN) -> str:
    """Values as a readable list, cut after `limit` of them.

    Parameters
    ----------
    values : iterable
        What to show; each is turned into a string.
    limit : int
        How many are shown.

    Examples
    --------
    >>> listed(["a", "b", "c"], limit=2)
    'a, b and 1 more'
    """
    names = [str(value) for value in values]
    if not names:
        return "none"
    if len(names) <= limit:
        return ", ".join(names)
    return f"{', '.join(names[:limit])} and {len(names) - limit} more"


def closest(name: Any, known: Collection[Any]) -> str:
    """A hint at a name much like the one given, or nothing.

    Parameters
    ----------
    name : str
        The name as the user wrote it.
    known : collection
        The names there are.

    Examples
    --------
    >>> closest("speeker", ["speaker", "date"])
    ' Did you mean "speaker"?'
    """
    found = difflib.get_close_matches(str(name), [str(value) for value in known], n=1)
    return f' Did you mean "{found[0]}"?' if found else ""


def check_columns(frame: pd.DataFrame, names: Iterable[str], *, where: str) -> None:
    """Check that a table has columns.

    Parameters
    ----------
    frame : DataFrame
        The table.
    names : iterable of str
        The columns needed.
    where : str
        What the table is, for the message: "the corpus", "the file speeches.csv".

    Raises
    ------
    MissingColumn
        If one is missing: names it, the columns there are, and the closest of them.
    """
    for name in names:
        if not isinstance(name, Hashable):
            fail(f"{name!r} is no name of a column of {where}; give one column")
        if name not in frame.columns:
            there = listed(frame.columns)
            raise MissingColumn(
                f'{where} has no column "{name}"; its columns are {there}.{closest(name, list(frame.columns))}'
            )


def check_groups(frame: pd.DataFrame, names: Iterable[str], *, where: str) -> None:
    """Check that columns can group documents: one value a row, all of one kind, so that groups have an order.

    Parameters
    ----------
    frame : DataFrame
        The table.
    names : iterable of str
        The columns to group by.
    where : str
        As for `check_columns`.

    Raises
    ------
    MissingColumn
        If a column is missing.
    InputError
        If one holds lists, or values of several kinds.
    """
    columns = list(names)
    check_columns(frame, columns, where=where)
    for name in columns:
        if pd.api.types.infer_dtype(frame[name], skipna=True) in {"mixed", "mixed-integer"}:
            examples = {type(value).__name__: value for value in frame[name].dropna()[::-1]}
            lists = [value for value in examples.values() if isinstance(value, (list, tuple, set, dict, np.ndarray))]
            if lists:
                fail(f'the column "{name}" of {where} holds {lists[0]!r}; compare by a column with one value a row')
            if len(examples) > 1:
                shown = listed(map(repr, examples.values()), limit=3)
                fail(f'the column "{name}" of {where} holds values of several kinds ({shown}); make them all words')


def check_choice(name: str, value: Any, choices: Collection[Any]) -> None:
    """Check that an argument is one of a few values.

    Parameters
    ----------
    name : str
        The argument.
    value : object
        What was given.
    choices : collection
        What is allowed.

    Raises
    ------
    InputError
        If `value` is not among `choices`.

    Examples
    --------
    >>> check_choice("rule", "word", ["words", "sklearn"])
    Traceback (most recent call last):
        ...
    analysis.checks.InputError: rule is "word"; it must be one of words, sklearn. Did you mean "words"?
    """
    if value not in list(choices):
        fail(f'{name} is "{value}"; it must be one of {listed(choices)}.{closest(value, choices)}')


def check_number(name: str, value: Any, *, low: float | None = None, high: float | None = None) -> None:
    """Check that an argument is a finite number between two bounds, both allowed.

    Parameters
    ----------
    name : str
        The argument.
    value : object
        What was given.
    low, high : float, optional
        The smallest and the largest value allowed.

    Raises
    ------
    InputError
        If `value` is no number or lies outside.

    Examples
    --------
    >>> check_number("window", 0, low=1)
    Traceback (most recent call last):
        ...
    analysis.checks.InputError: window is 0; it must be a number of at least 1.
    """
    bounds = [f"of at least {low}" if low is not None else "", f"of at most {high}" if high is not None else ""]
    allowed = " ".join(["a number", " and ".join(bound for bound in bounds if bound)]).strip()
    good = isinstance(value, (int, float, np.integer, np.floating)) and not isinstance(value, bool)
    if not good or not np.isfinite(value) or (low is not None and value < low) or (high is not None and value > high):
        fail(f"{name} is {value!r}; it must be {allowed}")


def check_whole(name: str, value: Any, *, low: int | None = None, high: int | None = None) -> None:
    """Check that an argument is a whole number between two bounds, both allowed.

    Parameters
    ----------
    name : str
        The argument.
    value : object
        What was given.
    low, high : int, optional
        The smallest and the largest value allowed.

    Raises
    ------
    InputError
        If `value` is no whole number or lies outside.

    Examples
    --------
    >>> check_whole("window", 2.5, low=1)
    Traceback (most recent call last):
        ...
    analysis.checks.InputError: window is 2.5; it must be a whole number.
    """
    if isinstance(value, (float, np.floating)) and np.isfinite(value):
        fail(f"{name} is {value!r}; it must be a whole number")
    check_number(name, value, low=low, high=high)


def check_seed(value: Any) -> None:
    """Check the seed of a random draw: without one, the same call would not give the same result.

    Parameters
    ----------
    value : object
        What was given.

    Raises
    ------
    InputError
        If it is no whole number of at least 0.

    Examples
    --------
    >>> check_seed(None)
    Traceback (most recent call last):
        ...
    analysis.checks.InputError: seed is None; it must be a whole number of at least 0, for results to come out the same.
    """
    if not isinstance(value, (int, np.integer)) or isinstance(value, bool) or value < 0:
        fail(f"seed is {value!r}; it must be a whole number of at least 0, for results to come out the same")


def check_known(name: str, values: Iterable[Any], known: Collection[Any], *, where: str) -> None:
    """Check that every value a user names is there.

    Parameters
    ----------
    name : str
        What the values are, in the singular: "term", "speaker".
    values : iterable
        What was asked for.
    known : collection
        What there is.
    where : str
        Where it was looked for: "the vocabulary", 'the column "speaker"'.

    Raises
    ------
    InputError
        Naming every value that is not there, with a hint at the closest for the first.
    """
    there = set(known)
    unknown = [value for value in values if value not in there]
    if unknown:
        missing = listed(f'"{value}"' for value in unknown)
        fail(
            f"{name} {missing} does not occur in {where}; check the spelling.{closest(unknown[0], list(known))}"
            if len(unknown) == 1
            else f"{name}s {missing} do not occur in {where}; check the spelling.{closest(unknown[0], list(known))}"
        )
