/* The picture, the panel, the search and the filters. */
"use strict";

(function () {
  const { element, button, batches, icon, markedSentence, plain, plural } = dom;
  const FADED = 0.2;
  const SEARCH_LIMIT = 12;
  const DASHES = { asserted: false, possible: [9, 6], negated: [2, 5] };
  const FACTUALITIES = ["asserted", "possible", "negated"];

  const data = parsed("kgraph-data");
  const nodes = new vis.DataSet(parsed("kgraph-nodes"));
  const edges = new vis.DataSet(parsed("kgraph-edges"));
  const edgesOf = data.actors.map(() => []);
  data.edges.forEach((edge, id) => {
    edgesOf[edge.from].push(id);
    if (edge.to !== edge.from) edgesOf[edge.to].push(id);
  });
  const branchOf = new Map(data.branches.map((branch) => [branch.key, branch]));
  const styleOf = new Map(data.styles.map((style) => [style.key, style]));

  const filter = {};
  let focus = { actors: new Set(), edges: new Set() };
  let selected = null; // { kind: "actor" or "edge", id }
  let shown = { actors: new Map(), edges: new Map(), passing: new Map() };

  const nodeView = new vis.DataView(nodes, { filter: (node) => shown.actors.has(node.id) });
  const edgeView = new vis.DataView(edges, { filter: (edge) => shown.edges.has(edge.id) });

  // ------------------------------------------------------------------ small helpers

  function parsed(id) {
    return JSON.parse(document.getElementById(id).textContent);
  }

  function byId(id) {
    return document.getElementById(id);
  }

  // ------------------------------------------------------------------ what the filters let through

  function passes(number) {
    const claim = data.claims[number];
    return filter.branches.has(claim.branch) && filter.factualities.has(claim.factuality) &&
      claim.confidence >= filter.minConfidence;
  }

  /* The edges whose claims pass the filters (`passing`, each with those claims); of these, what is drawn: `edges`, and
     `actors`, each with its number of claims. */
  function compute() {
    const passing = new Map();
    const count = new Map();
    data.edges.forEach((edge, id) => {
      if (![edge.from, edge.to].every((actor) => filter.styles.has(data.actors[actor].style))) return;
      const claims = edge.claims.filter(passes);
      if (claims.length < filter.minClaims) return;
      passing.set(id, claims);
      for (const actor of new Set([edge.from, edge.to])) count.set(actor, (count.get(actor) || 0) + claims.length);
    });
    const ranked = [...count.keys()].sort((one, other) => count.get(other) - count.get(one) || one - other);
    const best = new Set(filter.onlyBest ? ranked.slice(0, data.actorsAtFirst) : ranked);
    selectedActors().forEach((actor) => best.add(actor));
    const visible = new Map([...passing].filter(([id]) => best.has(data.edges[id].from) && best.has(data.edges[id].to)));
    const actors = new Map(ranked.filter((actor) => best.has(actor)).map((actor) => [actor, count.get(actor)]));
    return { actors, edges: visible, passing };
  }

  function selectedActors() {
    if (!selected) return [];
    return selected.kind === "actor" ? [selected.id] : [data.edges[selected.id].from, data.edges[selected.id].to];
  }

  /* What stays bright while something is chosen: its ends and edges, and an actor's neighbours. */
  function inFocus() {
    const focus = { actors: new Set(selectedActors()), edges: new Set() };
    if (!selected) return focus;
    for (const id of selected.kind === "edge" ? [selected.id] : edgesOf[selected.id]) {
      if (!shown.edges.has(id)) continue;
      focus.edges.add(id);
      focus.actors.add(data.edges[id].from).add(data.edges[id].to);
    }
    return focus;
  }

  function refresh() {
    shown = compute();
    focus = inFocus();
    nodes.update([...shown.actors].map(([id, count]) => ({
      id, size: sizeOf(count), opacity: !selected || focus.actors.has(id) ? 1 : FADED,
    })));
    edges.update([...shown.edges].map(([id, claims]) => {
      const color = branchOf.get(data.edges[id].branch).color;
      const opacity = !selected ? 0.7 : focus.edges.has(id) ? 1 : FADED / 2;
      const width = Math.min(1.5 + 1.5 * Math.log2(claims.length), 11);
      return {
        id, width, dashes: DASHES[firmest(claims)], title: edgeTitle(id, claims),
        color: { color, highlight: color, hover: color, opacity },
      };
    }));
    nodeView.refresh();
    edgeView.refresh();
    const claims = [...shown.edges.values()].reduce((sum, each) => sum + each.length, 0);
    byId("status").textContent = `${shown.actors.size} of ${plural(data.actors.length, "actor")} · ` +
      `${shown.edges.size} of ${plural(data.edges.length, "edge")} · ${claims} of ${plural(data.claims.length, "claim")}`;
    renderPanel();
  }

  function sizeOf(count) {
    return Math.min(7 + 3 * Math.sqrt(count), 38);
  }

  function firmest(claims) {
    return FACTUALITIES.find((factuality) => claims.some((number) => data.claims[number].factuality === factuality));
  }

  function edgeTitle(id, claims) {
    const edge = data.edges[id];
    const relations = [...new Set(claims.map((number) => data.claims[number].relation))].join(", ");
    return `${data.actors[edge.from].label} → ${data.actors[edge.to].label}\n${relations}: ${plural(claims.length, "claim")}`;
  }

  // ------------------------------------------------------------------ names in the picture

  /* Draws the names as large at every zoom, the chosen and the best-connected actors' first. A name stands beside its
     symbol where it covers no other, or at least no name and symbol of those before it, or else not at all. */
  function drawNames(context) {
    const scale = network.getScale();
    const places = network.getPositions([...shown.actors.keys()]);
    const chosen = selectedActors().filter((id) => shown.actors.has(id));
    const order = new Set([...chosen, ...[...shown.actors.keys()].filter((id) => !selected || focus.actors.has(id))]);
    const symbols = [...order].map((id) => {
      const half = 0.8 * sizeOf(shown.actors.get(id));
      return boxAround(places[id], half, half);
    });
    const names = [];
    Object.assign(context, {
      textAlign: "center", textBaseline: "middle", lineJoin: "round", lineWidth: 3.5 / scale, strokeStyle: "#ffffff", fillStyle: "#1b1f24",
    });
    [...order].forEach((id, rank) => {
      const size = sizeOf(shown.actors.get(id));
      const height = Math.min(11 + 0.7 * Math.sqrt(shown.actors.get(id)), 16) / scale;
      const name = nodes.get(id).label;
      context.font = `${chosen.includes(id) ? "bold " : ""}${height}px system-ui, "Segoe UI", "DejaVu Sans", sans-serif`;
      const half = context.measureText(name).width / 2;
      const free = (obstacles) => (at) => !obstacles.some((other) => overlap(boxAround(at, half, height / 2), other));
      const possible = spots(places[id], size + 2 / scale, half, height / 2).filter(free(names));
      const spot = possible.find(free(symbols)) || possible.find(free(symbols.slice(0, rank)));
      if (!spot) return;
      names.push(boxAround(spot, half, 0.6 * height));
      context.strokeText(name, spot.x, spot.y);
      context.fillText(name, spot.x, spot.y);
    });
  }

  /* The middles of a name below, above, right and left of its symbol. */
  function spots({ x, y }, gap, half, rise) {
    const away = gap + rise;
    return [{ x, y: y + away }, { x, y: y - away }, { x: x + gap + half, y }, { x: x - gap - half, y }];
  }

  function boxAround({ x, y }, half, rise) {
    return { left: x - half, right: x + half, top: y - rise, bottom: y + rise };
  }

  function overlap(one, other) {
    return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
  }

  // ------------------------------------------------------------------ the panel

  function renderPanel() {
    const content = !selected ? overview() : selected.kind === "actor" ? actorPage(selected.id) : edgePage(selected.id);
    byId("panel").replaceChildren(...content);
  }

  function overview() {
    const list = element("ul", "");
    batches(list, [...shown.actors.keys()], (id) => element("li", "", actorButton(id, `${shown.actors.get(id)}`)));
    return [
      element("h2", "", "Actors by number of claims"),
      element("p", "note", "Choose an actor here or in the picture, or click on an edge, to read its sentences."),
      list,
    ];
  }

  function actorButton(id, count, ...before) {
    const actor = data.actors[id];
    const style = styleOf.get(actor.style);
    return button("actor", () => showActor(id), ...before, icon(style.shape, style.color),
      element("span", "name hostile", actor.label), element("span", "count", count));
  }

  function actorPage(id) {
    const actor = data.actors[id];
    const ties = edgesOf[id].filter((edge) => shown.passing.has(edge));
    ties.sort((one, other) => shown.passing.get(other).length - shown.passing.get(one).length || one - other);
    const claims = ties.flatMap((edge) => shown.passing.get(edge)).sort((one, other) => one - other);
    const total = edgesOf[id].reduce((sum, edge) => sum + data.edges[edge].claims.length, 0);
    const list = element("ul", "");
    batches(list, ties, (edge) => element("li", "", tieButton(id, edge)));
    const names = actor.names.length ? [element("p", "note hostile", `Also: ${actor.names.join(", ")}`)] : [];
    return [
      backButton(), element("h2", "hostile", actor.label),
      element("p", "note", `${actor.type} · ${plural(claims.length, "claim")}${hidden(total - claims.length)}`), ...names,
      element("h3", "", "Edges"), list, ...claimList(claims),
    ];
  }

  function tieButton(id, edge) {
    const tie = data.edges[edge];
    const branch = branchOf.get(tie.branch);
    const claims = shown.passing.get(edge);
    const other = tie.from === id ? tie.to : tie.from;
    return button("actor", () => showEdge(edge), icon("line", branch.color, DASHES[firmest(claims)]),
      tie.from === id ? "to" : "from", element("span", "name hostile", data.actors[other].label),
      element("span", "count", `${branch.label} ${claims.length}`));
  }

  function edgePage(id) {
    const edge = data.edges[id];
    const claims = shown.passing.get(id) || [];
    const branch = branchOf.get(edge.branch);
    const heading = element("h2", "", element("span", "hostile", data.actors[edge.from].label), " → ",
      element("span", "hostile", data.actors[edge.to].label));
    const note = `${branch.label} · ${plural(claims.length, "claim")}${hidden(edge.claims.length - claims.length)}`;
    return [
      backButton(), heading, element("p", "note", note),
      actorButton(edge.from, "subject"), actorButton(edge.to, "object"), ...claimList(claims),
    ];
  }

  function hidden(count) {
    return count > 0 ? ` (${count} more filtered out)` : "";
  }

  function backButton() {
    return button("back", () => select(null), "← All actors");
  }

  function claimList(claims) {
    const list = element("div", "");
    batches(list, claims, claimCard);
    const key = element("p", "note key", "Marked: ", element("mark", "subject", "subject"), " ",
      element("mark", "cue", "cue"), " ", element("mark", "object", "object"));
    return [element("h3", "", "Claims"), key, list];
  }

  function claimCard(number) {
    const claim = data.claims[number];
    const sentence = data.sentences[claim.sentence];
    const card = element("article", "claim",
      element("p", "triple", element("span", "hostile", data.actors[claim.subject].label), " ",
        element("span", "relation", claim.relation), " ", element("span", "hostile", data.actors[claim.object].label), " ",
        element("span", `badge ${claim.factuality}`, claim.factuality)),
      markedSentence(sentence.text, claim.spans, { subject: data.actors[claim.subject].label, object: data.actors[claim.object].label }),
      element("p", "meta", "Said by ", element("span", "hostile", claim.by || "the text itself"), " · ",
        element("span", "hostile", sentence.doc), claim.time ? ` · ${claim.time}` : "",
        ` · confidence ${claim.confidence.toFixed(2)} · claim ${claim.id}`));
    card.style.borderLeftColor = branchOf.get(claim.branch).color;
    card.dataset.claim = claim.id;
    return card;
  }

  // ------------------------------------------------------------------ choosing

  function select(choice) {
    selected = choice;
    refresh();
    byId("panel").scrollTop = 0;
    network.unselectAll();
    if (choice && choice.kind === "actor" && shown.actors.has(choice.id)) network.selectNodes([choice.id]);
    if (choice && choice.kind === "edge" && shown.edges.has(choice.id)) network.selectEdges([choice.id]);
  }

  function showActor(id) {
    select({ kind: "actor", id });
    byId("panel").focus({ preventScroll: true });
  }

  function showEdge(id) {
    select({ kind: "edge", id });
    byId("panel").focus({ preventScroll: true });
  }

  function goTo(id) {
    showActor(id);
    if (shown.actors.has(id)) network.focus(id, { scale: Math.max(network.getScale(), 0.9) });
  }

  // ------------------------------------------------------------------ the search

  const searchable = data.actors.map((actor) => plain([actor.label, ...actor.names].join("\n")));

  function search() {
    const wanted = plain(byId("search").value.trim());
    const list = byId("found");
    list.hidden = !wanted;
    if (!wanted) return;
    const ids = searchable.flatMap((text, id) => (text.includes(wanted) ? [id] : []));
    // Those whose name begins so come first; within both, the best-connected.
    ids.sort((one, other) => starts(other, wanted) - starts(one, wanted) || one - other);
    list.replaceChildren(...ids.slice(0, SEARCH_LIMIT).map((id) => element("li", "", foundButton(id))));
    if (!ids.length) list.append(element("li", "", element("p", "", "No actor of that name.")));
  }

  function starts(id, wanted) {
    return searchable[id].startsWith(wanted) ? 1 : 0;
  }

  function foundButton(id) {
    const made = actorButton(id, data.actors[id].type);
    made.addEventListener("click", () => {
      closeSearch();
      goTo(id);
    });
    return made;
  }

  function closeSearch() {
    byId("search").value = "";
    byId("found").hidden = true;
  }

  function searchKeys(event) {
    const buttons = [...byId("found").querySelectorAll("button")];
    const at = buttons.indexOf(document.activeElement);
    if (event.key === "Enter" && at < 0 && buttons.length && !byId("found").hidden) buttons[0].click();
    else if (event.key === "ArrowDown" && at + 1 < buttons.length) buttons[at + 1].focus();
    else if (event.key === "ArrowUp") (buttons[at - 1] || byId("search")).focus();
    else if (event.key === "Escape") closeSearch();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  // ------------------------------------------------------------------ the filters

  function checkboxes(box, set, entries) {
    for (const { key, label, count, picture } of entries) {
      const input = element("input", "");
      input.type = "checkbox";
      input.checked = true;
      input.value = key;
      input.addEventListener("change", () => {
        if (input.checked) filter[set].add(key);
        else filter[set].delete(key);
        refresh();
      });
      byId(box).append(element("label", "check", input, picture, element("span", "", label), element("span", "count", `${count}`)));
    }
  }

  function slider(id, name) {
    byId(id).addEventListener("input", () => {
      filter[name] = Number(byId(id).value);
      byId(`${id}-value`).textContent = byId(id).value;
      refresh();
    });
  }

  function reset() {
    filter.branches = new Set(branchOf.keys());
    filter.factualities = new Set(FACTUALITIES);
    filter.styles = new Set(styleOf.keys());
    filter.minClaims = 1;
    filter.minConfidence = 0;
    filter.onlyBest = true;
    document.querySelectorAll("#filters input[type=checkbox]").forEach((input) => { input.checked = true; });
    for (const [id, value] of [["min-claims", "1"], ["min-confidence", "0"]]) {
      byId(id).value = value;
      byId(`${id}-value`).textContent = value;
    }
  }

  function counted(items, key) {
    return items.reduce((counts, item) => counts.set(item[key], (counts.get(item[key]) || 0) + 1), new Map());
  }

  function buildFilters() {
    const inBranch = counted(data.claims, "branch");
    const withFactuality = counted(data.claims, "factuality");
    const withStyle = counted(data.actors, "style");
    checkboxes("branches", "branches", data.branches.map((branch) => (
      { ...branch, count: inBranch.get(branch.key) || 0, picture: icon("line", branch.color) })));
    checkboxes("factualities", "factualities", FACTUALITIES.map((key) => (
      { key, label: key, count: withFactuality.get(key) || 0, picture: icon("line", "#57606a", DASHES[key]) })));
    checkboxes("styles", "styles", data.styles.filter((style) => withStyle.has(style.key)).map((style) => (
      { ...style, count: withStyle.get(style.key), picture: icon(style.shape, style.color) })));
    slider("min-claims", "minClaims");
    slider("min-confidence", "minConfidence");
    byId("min-claims").max = Math.min(20, data.edges.reduce((most, edge) => Math.max(most, edge.claims.length), 2));
    byId("only-best-row").hidden = data.actors.length <= data.actorsAtFirst;
    byId("only-best").addEventListener("change", () => {
      filter.onlyBest = byId("only-best").checked;
      refresh();
      fit();
    });
    byId("reset").addEventListener("click", () => {
      reset();
      refresh();
    });
    byId("fit").addEventListener("click", fit);
  }

  function fit() {
    network.fit({ maxZoomLevel: 1.6 });
    network.moveTo({ scale: 0.92 * network.getScale() }); // leaves room for the names at the rim
  }

  // ------------------------------------------------------------------ start

  buildFilters();
  reset();
  const network = new vis.Network(byId("picture"), { nodes: nodeView, edges: edgeView }, parsed("kgraph-options"));
  network.on("afterDrawing", drawNames);
  refresh();
  fit();
  byId("picture").querySelector(".vis-network").tabIndex = 0;
  network.on("click", (event) => {
    if (event.nodes.length) select({ kind: "actor", id: event.nodes[0] });
    else if (event.edges.length) select({ kind: "edge", id: event.edges[0] });
    else select(null);
  });
  byId("search").addEventListener("input", search);
  byId("search-box").addEventListener("keydown", searchKeys);
  document.addEventListener("click", (event) => {
    if (!byId("search-box").contains(event.target)) byId("found").hidden = true;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && selected) select(null);
    if (event.key === "/" && !/^(INPUT|TEXTAREA)$/.test(document.activeElement.tagName)) {
      event.preventDefault();
      byId("search").focus();
    }
  });
  window.kgraph = { network, nodes, edges, nodeView, edgeView, showActor, showEdge };
})();
