"""How actors and edges look. Colours follow Okabe & Ito and Paul Tol, and shapes and dashes say the same again,
so that nobody needs to tell red from green. Every colour has a second one for a dark page."""

from __future__ import annotations

from dataclasses import dataclass

from kgraph.ontology import Branch, Ontology


@dataclass(frozen=True, slots=True)
class Style:
    """A shape of vis-network and a colour for some classes of actors, with their name in the legend."""

    key: str
    label: str
    light: str
    dark: str
    shape: str


@dataclass(frozen=True, slots=True)
class LineStyle:
    """The colour of the edges of one branch, with its name in the legend."""

    label: str
    light: str
    dark: str


STYLES = (
    Style("State", "State, territory", "#1f4e79", "#5b9bd9", "square"),
    Style("StateBody", "State body", "#6aa5d8", "#a9d0f2", "square"),
    Style("Person", "Person", "#e0a100", "#f0b93a", "dot"),
    Style("ArmedGroup", "Armed group", "#3d3d3d", "#d5d5d5", "triangle"),
    Style("Party", "Party, movement", "#8059a5", "#b794dc", "diamond"),
    Style("InternationalOrganisation", "International organisation", "#33bbee", "#4fc9f5", "hexagon"),
    Style("Body", "Other organisation", "#a9764a", "#cf9d70", "hexagon"),
    Style("Collective", "Collective, community", "#dd77aa", "#ee99c2", "triangleDown"),
    Style("Office", "Office", "#f0d58c", "#f4e3b3", "dot"),
    Style("Actor", "Other", "#9a9a9a", "#8d96a0", "dot"),
)
"""The narrow classes before the wide ones, as in the legend."""

_SAME_AS = {"Territory": "State"}

BRANCH_STYLES = {
    branch.value: LineStyle(branch.label.capitalize(), light, dark)
    for branch, light, dark in (
        (Branch.COOP, "#00835f", "#2fbf91"),
        (Branch.CONF, "#cc3311", "#ff7a5c"),
        (Branch.TIE, "#6b82a0", "#8399b5"),
    )
}

GROUP_COLORS = (
    ("#0077bb", "#4aa8e0"),
    ("#ee7733", "#f59a63"),
    ("#009988", "#35c2b2"),
    ("#cc3311", "#f2765a"),
    ("#ee3377", "#f5709f"),
    ("#aa4499", "#d080c3"),
    ("#997700", "#d1b03a"),
    ("#332288", "#8f82e0"),
)
"""For communities and camps, light and dark; the page names each group too."""

NO_GROUP = ("#bbbbbb", "#6a737d")


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
