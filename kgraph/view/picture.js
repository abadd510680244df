/* The network as it is drawn: symbols and lines by vis-network, names by hand. */
"use strict";

const picture = (function () {
  const { byId, plural } = dom;
  const { state } = filter;
  const FADED = 0.2;
  const DASHES = { asserted: false, possible: [9, 6], negated: [2, 5] };
  const FONT = 'system-ui, "Segoe UI", "DejaVu Sans", sans-serif';
  const ONE_LINE = window.innerWidth < 600 ? 12 : 18; // characters; longer names are drawn in two lines
  const LONGEST = 40;
  const thickest = Math.max(data.edges.reduce((most, edge) => Math.max(most, edge.claims.length), 0), 10);
  const strongest = Math.max(data.actors.reduce((most, actor) => Math.max(most, actor.strength), 0), 25);

  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  const options = JSON.parse(byId("kgraph-options").textContent);
  const network = new vis.Network(byId("picture"), { nodes, edges }, options);
  network.on("afterDrawing", drawNames);
  let shown = { actors: new Map(), edges: new Map() };
  let focus = { actors: new Set(), edges: new Set() };
  let named = []; // the actors whose names stood in the last drawing

  function draw(next) {
    shown = next;
    focus = inFocus();
    const rim = theme.variable("rim");
    replace(nodes, [...shown.actors].map(([id, count]) => node(id, count, rim)));
    replace(edges, [...shown.edges].map(line));
    const { selected } = state;
    network.unselectAll();
    if (selected && selected.kind === "actor" && shown.actors.has(selected.id)) network.selectNodes([selected.id]);
    if (selected && selected.kind === "edge" && shown.edges.has(selected.id)) network.selectEdges([selected.id]);
  }

  function replace(set, items) {
    const ids = new Set(items.map((item) => item.id));
    set.remove(set.getIds().filter((id) => !ids.has(id)));
    set.update(items);
  }

  /* What stays bright while something is chosen: its ends and edges, and an actor's neighbours. */
  function inFocus() {
    const { selected } = state;
    const bright = { actors: new Set(filter.selectedActors()), edges: new Set() };
    if (!selected) return bright;
    for (const id of filter.chosenEdges()) {
      if (!shown.edges.has(id)) continue;
      bright.edges.add(id);
      bright.actors.add(data.edges[id].from).add(data.edges[id].to);
    }
    return bright;
  }

  function node(id, count, rim) {
    const actor = data.actors[id];
    const color = { background: fill(id), border: rim };
    return {
      id, x: actor.x, y: actor.y, label: " ", title: actor.label, shape: data.styles[actor.style].shape, size: sizeOf(count),
      opacity: !state.selected || focus.actors.has(id) ? 1 : FADED, color: { ...color, highlight: color, hover: color },
    };
  }

  /* An actor's colour, by its type or by those it stands with. */
  function fill(id) {
    const [kind, number] = paint(id);
    return theme.color(kind, number);
  }

  function paint(id) {
    if (state.color === "type") return ["style", data.actors[id].style];
    const group = data.groups[state.color].of[id];
    return ["group", group < 0 ? data.groupColors.length : group];
  }

  function line([id, claims]) {
    const edge = data.edges[id];
    const color = theme.color("branch", edge.branch);
    const quiet = data.branches[edge.branch].key === "tie" ? 0.5 : 0.85;
    const opacity = !state.selected ? quiet : focus.edges.has(id) ? 1 : FADED / 2;
    return {
      id, from: edge.from, to: edge.to, width: 0.6 + 6 * Math.sqrt(claims.length / thickest), title: edgeTitle(edge, claims),
      dashes: DASHES[firmest(claims)], color: { color, highlight: color, hover: color, opacity },
      smooth: edge.bend ? { enabled: true, type: "curvedCW", roundness: edge.bend } : false,
    };
  }

  function edgeTitle(edge, claims) {
    const relations = [...new Set(claims.map((number) => data.relations[data.claims.relation[number]].label))].join(", ");
    return `${data.actors[edge.from].label} → ${data.actors[edge.to].label}\n${relations}: ${plural(claims.length, "claim")}`;
  }

  /* Asserted, if one of the claims is; else possible, if one is. */
  function firmest(claims) {
    const found = new Set(claims.map((number) => data.factualities[data.claims.factuality[number]]));
    return Object.keys(DASHES).find((factuality) => found.has(factuality));
  }

  /* The radius of a symbol: its area grows with the claims; layout.py leaves room for it. */
  function sizeOf(count) {
    return 5 + 23 * Math.sqrt(count / strongest);
  }

  // ------------------------------------------------------------------ names

  /* Draws the names as large at every zoom, the chosen and the strongest actors' first. A name stands beside its
     symbol where it covers no other, or at least no name and symbol of those before it, or else not at all. */
  function drawNames(context) {
    const scale = network.getScale();
    const window = paper();
    const chosen = filter.selectedActors();
    const wanted = [...chosen, ...[...shown.actors.keys()].filter((id) => !state.selected || focus.actors.has(id))];
    const order = new Set(wanted.filter((id) => shown.actors.has(id) && overlap(boxAround(data.actors[id], 0, 0), window)));
    const symbols = [...order].map((id) => {
      const half = 0.8 * sizeOf(shown.actors.get(id));
      return boxAround(data.actors[id], half, half);
    });
    const names = [];
    named = [];
    Object.assign(context, {
      textAlign: "center", textBaseline: "middle", lineJoin: "round", lineWidth: 3.5 / scale,
      strokeStyle: theme.variable("paper"), fillStyle: theme.variable("ink"),
    });
    [...order].forEach((id, rank) => {
      const { rows, height, half } = measured(context, id, chosen.includes(id), scale);
      const rise = (rows.length * height) / 2;
      const free = (obstacles) => (at) => !obstacles.some((other) => overlap(boxAround(at, half, rise), other));
      const gap = sizeOf(shown.actors.get(id)) + 2 / scale;
      const all = spots(data.actors[id], gap, half, rise);
      const possible = (all.some(inside(window, half, rise)) ? all.filter(inside(window, half, rise)) : all).filter(free(names));
      const spot = possible.find(free(symbols)) || possible.find(free(symbols.slice(0, rank)));
      if (!spot) return;
      named.push(id);
      names.push(boxAround(spot, half, rise));
      rows.forEach((row, number) => {
        const y = spot.y + (number - (rows.length - 1) / 2) * height;
        context.strokeText(row, spot.x, y);
        context.fillText(row, spot.x, y);
      });
    });
  }

  function measured(context, id, bold, scale) {
    const size = (11 + 5 * Math.sqrt(shown.actors.get(id) / strongest)) / scale;
    const rows = wrapped(data.actors[id].label);
    context.font = `${bold ? "bold " : ""}${size}px ${FONT}`;
    return { rows, height: 1.15 * size, half: Math.max(...rows.map((row) => context.measureText(row).width)) / 2 };
  }

  /* A long name in two lines, parted at the space nearest to its middle; a very long one shortened. */
  function wrapped(label) {
    const letters = Array.from(label.replace(/\s+/g, " "));
    const name = letters.length > LONGEST ? [...letters.slice(0, LONGEST - 1), "…"] : letters;
    const spaces = [...name.keys()].filter((at) => name[at] === " ");
    if (name.length <= ONE_LINE || !spaces.length) return [name.join("")];
    const off = (at) => Math.abs(at - name.length / 2);
    const cut = spaces.reduce((best, at) => (off(at) < off(best) ? at : best));
    return [name.slice(0, cut).join(""), name.slice(cut + 1).join("")];
  }

  /* The middles of a name below, above, right and left of its symbol, then off its corners. */
  function spots({ x, y }, gap, half, rise) {
    const [away, aside, near] = [gap + rise, gap + half, 0.7 * gap];
    const corners = [[1, 1], [-1, 1], [1, -1], [-1, -1]].map(([right, down]) => ({ x: x + right * (near + half), y: y + down * (near + rise) }));
    return [{ x, y: y + away }, { x, y: y - away }, { x: x + aside, y }, { x: x - aside, y }, ...corners];
  }

  /* The part of the plane that the window shows. */
  function paper() {
    const { clientWidth, clientHeight } = byId("picture");
    const corner = network.DOMtoCanvas({ x: 0, y: 0 });
    const other = network.DOMtoCanvas({ x: clientWidth, y: clientHeight });
    return { left: corner.x, right: other.x, top: corner.y, bottom: other.y };
  }

  function inside(window, half, rise) {
    return ({ x, y }) => x - half >= window.left && x + half <= window.right && y - rise >= window.top && y + rise <= window.bottom;
  }

  function boxAround({ x, y }, half, rise) {
    return { left: x - half, right: x + half, top: y - rise, bottom: y + rise };
  }

  function overlap(one, other) {
    return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
  }

  // ------------------------------------------------------------------ the window onto it

  /* All that is shown, as large as it fits, with room for the names at the rim. */
  function fit() {
    fitTo([...shown.actors.keys()]);
  }

  function fitTo(ids) {
    const { clientWidth, clientHeight } = byId("picture");
    const points = ids.map((id) => data.actors[id]);
    if (!points.length || !clientWidth) return;
    const [left, right, top, bottom] = [["x", Math.min], ["x", Math.max], ["y", Math.min], ["y", Math.max]]
      .map(([axis, choose]) => points.reduce((found, point) => choose(found, point[axis]), points[0][axis]));
    const rim = { x: Math.min(60, clientWidth / 9), y: 30 };
    const scale = Math.min((clientWidth - 2 * rim.x) / Math.max(right - left, 1), (clientHeight - 2 * rim.y) / Math.max(bottom - top, 1), 1.4);
    network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale });
  }

  /* Moves the window to what is chosen and what it has to do with, if it does not show what is chosen, or, if `around`,
     if it does not show all of this. */
  function reveal(around = false) {
    const window = paper();
    const near = [...focus.actors].filter((id) => shown.actors.has(id));
    const wanted = around ? near : near.filter((id) => filter.selectedActors().includes(id));
    if (wanted.some((id) => !overlap(boxAround(data.actors[id], 0, 0), window))) fitTo(near);
  }

  /* The picture as it stands, on the colour of the paper, with the title below. */
  function png(caption) {
    const drawn = byId("picture").querySelector("canvas");
    const ratio = drawn.width / drawn.clientWidth;
    const made = document.createElement("canvas");
    made.width = drawn.width;
    made.height = drawn.height + 30 * ratio;
    const context = made.getContext("2d");
    context.fillStyle = theme.variable("paper");
    context.fillRect(0, 0, made.width, made.height);
    context.drawImage(drawn, 0, 0);
    context.fillStyle = theme.variable("ink");
    context.font = `${13 * ratio}px ${FONT}`;
    context.fillText(caption, 12 * ratio, made.height - 11 * ratio, made.width - 24 * ratio);
    return made;
  }

  return { DASHES, named: () => named, network, nodes, edges, draw, firmest, fit, paint, png, reveal };
})();
