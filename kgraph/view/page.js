/* The panel, the search and the filters. Text from documents goes into the page through textContent only. */
"use strict";

(function () {
  const BATCH = 40;
  const FADED = 0.2;
  const SEARCH_LIMIT = 12;
  const SVG = "http://www.w3.org/2000/svg";
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

  function element(tag, className, ...children) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    made.append(...children); // strings become text nodes, never markup
    return made;
  }

  function button(className, action, ...children) {
    const made = element("button", className, ...children);
    made.type = "button";
    made.addEventListener("click", action);
    return made;
  }

  function plural(count, noun) {
    return `${count} ${noun}${count === 1 ? "" : "s"}`;
  }

  function plain(text) {
    return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  }

  function icon(shape, color, dashes) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("width", shape === "line" ? 26 : 14);
    svg.setAttribute("height", 14);
    svg.setAttribute("aria-hidden", "true");
    const paths = {
      square: "M2 2H12V12H2Z", triangle: "M7 1L13 13H1Z", triangleDown: "M7 13L1 1H13Z", diamond: "M7 0L14 7L7 14L0 7Z",
      hexagon: "M4 1H10L14 7L10 13H4L0 7Z", dot: "M7 1A6 6 0 1 1 6.99 1Z", line: "M0 7H26",
    };
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", paths[shape]);
    path.setAttribute(shape === "line" ? "stroke" : "fill", color);
    if (shape === "line") path.setAttribute("stroke-width", 3);
    if (dashes) path.setAttribute("stroke-dasharray", dashes.join(" "));
    svg.append(path);
    return svg;
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

  /* Draws the names of the same size at every zoom, the chosen and the best-connected actors' first, and leaves out
     those that would cover another. */
  function drawNames(context) {
    const scale = network.getScale();
    const taken = [];
    context.textAlign = "center";
    context.textBaseline = "top";
    context.lineJoin = "round";
    context.lineWidth = 3.5 / scale;
    context.strokeStyle = "#ffffff";
    context.fillStyle = "#1b1f24";
    const places = network.getPositions([...shown.actors.keys()]);
    const ranked = [...shown.actors.keys()].filter((id) => !selected || focus.actors.has(id));
    const chosen = new Set(selectedActors());
    for (const id of [...chosen].filter((id) => shown.actors.has(id)).concat(ranked.filter((id) => !chosen.has(id)))) {
      const count = shown.actors.get(id);
      const pixels = Math.min(11 + 0.7 * Math.sqrt(count), 16);
      context.font = `${chosen.has(id) ? "bold " : ""}${pixels / scale}px system-ui, "Segoe UI", "DejaVu Sans", sans-serif`;
      const name = nodes.get(id).label;
      const half = context.measureText(name).width / 2;
      const { x, y } = places[id];
      const top = y + sizeOf(count) + 3 / scale;
      const box = { left: x - half, right: x + half, top, bottom: top + 1.25 * pixels / scale };
      if (taken.some((other) => overlap(box, other))) continue;
      taken.push(box);
      context.strokeText(name, x, top);
      context.fillText(name, x, top);
    }
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
      marked(sentence.text, claim),
      element("p", "meta", "Said by ", element("span", "hostile", claim.by || "the text itself"), " · ",
        element("span", "hostile", sentence.doc), claim.time ? ` · ${claim.time}` : "",
        ` · confidence ${claim.confidence.toFixed(2)} · claim ${claim.id}`));
    card.style.borderLeftColor = branchOf.get(claim.branch).color;
    card.dataset.claim = claim.id;
    return card;
  }

  /* The sentence with its words marked. Offsets count code points, which Array.from gives. */
  function marked(text, claim) {
    const quote = element("blockquote", "hostile");
    quote.dir = "auto";
    const characters = Array.from(text);
    const spans = claim.spans.filter((span) => span.start >= 0 && span.start < span.end && span.end <= characters.length);
    const cuts = [...new Set([0, characters.length, ...spans.flatMap((span) => [span.start, span.end])])];
    cuts.sort((one, other) => one - other);
    cuts.slice(0, -1).forEach((start, index) => {
      const piece = characters.slice(start, cuts[index + 1]).join("");
      const roles = spans.filter((span) => span.start <= start && start < span.end).map((span) => span.role);
      quote.append(roles.length ? mark(piece, roles, claim) : piece);
    });
    return quote;
  }

  function mark(piece, roles, claim) {
    const made = element("mark", roles.join(" "), piece);
    const ends = roles.filter((role) => role !== "cue").map((role) => `${role}: ${data.actors[claim[role]].label}`);
    made.title = ends.join(", ") || "cue";
    return made;
  }

  /* Long lists grow on demand, so that the page stays quick. */
  function batches(list, items, make) {
    list.append(...items.slice(0, BATCH).map(make));
    const rest = items.slice(BATCH);
    if (!rest.length) return;
    const row = element(list.tagName === "UL" ? "li" : "div", "");
    row.append(button("more", () => {
      row.remove();
      const before = list.children.length;
      batches(list, rest, make);
      const next = list.children[before];
      (next.querySelector("button") || next).focus();
    }, `Show ${Math.min(rest.length, BATCH)} more of ${rest.length}`));
    list.append(row);
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
