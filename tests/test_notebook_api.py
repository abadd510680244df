"""What one works with in a notebook: `kgraph.read`, `kgraph.open`, and the graph that they give."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from conftest import BACKING, RAIDS, SCRIPT, FakeReader, make_ontology, make_reading
from made_graphs import graph_of

import kgraph
from kgraph.errors import InputError, QueryError, StoreError
from kgraph.notebook import Graph, Page
from kgraph.reading import Reader


class Speaker(FakeReader):
    """A stand-in for the reader that notes what it is given."""

    ontology = make_ontology()
    curation = None

    def read(self, documents):
        self.given = list(documents)
        return super().read(self.given)


@pytest.fixture
def graph() -> Graph:
    return read([BACKING.document, RAIDS.document], Speaker())


def read(what, speaker: Speaker, **options) -> Graph:
    return kgraph.read(what, reader=cast(Reader, speaker), **options)


def test_a_text_is_read_with_its_date() -> None:
    speaker = Speaker()
    read("Iran backed Iraq.", speaker, date="2020-06-25")
    assert [(each.id, each.text, each.date) for each in speaker.given] == [
        ("text-1", "Iran backed Iraq.", "2020-06-25")
    ]


def test_files_texts_and_documents_go_together(tmp_path: Path) -> None:
    (tmp_path / "a b.txt").write_text("Iran backed Iraq.")
    speaker = Speaker()
    read([tmp_path, "One\ntwo", kgraph.Document("d", "Three.")], speaker)
    assert [each.id for each in speaker.given] == ["a b.txt", "text-2", "d"]
    read(str(tmp_path / "a b.txt"), speaker)
    assert [each.text for each in speaker.given] == ["Iran backed Iraq."]


def test_one_word_is_a_path() -> None:
    with pytest.raises(InputError, match=r"no-such\.txt: there is no such file"):
        read("no-such.txt", Speaker())


def test_an_empty_text_is_refused() -> None:
    with pytest.raises(InputError, match="the text is empty"):
        read("  ", Speaker())


def test_what_is_read_is_a_whole_graph() -> None:
    graph = read([BACKING.document, RAIDS.document], Speaker())
    assert graph.store.counts()["facts"] == 3
    assert graph.query("documents")["document"].tolist() == ["a.txt", "b.txt"]


def test_unsure_claims_stay_out() -> None:
    assert read(BACKING.document, Speaker(), min_confidence=0.9).claims().empty


def test_a_query_gives_a_frame(graph: Graph) -> None:
    frame = graph.query(
        "SELECT ?who (COUNT(*) AS ?claims) { ?c a kg:Claim ; rdf:subject ?who } GROUP BY ?who ORDER BY DESC(?claims) ?who"
    )
    assert frame.values.tolist() == [["actor:Iran", 3], ["actor:Kataib_Hezbollah", 1], ["actor:Mustafa_al-Kadhimi", 1]]


def test_parameters_have_names(graph: Graph) -> None:
    assert set(graph.query("between", a="Iran", b="Iraq")["relation"]) == {"attacks"}


def test_asking_gives_a_truth_value(graph: Graph) -> None:
    assert graph.query("ASK { ?claim a kg:Claim }") is True


def test_constructing_gives_triples(graph: Graph) -> None:
    frame = graph.query("CONSTRUCT { ?s kg:backs ?o } WHERE { ?s kg:backs ?o }")
    assert frame.values.tolist() == [["actor:Iran", "kg:backs", "actor:Kataib_Hezbollah"]]


def test_a_wrong_query_says_so(graph: Graph) -> None:
    with pytest.raises(QueryError, match="no named query 'fact'"):
        graph.query("fact")


def test_claims_are_a_frame_with_their_sentences(graph: Graph) -> None:
    claims = graph.claims()
    assert len(claims) == 5
    assert claims.loc[1, ["subject", "relation", "object", "factuality"]].tolist() == [
        "Iran",
        "attacks",
        "Iraq",
        "negated",
    ]
    assert claims.loc[1, "sentence"] == "Tehran did not attack Iraq."


def test_a_claim_is_explained(graph: Graph) -> None:
    frame = graph.explain(graph.claims().loc[0, "claim"][:8])
    assert frame.loc["says", "why"] == "Iran –backs→ Kataib Hezbollah"


def test_a_graph_shows_itself(graph: Graph) -> None:
    assert "2 documents" in repr(graph)
    assert "<td>Iran</td><td>backs</td><td>Kataib Hezbollah</td><td>2</td>" in graph._repr_html_()


def test_nothing_in_a_text_becomes_markup() -> None:
    reading = make_reading(f"{SCRIPT} backed Iraq.", (SCRIPT, "backed", "backs", "Iraq"))
    shown = Graph(graph_of(reading))
    assert "<script" not in shown._repr_html_()
    assert "<script" not in shown.page()._repr_html_()


def test_the_page_is_shown_in_a_frame_and_kept_in_a_file(tmp_path: Path) -> None:
    page = Page('<p title="x">&amp;</p>')
    assert 'srcdoc="&lt;p title=&quot;x&quot;&gt;&amp;amp;&lt;/p&gt;"' in page._repr_html_()
    assert page.save(tmp_path / "page.html").read_text() == page.html


def test_a_folder_is_opened(tmp_path: Path) -> None:
    kgraph.build([BACKING.document], tmp_path / "out", FakeReader(), make_ontology())
    assert len(kgraph.open(tmp_path / "out").claims()) == 2
    with pytest.raises(StoreError, match="no such folder"):
        kgraph.open(tmp_path / "none")


def test_a_network_has_tables(graph: Graph) -> None:
    network = graph.network()
    assert repr(network) == "<network of 3 actors and 3 edges>"
    assert network.actors().loc[0, "label"] == "Kataib Hezbollah"
    pairs = network.pairs().iloc[0]
    assert pairs[["subject", "object", "claims", "relations"]].tolist() == ["Iran", "Kataib Hezbollah", 2, "backs 2"]
    assert set(network.signed()["weight"]) == {2, -1}
    assert len(network.communities()) == len(network.camps()) == 3
    assert "<td>backs 2</td>" in network._repr_html_()


def test_a_network_of_some_claims(graph: Graph) -> None:
    conflict = graph.network(branches="conf", factuality={"asserted", "negated"})
    assert {each["branch"] for *_, each in conflict.graph.edges(data=True)} == {"conf"}
    assert len(graph.network(sources="example.org").graph.edges) == 3


def test_a_path_is_shown_by_its_claims(graph: Graph) -> None:
    path = graph.network().path("Tehran", "al-Kazimi")
    assert path[["subject", "relation", "object"]].values.tolist() == [
        *[["Iran", "backs", "Kataib Hezbollah"]] * 2,
        ["Kataib Hezbollah", "kills", "Mustafa al-Kadhimi"],
    ]
    assert graph.network().path("Mustafa al-Kadhimi", "Iran").empty


def test_an_actor_that_is_not_in_the_network_is_told(graph: Graph) -> None:
    with pytest.raises(QueryError, match="'Iraq' is in no claim of this network"):
        graph.network().path("Iran", "Iraq")


def test_what_is_said_between_two(graph: Graph) -> None:
    between = graph.network().between("Kataib Hezbollah", "Mustafa al-Kadhimi")
    assert sorted(between["relation"]) == ["attacks", "kills"]


def test_what_changes_between_two_networks(graph: Graph) -> None:
    changes = graph.network().changes(graph.network(branches="conf"))
    assert changes["change"].tolist() == ["gone"]
    assert changes.loc[0, ["one", "other", "before"]].tolist() == ["Iran", "Kataib Hezbollah", 2]


def test_a_network_shows_its_own_claims_only(graph: Graph) -> None:
    page = graph.network(branches="conf").show().html
    assert "killed" in page
    assert "Iran backed" not in page


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_rdflib_sees_the_graph(graph: Graph) -> None:
    rows = graph.rdflib().query(
        "SELECT ?o WHERE { <https://w3id.org/kgraph/actor/Iran> <https://w3id.org/kgraph/ns#backs> ?o }"
    )
    assert [str(row.o) for row in rows] == ["https://w3id.org/kgraph/actor/Kataib_Hezbollah"]
