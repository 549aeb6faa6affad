"""How is a table of metadata kept so that every value comes back as it was? As Arrow, odd values as plain JSON."""

from __future__ import annotations

import datetime
import json
from typing import IO, Any

import numpy as np
import pandas as pd
import pyarrow as pa

from analysis.checks import fail, listed

_ODD = b"demarche_odd"


def write_table(frame: pd.DataFrame, stream: IO[bytes]) -> None:
    """Write a table as an Arrow file.

    Parameters
    ----------
    frame : DataFrame
        With names of columns that are strings, no two alike; the index is not written.
    stream : binary file
        Where to.

    Raises
    ------
    InputError
        If a column holds something that is no text, number, date or list of these.
    """
    strange = [name for name in frame.columns if not isinstance(name, str)]
    if strange or frame.columns.has_duplicates:
        fail(f"the columns {listed(frame.columns)} cannot be kept; give each a name of its own, in letters")
    odd = [name for name, dtype in frame.dtypes.items() if pd.api.types.is_object_dtype(dtype)]
    written = {name: [json.dumps(_tagged(value, name)) for value in frame[name]] for name in odd}
    plain = frame.reset_index(drop=True).assign(**written).astype(dict.fromkeys(odd, "str"))
    plain.attrs = {}
    try:
        table = pa.Table.from_pandas(plain, preserve_index=False)
    except (pa.ArrowException, TypeError, ValueError) as error:
        fail(f"the metadata cannot be kept ({error}); turn the column into text, numbers or dates")
    table = table.replace_schema_metadata({**(table.schema.metadata or {}), _ODD: json.dumps(odd).encode()})
    with pa.ipc.new_file(stream, table.schema) as writer:
        writer.write_table(table)


def read_table(content: memoryview) -> pd.DataFrame:
    """Read a table that `write_table` wrote; text stays where it is and is not copied.

    Parameters
    ----------
    content : memoryview
        The Arrow file.

    Returns
    -------
    DataFrame
        With rows counted from 0.
    """
    table = read_arrow(content)
    frame = table.to_pandas()
    for name in json.loads(table.schema.metadata[_ODD]):
        values = np.empty(len(frame), dtype=object)
        values[:] = [_from_json(json.loads(value)) for value in frame[name]]
        frame[name] = pd.Series(values, dtype=object)
    return frame


def read_arrow(content: memoryview) -> pa.Table:
    """An Arrow file, checked: no offset outside it, no text that is not UTF-8.

    Parameters
    ----------
    content : memoryview
        The file.
    """
    table = pa.ipc.open_file(pa.py_buffer(content)).read_all()
    table.validate(full=True)
    return table


def _tagged(value: Any, column: str) -> Any:
    """A value in what JSON holds; what JSON has no word for is an object of one key."""
    if isinstance(value, (list, tuple, np.ndarray)):
        inner = [_tagged(part, column) for part in value]
        return {"tuple": inner} if isinstance(value, tuple) else inner
    if isinstance(value, dict):
        return {"dict": [[_tagged(key, column), _tagged(part, column)] for key, part in value.items()]}
    if value is pd.NA or value is pd.NaT:
        return {"missing": str(value)}
    if isinstance(value, datetime.date):
        return {"time" if isinstance(value, datetime.datetime) else "date": value.isoformat()}
    value = value.item() if isinstance(value, np.generic) else value
    if value is not None and not isinstance(value, (str, bool, int, float)):
        fail(f'the column "{column}" holds {value!r}, which cannot be kept; turn it into text, numbers or dates')
    return value


def _from_json(value: Any) -> Any:
    if isinstance(value, list):
        return [_from_json(part) for part in value]
    if not isinstance(value, dict):
        return value
    ((kind, inner),) = value.items()
    if kind == "tuple":
        return tuple(_from_json(part) for part in inner)
    if kind == "dict":
        return {_from_json(key): _from_json(part) for key, part in inner}
    readers = {
        "missing": {"<NA>": pd.NA, "NaT": pd.NaT}.__getitem__,
        "time": pd.Timestamp,
        "date": datetime.date.fromisoformat,
    }
    return readers[kind](inner)
