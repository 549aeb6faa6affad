"""Which speakers form a group? Trees grown from distances, their branches, and how often a branch comes back."""

from __future__ import annotations

from collections import Counter

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import linkage

Floats = NDArray[np.float64]


def grow(distances: Floats) -> Floats:
    """Tree of average linkage (UPGMA), which makes no assumption about the distance.

    Parameters
    ----------
    distances : float array
        Condensed distances, as scipy's `pdist` gives them.

    Returns
    -------
    float array of shape (n - 1, 4)
        As scipy's `linkage`: the two parts joined, the height, the number of members.

    References
    ----------
    Sokal, R. & Michener, C. (1958). University of Kansas Science Bulletin 38.

    Examples
    --------
    >>> grow(np.array([1.0, 4.0, 4.0])).tolist()
    [[0.0, 1.0, 1.0, 2.0], [2.0, 3.0, 4.0, 3.0]]
    """
    return np.asarray(linkage(distances, "average"))


def clusters_of(tree: Floats) -> list[list[int]]:
    """Members of each branch of a tree, in the order of its rows.

    Parameters
    ----------
    tree : float array of shape (n - 1, 4)
        As `grow` gives it.

    Examples
    --------
    >>> clusters_of(grow(np.array([1.0, 4.0, 4.0])))
    [[0, 1], [0, 1, 2]]
    """
    leaves = len(tree) + 1
    members: list[list[int]] = [[leaf] for leaf in range(leaves)]
    for first, second in tree[:, :2].astype(int).tolist():
        members.append(sorted(members[first] + members[second]))
    return members[leaves:]


def stems(tree: Floats) -> Floats:
    """How alone each branch stands: the way up to the next branch, as a share of that branch's height.

    Parameters
    ----------
    tree : float array of shape (n - 1, 4)
        As `grow` gives it.

    Returns
    -------
    float array of shape (n - 1,)
        In [0, 1]; missing for the root.

    Examples
    --------
    >>> stems(grow(np.array([1.0, 4.0, 4.0]))).tolist()
    [0.75, nan]
    """
    leaves = len(tree) + 1
    parent = np.full(2 * leaves - 1, np.nan)
    for row, (first, second) in enumerate(tree[:, :2].astype(int).tolist()):
        parent[[first, second]] = tree[row, 2]
    above = parent[leaves:]
    relative = np.divide(above - tree[:, 2], above, out=np.where(np.isnan(above), np.nan, 0.0), where=above > 0)
    return np.asarray(relative)


def branch_shares(tree: Floats, others: list[Floats]) -> Floats:
    """Share of other trees that have a branch of exactly the same members.

    Parameters
    ----------
    tree : float array of shape (n - 1, 4)
        The tree whose branches are looked for.
    others : list of float arrays
        Trees over the same leaves.

    Returns
    -------
    float array of shape (n - 1,)

    References
    ----------
    Felsenstein, J. (1985). Confidence limits on phylogenies. Evolution 39(4).

    Examples
    --------
    >>> one, other = grow(np.array([1.0, 4.0, 4.0])), grow(np.array([4.0, 1.0, 4.0]))
    >>> branch_shares(one, [one, other]).tolist()
    [0.5, 1.0]
    """
    seen = Counter(branch for other in others for branch in _signatures(other))
    return np.array([seen[branch] / len(others) for branch in _signatures(tree)])


def _signatures(tree: Floats) -> list[int]:
    """Each branch as a whole number with one bit per leaf, which is quick to compare."""
    leaves = len(tree) + 1
    bits = [1 << leaf for leaf in range(leaves)]
    for first, second in tree[:, :2].astype(int).tolist():
        bits.append(bits[first] | bits[second])
    return bits[leaves:]
