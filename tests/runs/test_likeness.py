import json

import matplotlib.pyplot as plt
import numpy as np
import pytest

from analysis.runs.likeness import DIFFERENT, EQUAL, IDENTICAL, compare_files


def pair(tmp_path, ending, first, second):
    paths = [tmp_path / f"{side}{ending}" for side in ("first", "second")]
    for path, content in zip(paths, (first, second), strict=True):
        path.write_text(content, encoding="utf-8")
    return compare_files(*paths)


@pytest.mark.parametrize(
    ("second", "verdict", "change", "detail"),
    [
        ("a,b\nx,1.0\ny,200.0\n", IDENTICAL, 0, ""),
        ("a,b\nx,1.0000005\ny,200.0\n", EQUAL, 5e-7, ""),
        ("a,b\nx,1.0\ny,200.0001\n", EQUAL, 5e-7, ""),
        ("a,b\nx,1.00001\ny,200.0\n", DIFFERENT, 1e-5, "1 of 4 cells, most in b, row 1: 1.0 and 1.00001"),
        ("a,b\nx,1.1\ny,300\n", DIFFERENT, 1 / 3, "2 of 4 cells, most in b, row 2: 200.0 and 300"),
        ("a,b\nz,1.0\ny,200.0\n", DIFFERENT, float("inf"), "1 of 4 cells, most in a, row 1: x and z"),
        ("a,b\nx,\ny,200.0\n", DIFFERENT, float("inf"), "1.0 and "),
        ("a,b\nx,1.0\n", DIFFERENT, float("nan"), "2 rows, then 1"),
        ("a,c\nx,1.0\ny,200.0\n", DIFFERENT, float("nan"), "columns: without ['b'], with ['c']"),
    ],
)
def test_tables_are_compared_number_by_number(tmp_path, second, verdict, change, detail):
    likeness = pair(tmp_path, ".csv", "a,b\nx,1.0\ny,200.0\n", second)
    assert likeness.verdict == verdict
    assert likeness.change == pytest.approx(change, rel=1e-3, nan_ok=True)
    assert detail in likeness.detail


def test_drawings_are_compared_by_what_is_seen(tmp_path):
    drawn = "<svg><metadata>{}</metadata><desc>{}</desc>"
    drawn += '<path id="m{}" d="M {} 5.0"/><use href="#m{}"/><text>{}</text></svg>'
    first = drawn.format("x", "y", "0123456789", "1.000", "0123456789", "aid")
    moved = drawn.format("corpus 2", "z", "abcdef0123", "1.004", "abcdef0123", "aid")
    assert pair(tmp_path, ".svg", first, moved).verdict == EQUAL
    assert pair(tmp_path, ".svg", first, moved.replace("1.004", "1.4")).verdict == DIFFERENT
    assert pair(tmp_path, ".svg", first, moved.replace("aid", "arms")).verdict == DIFFERENT


def test_pictures_are_compared_by_their_pixels(tmp_path):
    picture = np.full((10, 10, 3), 0.5)
    other = picture.copy()
    other[0, 0] += 0.2
    for name, pixels in (("a", picture), ("b", picture + 0.004), ("c", other), ("d", picture[:5])):
        plt.imsave(tmp_path / f"{name}.png", pixels)
    verdicts = {name: compare_files(tmp_path / "a.png", tmp_path / f"{name}.png") for name in "abcd"}
    assert [verdicts[name].verdict for name in "abcd"] == [IDENTICAL, EQUAL, DIFFERENT, DIFFERENT]
    assert verdicts["c"].detail == "1.00 % of the pixels"
    assert verdicts["d"].detail == "sizes 10 x 10 and 10 x 5 pixels"


def test_notebooks_are_compared_without_their_pictures(tmp_path):
    def notebook(picture, text):
        output = {"output_type": "display_data", "data": {"image/png": picture, "text/plain": text}}
        return json.dumps({"cells": [{"source": "x", "outputs": [output]}]})

    first = notebook("AAAA", "mean 0.5000001")
    assert pair(tmp_path, ".ipynb", first, notebook("BBBB", "mean 0.5000002")).verdict == EQUAL
    assert pair(tmp_path, ".ipynb", first, notebook("AAAA", "mean 0.6")).verdict == DIFFERENT
    assert pair(tmp_path, ".ipynb", first, "{}").verdict == DIFFERENT


def test_anything_else_is_compared_by_its_bytes(tmp_path):
    assert pair(tmp_path, ".html", "a", "a").verdict == IDENTICAL
    assert pair(tmp_path, ".html", "1.0", "1.00").verdict == DIFFERENT
