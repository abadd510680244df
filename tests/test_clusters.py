"""Reading on many machines: the same readings from a Dask cluster, the same claims from Spark."""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Iterator
from typing import Any, cast

import pytest
from commands import run
from conftest import BACKING, RAIDS, FakeReader
from readme import ROOT

import kgraph
from kgraph.clusters.dask import DaskReader
from kgraph.errors import EngineError
from kgraph.model import Document, Reading
from kgraph.reading import Reader
from kgraph.reading.workers import CHARACTERS

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]  # of the engines

DOCUMENTS = [Document(str(number), "x" * (CHARACTERS // 2)) for number in range(20)]


class Portable(FakeReader):
    """The reader made by hand, with what a cluster asks of a reader."""

    model = ("hand", "1")


def read(documents: list[Document], address: str, fail_at: str | None = None) -> list[Reading]:
    return list(DaskReader(cast(Reader, Portable(BACKING, RAIDS, fail_at=fail_at)), address).read(documents))


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """The address of a cluster of two workers with two threads each, in this process."""
    distributed = pytest.importorskip("distributed", reason="the extra dask is not installed")
    with distributed.LocalCluster(2, threads_per_worker=2, processes=False, dashboard_address=None) as cluster:
        yield cluster.scheduler_address


def test_documents_come_back_from_dask_in_order(cluster: str) -> None:
    found = read([*DOCUMENTS, BACKING.document], cluster)
    assert [reading.document.id for reading in found] == [*(each.id for each in DOCUMENTS), "a.txt"]
    assert found[-1] == BACKING
    assert read([], cluster) == []


def test_what_fails_on_dask_is_told(cluster: str) -> None:
    with pytest.raises(EngineError, match="failed: the reader broke"):
        read(DOCUMENTS, cluster, fail_at="7")


def test_a_scheduler_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed", reason="the extra dask is not installed")
    monkeypatch.setattr("kgraph.clusters.dask.CONNECT_SECONDS", 1)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
        with pytest.raises(EngineError, match=f"no Dask scheduler answers at {address}"):
            read(DOCUMENTS, address)


def test_a_missing_engine_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(EngineError, match=r"pip install 'kgraph\[dask\]'"):
        read(DOCUMENTS, "tcp://127.0.0.1:1")


def test_engine_and_scheduler_go_together() -> None:
    for arguments in (("--engine", "dask"), ("--scheduler", "tcp://127.0.0.1:1")):
        assert "go together" in run("build", "x", "-o", "y", *arguments).stderr


@pytest.fixture(scope="module")
def seeds() -> list[Document]:
    return kgraph.read_documents([ROOT / "seeds"])[:2]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(kgraph.load_ontology())


@pytest.mark.model
def test_processes_of_dask_read_as_one_does(reader: Reader, seeds: list[Document]) -> None:
    distributed = pytest.importorskip("distributed", reason="the extra dask is not installed")
    with distributed.LocalCluster(2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        found = list(DaskReader(reader, cluster.scheduler_address).read(seeds))
    assert found == list(reader.read(seeds))


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    sql = pytest.importorskip("pyspark.sql", reason="Spark is not installed: pip install 'kgraph[spark]', and Java 17")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    session = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    yield session
    session.stop()


@pytest.mark.model
def test_spark_finds_the_same_claims(spark: Any, reader: Reader, seeds: list[Document]) -> None:
    from kgraph.clusters.spark import claims

    rows = [(each.id, each.text, None) for each in seeds]
    table = spark.createDataFrame(rows, "id string, text string, date string").repartition(2)
    found = {row.claim: row for row in claims(table, reader).collect()}
    alone = {
        json.dumps(claim.to_json(), ensure_ascii=False): claim for each in reader.read(seeds) for claim in each.claims
    }
    assert found.keys() == alone.keys()
    for text, row in found.items():
        claim = alone[text]
        assert (row.subject_label, row.relation, row.object) == (
            claim.subject.actor.label,
            claim.relation,
            claim.object.actor.id,
        )


def test_a_table_without_texts_is_told(spark: Any) -> None:
    from kgraph.clusters.spark import claims

    with pytest.raises(EngineError, match="lacks the column 'text'"):
        claims(spark.createDataFrame([("a",)], "id string"), cast(Reader, None))
