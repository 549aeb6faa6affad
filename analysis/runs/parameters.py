"""What was a notebook told? Values from the command line, typed like the defaults they replace."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping
from typing import Any

import nbformat
import yaml
from nbformat.notebooknode import NotebookNode

from analysis.checks import closest, fail, listed
from analysis.runs.notebooks import COMPUTED, INJECTED, parameters_cell, tags_of

COLUMNS = ("text", "id", "date", "speaker")
"""What a column of a table can be: options of `read_corpus` that the command line and notebooks pass on."""

_INTEGER = re.compile(r"[-+]?\d+")
_FLOAT = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?")
_BOOLEANS = {"true": True, "false": False}
_NULLS = ("null", "none", "~", "")


def parse_settings(settings: Iterable[str]) -> dict[str, str]:
    """Texts `name=value` as a dict of name and the value's text.

    Parameters
    ----------
    settings : iterable of str

    Raises
    ------
    InputError
        If one has no equals sign, its name is no Python name, or a name is given twice.

    Examples
    --------
    >>> parse_settings(["k=12", "terms=[aid, strait]"])
    {'k': '12', 'terms': '[aid, strait]'}
    """
    parsed: dict[str, str] = {}
    for setting in settings:
        name, equals, value = setting.partition("=")
        name = name.strip()
        if not equals or not name.isidentifier():
            fail(f'--set "{setting}" is no setting; write name=value, for instance --set k=12')
        if name in parsed:
            fail(f'--set gives "{name}" twice; give each parameter once')
        parsed[name] = value.strip()
    return parsed


def parse_columns(settings: Iterable[str]) -> dict[str, str | list[str]]:
    """Texts `name=column` as the options of `read_corpus` that say which column of a table is what.

    Parameters
    ----------
    settings : iterable of str
        The names are `text`, `id`, `date` and `speaker`; several columns of ids are written with commas.

    Raises
    ------
    InputError
        If one has no equals sign or another name, or a name is given twice.

    Examples
    --------
    >>> parse_columns(["text=body", "id=country,year"])
    {'text': 'body', 'id': ['country', 'year']}
    """
    columns: dict[str, str | list[str]] = {}
    for setting in settings:
        name, equals, column = (part.strip() for part in setting.partition("="))
        if name not in COLUMNS or not equals or not column:
            fail(
                f'--column "{setting}" names no column; write one of {listed(COLUMNS)}, for instance --column text=body'
            )
        if name in columns:
            fail(f'--column gives "{name}" twice; give each column once')
        columns[name] = _ids(column) if name == "id" else _unquoted(column)
    return columns


def check_columns_told(columns: Mapping[str, Any], known: Mapping[str, Mapping[str, Any]]) -> None:
    """Check that every notebook that reads the corpus can be told its columns.

    Parameters
    ----------
    columns : mapping
        As from `parse_columns`.
    known : mapping of notebook name to its parameters

    Raises
    ------
    InputError
        Naming the notebooks without a parameter `columns`.
    """
    deaf = [name for name, parameters in known.items() if "corpus" in parameters and "columns" not in parameters]
    if columns and deaf:
        fail(
            f"{listed(deaf)} cannot be told which column is what; write columns = {{}} into the cell tagged parameters "
            "and read with da.read_corpus(corpus, **columns)"
        )


def check_settings(settings: Mapping[str, str], known: Mapping[str, Mapping[str, Any]]) -> None:
    """Check that each setting is a parameter of at least one notebook.

    Parameters
    ----------
    settings : mapping of name to text
    known : mapping of notebook name to its parameters

    Raises
    ------
    InputError
        Naming the parameters there are.
    """
    for name, option in (("corpus", "--corpus PATH"), ("columns", "--column text=NAME")):
        if name in settings:
            fail(f"the {name} is named with {option}, not with --set {name}={settings[name]}")
    names = sorted({name for parameters in known.values() for name in parameters})
    for name in settings:
        if name not in names:
            fail(
                f'no notebook of this run has a parameter "{name}"; the parameters are {listed(names, limit=30)}.'
                f"{closest(name, names)}"
            )


def typed(name: str, text: str, default: Any) -> Any:
    """A value from its text, of the type of the default it replaces.

    Text stays text where the default is text (`country=NO` is Norway, not false; `period=2020` is a text). Lists and
    dicts are written as in YAML, `[aid, strait]`, or, for lists, with commas alone; their items take the type of the
    default's items. Where the default is None, empty or computed, numbers, true, false and null are recognised.

    Parameters
    ----------
    name : str
        The parameter, for messages.
    text : str
        What the user wrote.
    default : object
        The default in the notebook.

    Raises
    ------
    InputError
        If the text is no such value.

    Examples
    --------
    >>> typed("k", "12", 8), typed("country", "NO", "FR"), typed("terms", "aid, strait", ["war"])
    (12, 'NO', ['aid', 'strait'])
    """
    if isinstance(default, str):
        return _unquoted(text)
    if isinstance(default, (list, tuple, dict, set)) or (
        text[:1] in "[{" and not isinstance(default, (bool, int, float))
    ):
        return _collection(name, text, default)
    return _scalar(name, text, quoted=False, default=default)


def inject(notebook: NotebookNode, values: Mapping[str, Any]) -> NotebookNode:
    """A copy of the notebook with a cell that assigns values, right behind the cell tagged `parameters`.

    Parameters
    ----------
    notebook : NotebookNode
    values : mapping of name to value
        Written as Python literals; without any, no cell is added.

    Returns
    -------
    NotebookNode
        An injected cell of an earlier run is replaced.
    """
    told = copy.deepcopy(notebook)
    told.cells = [cell for cell in told.cells if INJECTED not in tags_of(cell)]
    place = parameters_cell(told)
    if place is not None and values:
        cell = nbformat.v4.new_code_cell(_assignments(values), id=INJECTED, metadata={"tags": [INJECTED]})
        told.cells.insert(place + 1, cell)
    return told


def retell(notebook: NotebookNode, values: Mapping[str, Any]) -> None:
    """Write other values into the injected cell, for those who read the executed notebook.

    Parameters
    ----------
    notebook : NotebookNode
        Changed in place.
    values : mapping of name to value
    """
    for cell in notebook.cells:
        if INJECTED in tags_of(cell):
            cell.source = _assignments(values)


def _assignments(values: Mapping[str, Any]) -> str:
    return "\n".join(["# set for this run", *(f"{name} = {value!r}" for name, value in values.items())])


def _ids(text: str) -> str | list[str]:
    names = [str(name) for name in typed("id", text, ["x"])]
    return names[0] if len(names) == 1 else names


def _collection(name: str, text: str, default: Any) -> Any:
    flow = text if text[:1] in ("[", "{") else f"[{text}]"
    try:
        node = yaml.compose(flow, Loader=yaml.SafeLoader)
        value = _built(name, node, default)
    except (yaml.YAMLError, RecursionError):
        fail(
            f"{name}={text} cannot be read; write a list as [first, second], with quotation marks around odd characters"
        )
    wanted = type(default) if isinstance(default, (list, tuple, dict, set)) else type(value)
    if isinstance(value, dict) is not issubclass(wanted, dict):
        fail(f"{name}={text} must be a {wanted.__name__} like its default {default!r}")
    return wanted(value)


def _built(name: str, node: yaml.Node | None, default: Any) -> Any:
    if isinstance(node, yaml.SequenceNode):
        items = list(default) if isinstance(default, (list, tuple, set)) else []
        model = items[0] if items and len({type(item) for item in items}) == 1 else None
        return [_built(name, item, model) for item in node.value]
    if isinstance(node, yaml.MappingNode):
        models = default if isinstance(default, dict) else {}
        return {key.value: _built(name, value, models.get(key.value)) for key, value in node.value}
    text, style = str(getattr(node, "value", "")), getattr(node, "style", None)
    return text if isinstance(default, str) else _scalar(name, text, quoted=bool(style), default=default)


def _scalar(name: str, text: str, *, quoted: bool, default: Any) -> Any:
    value = text if quoted else _recognised(text)
    if default is None or default is COMPUTED or (value is None and not isinstance(default, (bool, int, float))):
        return value
    if isinstance(default, bool) and not isinstance(value, bool):
        fail(f'{name} is "{text}"; its default is {default}, so write true or false')
    if isinstance(default, float) and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if isinstance(default, (int, float)) and type(value) is not type(default):
        kind = "a whole number" if isinstance(default, int) else "a number"
        fail(f'{name} is "{text}"; its default is {default}, so write {kind}')
    return value


def _recognised(text: str) -> Any:
    if text.lower() in _BOOLEANS:
        return _BOOLEANS[text.lower()]
    if text.lower() in _NULLS:
        return None
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text


def _unquoted(text: str) -> str:
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text
