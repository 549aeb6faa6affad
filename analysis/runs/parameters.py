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
        source = "\n".join(["# set for this run", *(f"{name} = {value!r}" for name, value in values.items())])
        cell = nbformat.v4.new_code_cell(source, id=INJECTED, metadata={"tags": [INJECTED]})
        told.cells.insert(place + 1, cell)
    return told


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
