"""An evaluation as tables for the eye, as lists of what is wrong, and as plain data for JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kgraph.evaluation.figures import Evaluation, Extra, Missed, RelationScore, Score, Share

SHOWN = 160
"""How much of a unit's text a miss shows, in code points."""

_SCORED = ("precision", "recall", "F1", "met", "gold", "predicted")


@dataclass(frozen=True, slots=True)
class Table:
    """A table of cells that are text."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def tables(evaluation: Evaluation) -> Iterator[Table]:
    """The figures: levels, circumstances, relations, extractors, and how far confidence keeps its word."""
    levels = [(f"claims, {level}", score) for level, score in evaluation.claims.items()]
    levels += [(f"{group}s, relation", score) for group, score in evaluation.groups.items()]
    levels += [(f"distinct edges, {level}", score) for level, score in evaluation.graph.items()]
    yield Table(("agreement", *_SCORED), tuple((name, *_cells(score)) for name, score in levels))
    shares = [("factuality", evaluation.factuality_share)]
    shares += [(f"factuality, {name}", share) for name, share in evaluation.factuality.items()]
    shares += [("time", evaluation.time), ("attribution", evaluation.attribution)]
    yield _share_table("of the claims met", shares)
    if evaluation.nodes_per_actor is not None:
        yield Table(("actors", ""), (("nodes per actor", f"{evaluation.nodes_per_actor:.3f}"),))
    columns = ("relation", "precision", "recall", "met", "gold", "right", "predicted")
    yield Table(columns, tuple((name, *_relation_cells(score)) for name, score in evaluation.relations.items()))
    yield _share_table("extractor", ((name or "unnamed", share) for name, share in evaluation.extractors.items()))
    if evaluation.reliability:
        yield Table(
            ("confidence", "promised", "kept", "right", "of"),
            tuple(
                (f"{each.low:.1f}–{each.high:.1f}", f"{each.promised:.3f}", *_share_cells(each.kept))
                for each in evaluation.reliability
            ),
        )


def misses(evaluation: Evaluation) -> Iterator[str]:
    """A line for each claim not found, each not in the gold, and each pair of relations that were confused."""
    yield f"NOT FOUND ({len(evaluation.missed)})"
    yield from map(_missed_line, evaluation.missed)
    yield f"NOT IN THE GOLD ({len(evaluation.extra)})"
    yield from map(_extra_line, evaluation.extra)
    yield f"CONFUSED, gold → predicted ({evaluation.confused.total()})"
    for (wanted, found), count in _confusions(evaluation):
        yield f"{wanted} → {found}: {count}"


def figures(evaluation: Evaluation, with_misses: bool = False) -> dict[str, object]:
    """All figures as plain data, ready for `json.dumps`, with the misses if asked for."""
    found: dict[str, object] = {
        "claims": {name: _score(score) for name, score in evaluation.claims.items()},
        "groups": {name: _score(score) for name, score in evaluation.groups.items()},
        "distinct_edges": {name: _score(score) for name, score in evaluation.graph.items()},
        "factuality": _share(evaluation.factuality_share),
        "factuality_by_class": {name: _share(share) for name, share in evaluation.factuality.items()},
        "time": _share(evaluation.time),
        "attribution": _share(evaluation.attribution),
        "nodes_per_actor": evaluation.nodes_per_actor and round(evaluation.nodes_per_actor, 3),
        "relations": {name: _relation(score) for name, score in evaluation.relations.items()},
        "extractors": {name: _share(share) for name, share in evaluation.extractors.items()},
        "reliability": [
            {"from": each.low, "to": each.high, "promised": round(each.promised, 4), **_share(each.kept)}
            for each in evaluation.reliability
        ],
    }
    if with_misses:
        found["not_found"] = [_missed(each) for each in evaluation.missed]
        found["not_in_gold"] = [_extra(each) for each in evaluation.extra]
        found["confused"] = [{"gold": g, "predicted": p, "count": n} for (g, p), n in _confusions(evaluation)]
    return found


def _share_table(name: str, shares: Iterable[tuple[str, Share]]) -> Table:
    return Table((name, "share", "right", "of"), tuple((each, *_share_cells(share)) for each, share in shares))


def _cells(score: Score) -> tuple[str, ...]:
    ratios = (f"{ratio:.3f}" for ratio in (score.precision, score.recall, score.f1))
    return (*ratios, str(score.met), str(score.gold), str(score.predicted))


def _relation_cells(score: RelationScore) -> tuple[str, ...]:
    counts = map(str, (score.met, score.gold, score.right, score.predicted))
    return (f"{score.precision:.3f}", f"{score.recall:.3f}", *counts)


def _share_cells(share: Share) -> tuple[str, ...]:
    return ("" if share.value is None else f"{share.value:.3f}", str(share.right), str(share.total))


def _score(score: Score) -> dict[str, float]:
    ratios = {"precision": score.precision, "recall": score.recall, "f1": score.f1}
    return {
        **{name: round(ratio, 4) for name, ratio in ratios.items()},
        "met": score.met,
        "gold": score.gold,
        "predicted": score.predicted,
    }


def _relation(score: RelationScore) -> dict[str, float]:
    return {
        "precision": round(score.precision, 4),
        "recall": round(score.recall, 4),
        "met": score.met,
        "gold": score.gold,
        "right": score.right,
        "predicted": score.predicted,
    }


def _share(share: Share) -> dict[str, float | None]:
    value = None if share.value is None else round(share.value, 4)
    return {"share": value, "right": share.right, "total": share.total}


def _confusions(evaluation: Evaluation) -> list[tuple[tuple[str, str], int]]:
    return sorted(evaluation.confused.items(), key=lambda item: (-item[1], item[0]))


def _missed_line(missed: Missed) -> str:
    claim = missed.claim
    says = f"{claim.subjects[0]} –{claim.relation}→ {claim.objects[0]}"
    return f"{missed.document}:{claim.unit} {says} [{claim.factuality}] “{claim.cue}” | {missed.text[:SHOWN]}"


def _extra_line(extra: Extra) -> str:
    each = extra.prediction
    unit = "?" if extra.unit is None else extra.unit
    return f"{extra.document}:{unit} {each.subject} –{each.relation}→ {each.object} | {extra.text[:SHOWN]}"


def _missed(missed: Missed) -> dict[str, object]:
    claim = missed.claim
    return {
        "document": missed.document,
        "unit": claim.unit,
        "subject": claim.subjects[0],
        "relation": claim.relation,
        "object": claim.objects[0],
        "factuality": claim.factuality.value,
        "cue": claim.cue,
        "text": missed.text,
    }


def _extra(extra: Extra) -> dict[str, object]:
    each = extra.prediction
    return {
        "document": extra.document,
        "unit": extra.unit,
        "subject": each.subject,
        "relation": each.relation,
        "object": each.object,
        "extractor": each.extractor,
        "confidence": each.confidence,
        "text": extra.text,
    }
