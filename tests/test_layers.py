"""The house: a module imports from lower layers only, never sideways between rooms of one layer."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LAYERS = {
    "compiling": -2,
    "loops": -1,
    "checks": 0,
    "corpus": 1,
    "text": 2,
    "synthetic": 2,
    "statements": 3,
    "vectors": 3,
    "measures": 4,
    "topics": 4,
    "figures": 5,
    "runs": 6,
    "__main__": 7,
}
MODULES = sorted(
    path for path in (ROOT / "analysis").rglob("*.py") if path.parent != ROOT / "analysis" or path.stem in LAYERS
)


def room_of(path: Path) -> str:
    first = path.relative_to(ROOT / "analysis").parts[0]
    return first.removesuffix(".py")


def rooms_imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write imports in full"
            modules = [node.module or ""]
            if node.module == "analysis":
                modules = [f"analysis.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        else:
            continue
        names |= {module.split(".")[1] for module in modules if module.startswith("analysis.")}
        assert "analysis" not in modules or room_of(path) in {"runs", "__main__"}, (
            f"{path}: import the module, not the package"
        )
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_go_down(path):
    here = room_of(path)
    for other in rooms_imported(path) & set(LAYERS):
        assert other == here or LAYERS[other] < LAYERS[here], f"{path.name} ({here}) must not import from {other}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_are_short(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300, "split it by question"


def test_every_room_has_its_layer():
    rooms = {path.name for path in (ROOT / "analysis").iterdir() if (path / "__init__.py").is_file()}
    assert rooms <= set(LAYERS)
