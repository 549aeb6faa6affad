"""With which versions was a notebook run? Those a reader may have to name in a methods section."""

from __future__ import annotations

from importlib.metadata import requires

import pandas as pd
from packaging.requirements import Requirement

from analysis.runs.record import versions


def package_versions() -> pd.DataFrame:
    """Versions of Python, of this toolkit and of the packages it builds on.

    The record of a run (`run.json`) holds every installed package; this is the short list that ends a notebook.

    Returns
    -------
    DataFrame
        Index `package`, column `version`.

    Examples
    --------
    >>> package_versions().index[:2].tolist()
    ['python', 'demarche']
    """
    needed = [Requirement(line) for line in requires("demarche") or []]
    names = ["python", "demarche", *sorted(need.name.lower() for need in needed if need.marker is None)]
    known = versions()
    return pd.DataFrame({"version": {name: known[name] for name in names if name in known}}).rename_axis("package")
