"""What a report is written from: the claims, their network, and what is known of relations and documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from kgraph.model import Claim, Document, Factuality, surest
from kgraph.network import Network, network
from kgraph.ontology import Branch, Ontology
from kgraph.report.blocks import Line, Quote, Strong
from kgraph.report.evidence import quote


@dataclass(frozen=True)
class Material:
    """The claims in the order of their texts, with what they are read by."""

    claims: list[Claim]
    ontology: Ontology
    documents: Mapping[str, Document]

    @cached_property
    def asserted(self) -> list[Claim]:
        """The claims that are asserted."""
        return [claim for claim in self.claims if claim.factuality is Factuality.ASSERTED]

    @cached_property
    def graph(self) -> Network:
        """The network of the asserted claims."""
        return network(self.asserted, self.ontology)

    @cached_property
    def labels(self) -> dict[str, str]:
        """The actors' names by their IRIs."""
        return {actor.id: actor.label for each in self.claims for actor in (each.subject.actor, each.object.actor)}

    @cached_property
    def by_pair(self) -> dict[tuple[str, str], list[Claim]]:
        """The asserted claims by the IRIs of subject and object."""
        found: dict[tuple[str, str], list[Claim]] = defaultdict(list)
        for claim in self.asserted:
            found[claim.subject.actor.id, claim.object.actor.id].append(claim)
        return found

    def branch_of(self, claim: Claim) -> Branch:
        """The branch of the claim's relation; a relation that the ontology does not know counts as a tie."""
        return self.ontology.branch_of(claim.relation) or Branch.TIE

    def quote(self, claim: Claim) -> Quote:
        """The claim's sentence, and where it stands."""
        return quote(claim, self.documents)

    def surest(self, claims: list[Claim]) -> Quote:
        """The sentence of the surest of some claims."""
        return self.quote(surest(claims))

    def says(self, claim: Claim) -> Line:
        """The claim in words."""
        label = self.ontology.label_of(claim.relation)
        return Strong(claim.subject.actor.label), f" {label} ", Strong(claim.object.actor.label)


def number(count: int, noun: str) -> str:
    """A number of things in words."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
