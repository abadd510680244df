"""The command by which a reader gives a verdict on a claim: judge."""

from __future__ import annotations

from pathlib import Path

import click

import kgraph
from kgraph.cli.options import PATH, config_option, curation_option
from kgraph.config import load_config
from kgraph.errors import ConfigError, UnknownNameError
from kgraph.terminal import visible


@click.command()
@click.argument("out", type=PATH)
@click.argument("claim_id")
@click.argument("verdict", metavar="right|wrong|RELATION")
@click.option("--swap", is_flag=True, help="With a RELATION: the object does it to the subject.")
@click.option("--note", default="", help="Why; it stands in the file and behind the claim's rule.")
@curation_option
@config_option
def judge(
    out: Path,
    claim_id: str,
    verdict: str,
    swap: bool,
    note: str,
    curation_path: Path | None,
    config_path: Path | None,
) -> None:
    """Write a verdict on a claim of the graph in OUT into the curation file.

    The claim is right, or wrong, or should have been another RELATION. The beginning of its id is enough, also of one
    that was found wrong before. The next `kgraph build` with that file honours the verdict, without reading the
    document again.
    """
    from kgraph.curation.records import Judgement
    from kgraph.curation.writing import put_judgement
    from kgraph.graph.known import relations_of
    from kgraph.graph.verdicts import claim_as_read
    from kgraph.model import Verdict

    path = curation_path or load_config(config_path).curation
    if path is None:
        raise ConfigError("no curation file; name it with --curation FILE, or as 'curation' in kgraph.toml")
    graph = kgraph.open_graph(out)
    words = (Verdict.RIGHT.value, Verdict.WRONG.value)
    if verdict not in words and verdict not in (relations := relations_of(graph)):
        raise UnknownNameError("verdict", verdict, [*words, *relations])
    if swap and verdict in words:
        raise click.UsageError("--swap goes with a relation, the same one or another.")
    judgement = Judgement.of(claim_as_read(graph, claim_id), verdict, swap, note)
    earlier = put_judgement(path, judgement)
    words_of = {Verdict.CORRECTED: f"{verdict}, the other way round" if swap else verdict}
    is_ = words_of.get(judgement.verdict, judgement.verdict.value)
    instead = " in place of an earlier verdict" if earlier else ""
    click.echo(visible(f"{judgement.document}: {judgement.says} is {is_}. Written to {path}{instead};"))
    click.echo("the next build with this file honours it, without reading the document again.")
