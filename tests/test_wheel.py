"""The wheel works on its own: in an environment of its own, away from the checkout. The sdist holds what builds it."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SEED = sorted((ROOT / "seeds").iterdir())[0]

pytestmark = pytest.mark.slow


def run(*command: object, cwd: Path) -> str:
    """What a command prints; it must succeed, and sees no Python path of this process."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        [str(word) for word in command], capture_output=True, encoding="utf-8", cwd=cwd, env=environment
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist of the checkout and a wheel that was built from that sdist."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, cwd=ROOT)
    return folder


@pytest.fixture(scope="session")
def wheel(dist: Path) -> Path:
    (path,) = dist.glob("*.whl")
    return path


@pytest.fixture(scope="session")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a new environment with the wheel in it, which borrows this environment's other packages."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False)
    paths = {"base": str(folder), "platbase": str(folder)}
    python = Path(sysconfig.get_path("scripts", "venv", paths)) / Path(sys.executable).name
    install = ("install", "--no-deps", "--no-index", "--no-compile", "--quiet", wheel)
    run(sys.executable, "-m", "pip", "--python", python, *install, cwd=folder)
    # Written only now, or pip would see the kgraph of this environment and find nothing to do. Python does not follow
    # the .pth files of a folder that it is led to by one, so an editable kgraph is not seen.
    borrowed = dict.fromkeys(sysconfig.get_path(name) for name in ("purelib", "platlib"))
    own = Path(sysconfig.get_path("purelib", "venv", paths))
    (own / "borrowed.pth").write_text("\n".join(borrowed) + "\n", encoding="utf-8")
    return python


def test_wheel_carries_all_data(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    code = {str(path.relative_to(ROOT)) for path in (ROOT / "kgraph").rglob("*") if path.is_file()}
    code = {path for path in code if "__pycache__" not in path}
    words = {f"kgraph/_ontology/{path.relative_to(ROOT / 'ontology')}" for path in (ROOT / "ontology").rglob("*.ttl")}
    assert code | words <= names
    assert {"kgraph/py.typed", "kgraph/view/page.html", "kgraph/graph/queries/central.rq"} <= code
    assert {"kgraph/_ontology/relations.ttl", "kgraph/_ontology/shapes/claims.ttl"} <= words
    assert {name.split("/")[0] for name in names} == {
        "kgraph",
        wheel.name.removesuffix("-py3-none-any.whl") + ".dist-info",
    }


def test_sdist_holds_what_a_stranger_needs(dist: Path) -> None:
    (path,) = dist.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    for folder in ("kgraph", "ontology", "tests", "seeds", "docs", "notebooks"):
        here = {str(path.relative_to(ROOT)) for path in (ROOT / folder).rglob("*") if path.is_file()}
        here = {path for path in here if "__pycache__" not in path and ".ipynb_checkpoints" not in path}
        assert here
        assert here <= names
    assert {"README.md", "LICENSE", "CHANGELOG.md", "pyproject.toml", "scripts/check"} <= names
    assert not [name for name in names if name.startswith((".venv", ".git/", "out/"))]


def test_wheel_is_what_the_new_environment_imports(python: Path, tmp_path: Path) -> None:
    code = "import kgraph, kgraph.ontology as o; print(kgraph.__file__); print(o.default_folder())"
    module, words = run(python, "-c", code, cwd=tmp_path).splitlines()
    environment = python.parent.parent
    assert environment in Path(module).parents
    assert Path(words) == Path(module).parent / "_ontology"


@pytest.mark.model
def test_wheel_builds_a_graph_away_from_the_checkout(python: Path, tmp_path: Path) -> None:
    kgraph = python.parent / "kgraph"
    text = tmp_path / SEED.name
    text.write_bytes(SEED.read_bytes())
    assert "Read 1 document" in run(kgraph, "build", SEED.name, "-o", "out", cwd=tmp_path)
    assert {"graph.html", "graph.trig", "claims.jsonl", "report.md"} <= {p.name for p in (tmp_path / "out").iterdir()}
    assert (tmp_path / "out" / "claims.jsonl").read_text(encoding="utf-8").count("\n") >= 5
    assert run(kgraph, "query", "out", "central", "--format", "csv", cwd=tmp_path).count("\n") >= 2
    assert "backs" in run(kgraph, "relations", cwd=tmp_path)
