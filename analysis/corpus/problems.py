"""What went wrong while reading? Stop at the first mistake, or write each down and go on."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from analysis.checks import check_choice, fail

ON_ERROR = ("error", "skip")


@dataclass
class Problems:
    """The notes a reader takes: what it skipped, and what looked odd.

    Parameters
    ----------
    on_error : {"error", "skip"}
        Whether something that cannot be read stops the reading or becomes a row.

    Examples
    --------
    >>> problems = Problems(on_error="skip")
    >>> problems.refuse("the file a.txt", "is not a text file")
    >>> problems.table()["problem"].tolist()
    ['is not a text file']
    """

    on_error: str = "error"
    rows: list[tuple[str, str]] = field(default_factory=list)
    refused: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        check_choice("on_error", self.on_error, ON_ERROR)

    def note(self, where: str, problem: str) -> None:
        """Write down something odd that does not stop the reading.

        Parameters
        ----------
        where : str
            "the file a/b.txt", "row 17 of the file t.csv".
        problem : str
            What was found and what was done about it; continues the sentence begun by `where`.
        """
        self.rows.append((where, problem))

    def refuse(self, where: str, problem: str) -> None:
        """Stop at something that cannot be read or, with `on_error="skip"`, write it down.

        Parameters
        ----------
        where, problem : str
            As in `note`; together they are the sentence of the error.

        Raises
        ------
        InputError
            With `on_error="error"`.
        """
        if self.on_error == "error":
            fail(f'{where} {problem}; mend it, or read the rest with on_error="skip"')
        self.refused.add(len(self.rows))
        self.note(where, problem)

    def table(self) -> pd.DataFrame:
        """Columns `where`, `problem`: one row per note, in the order they were taken."""
        return pd.DataFrame(self.rows, columns=["where", "problem"], dtype="str")
