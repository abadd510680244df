"""How actors and edges look. Colours follow Okabe & Ito and Paul Tol, and shapes and dashes say the same again,
so that nobody needs to tell red from green."""

from __future__ import annotations

from dataclasses import dataclass

from kgraph.ontology import Branch, Ontology


@dataclass(frozen=True, slots=True)
class Style:
    """A colour and a shape of vis-network for some classes of actors, with their name in the legend."""

    key: str
    label: str
    color: str
    shape: str


STYLES = (
    Style("State", "State, territory", "#1f4e79", "square"),
    Style("StateBody", "State body", "#6aa5d8", "square"),
    Style("Person", "Person", "#e0a100", "dot"),
    Style("ArmedGroup", "Armed group", "#3d3d3d", "triangle"),
    Style("Party", "Party, movement", "#8059a5", "diamond"),
    Style("InternationalOrganisation", "International organisation", "#33bbee", "hexagon"),
    Style("Body", "Other organisation", "#a9764a", "hexagon"),
    Style("Collective", "Collective, community", "#dd77aa", "triangleDown"),
    Style("Office", "Office", "#f0d58c", "dot"),
    Style("Actor", "Other", "#9a9a9a", "dot"),
)
"""The narrow classes before the wide ones, as in the legend."""

_SAME_AS = {"Territory": "State"}

_BRANCH_COLORS = {Branch.COOP: "#009e73", Branch.CONF: "#cc3311", Branch.TIE: "#7189a8"}

BRANCH_STYLES = {branch.value: (branch.label.capitalize(), color) for branch, color in _BRANCH_COLORS.items()}


def style_of(type_name: str, ontology: Ontology) -> Style:
    """The style of the nearest class above that has one; that of "other" for a class unknown to the ontology."""
    styles = {style.key: style for style in STYLES}
    current: str | None = type_name
    while current is not None:
        current = _SAME_AS.get(current, current)
        if current in styles:
            return styles[current]
        current = ontology.types.get(current)
    return styles["Actor"]
