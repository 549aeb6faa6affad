"""How is the UN General Debate Corpus read? `Session 75 - 2020/USA_75_2020.txt`, with speakers from its spreadsheet."""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from analysis.checks import check_columns, fail
from analysis.corpus.columns import Columns, to_corpus
from analysis.corpus.contents import Texts, read_texts
from analysis.corpus.corpus import Corpus
from analysis.corpus.problems import Problems
from analysis.corpus.walking import Found, text_files

SPEAKERS = "Speakers_by_session.xlsx"
_NAME = re.compile(r"(?P<country>[A-Z]{2,4})_(?P<session>\d{1,3})_(?P<year>\d{4})\.txt")
_SHEET = {"Session": "session", "ISO Code": "country", "Name of Person Speaking": "speaker", "Post": "position"}
# the spreadsheet's codes beside those of the files
_SAME_CODE = {"YDYE": "YMD", "EC": "EU"}


def is_ungdc(folder: Path) -> bool:
    """Whether a folder holds files named as in the corpus, in its session folders or directly.

    Parameters
    ----------
    folder : Path
        An existing folder.
    """
    sessions = [path for path in sorted(folder.iterdir()) if path.is_dir() and path.name.startswith("Session ")]
    return any(
        _NAME.fullmatch(path.name) for place in [folder, *sessions[:1]] if place.is_dir() for path in place.iterdir()
    )


def read_ungdc(folder: Path, columns: Columns, problems: Problems, *, speakers: Path | None = None) -> Corpus:
    """A corpus from the layout of the UN General Debate Corpus (Jankin, Baturo and Dasandi, doi:10.7910/DVN/0TJX8Y).

    Columns `session`, `year`, `country` (as in the name of the file), `date` (the year) and, with the spreadsheet,
    `speaker` and `position`. A speech whose speaker the spreadsheet lacks, or for which it names two people, has none
    and is told in `problems`.

    Parameters
    ----------
    folder : Path
        The folder that holds the session folders.
    columns : Columns
        What the user named.
    problems : Problems
        Takes the notes.
    speakers : Path, optional
        The spreadsheet; without it, `Speakers_by_session.xlsx` in the folder where it lies there.
    """
    frame, where = _speeches(text_files(folder, problems), problems)
    sheet = speakers or next((path for path in sorted(folder.rglob(SPEAKERS)) if path.is_file()), None)
    if sheet is not None:
        frame = _with_speakers(frame, where, read_speakers(sheet), problems)
    return to_corpus(frame, where, columns, problems, source=f"the folder {folder.name}")


def _speeches(files: Sequence[Found], problems: Problems) -> tuple[pd.DataFrame, pd.Series]:
    rows = []
    places = []
    stems: set[str] = set()
    texts = Texts()
    matches = [_NAME.fullmatch(found.last) for found in files]
    contents = read_texts([found for found, named in zip(files, matches, strict=True) if named], problems)
    for found, named in zip(files, matches, strict=True):
        if named is None:
            problems.note(found.where, "is not named like USA_75_2020.txt and was not read")
            continue
        text = next(contents)
        if text is None:
            continue
        stem = found.last.removesuffix(".txt")
        texts.append(text)
        rows.append(
            {
                "id": found.id if stem in stems else stem,
                "text": None,
                "session": int(named["session"]),
                "year": int(named["year"]),
                "country": named["country"],
            }
        )
        stems.add(stem)
        places.append(found.where)
    frame = pd.DataFrame(rows, columns=["id", "text", "session", "year", "country"])
    frame["text"] = texts.column()
    return frame, pd.Series(places, index=frame.index, dtype="str")


def read_speakers(path: Path) -> pd.DataFrame:
    """The spreadsheet of speakers, one row per session and country.

    Parameters
    ----------
    path : Path
        `Speakers_by_session.xlsx`.

    Returns
    -------
    DataFrame
        `session`, `country`, `speaker`, `position` (the last two missing where not given or not clear), `names` (how
        many different people are named).
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # openpyxl on the workbook's looks
            sheet = pd.read_excel(path, dtype="str", keep_default_na=False)
    except (OSError, ValueError, KeyError, EOFError) as error:
        fail(f"the spreadsheet {path.name} cannot be read ({str(error).splitlines()[0]}); give an .xlsx file")
    check_columns(sheet, _SHEET, where=f"the spreadsheet {path.name}")
    sheet = sheet[list(_SHEET)].rename(columns=_SHEET).apply(lambda column: column.str.strip())
    sheet = sheet[sheet["session"].str.fullmatch(r"\d+")]
    sheet = sheet.assign(session=sheet["session"].astype("int64"), country=sheet["country"].replace(_SAME_CODE))
    sheet = sheet[sheet["speaker"] != ""]
    return pd.DataFrame(_one_each(sheet), columns=["session", "country", "speaker", "position", "names"])


def _one_each(sheet: pd.DataFrame) -> list[tuple[int, str, str | None, str | None, int]]:
    people: dict[tuple[int, str], dict[str, tuple[str, str]]] = {}
    for session, country, name, post in sheet.itertuples(index=False):
        people.setdefault((session, country), {}).setdefault(_folded(name), (name, post))
    rows = []
    for (session, country), named in people.items():
        name, post = next(iter(named.values()))
        clear = len(named) == 1
        rows.append((session, country, name if clear else None, (post or None) if clear else None, len(named)))
    return rows


def _folded(name: str) -> str:
    return re.sub(r"^(mr|mrs|ms|dr|sir|h\.?e)\.?\s+", "", name.casefold()).strip()


def _with_speakers(frame: pd.DataFrame, where: pd.Series, sheet: pd.DataFrame, problems: Problems) -> pd.DataFrame:
    joined = frame.merge(sheet, on=["session", "country"], how="left", validate="many_to_one")
    for place, country, session, names in zip(
        where, joined["country"], joined["session"], joined["names"], strict=True
    ):
        if pd.isna(names):
            problems.note(place, f"has no speaker: the spreadsheet has none for {country} in session {session}")
        elif names > 1:
            problems.note(
                place, f"has no speaker: the spreadsheet names {names:.0f} for {country} in session {session}"
            )
    return joined.drop(columns="names")
