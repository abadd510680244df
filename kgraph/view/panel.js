/* What is said of whom: the list of the actors, one actor, or one edge, with the sentences. */
"use strict";

const panel = (function () {
  const { element, button, batches, byId, icon, link, markedSentence, plural } = dom;
  const { state } = filter;
  let shown;
  let act; // what the buttons do: choose(selected), open(actor), shut(actor)

  function render(next, actions) {
    shown = next;
    act = actions;
    const { selected } = state;
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

  function actorButton(id, count) {
    return button("actor", () => act.choose({ kind: "actor", id }), symbol(id),
      element("span", "name hostile", data.actors[id].label), element("span", "count", count));
  }

  function symbol(id) {
    const [kind, number] = picture.paint(id);
    return icon(data.styles[data.actors[id].style].shape, `var(--${kind}-${number})`);
  }

  function actorPage(id) {
    const actor = data.actors[id];
    const ties = actor.edges.filter((edge) => shown.passing.has(edge));
    ties.sort((one, other) => shown.passing.get(other).length - shown.passing.get(one).length || one - other);
    const claims = ties.flatMap((edge) => shown.passing.get(edge)).sort((one, other) => one - other);
    const list = element("ul", "");
    batches(list, ties, (edge) => element("li", "", tieButton(id, edge)));
    const names = actor.names.length ? [element("p", "note hostile", `Also: ${actor.names.join(", ")}`)] : [];
    return [
      backButton(), element("h2", "hostile", actor.label),
      element("p", "note", `${actor.type} · ${plural(claims.length, "claim")}${hidden(actor.strength - claims.length)}`), ...names,
      ...standing(id), neighbourButtons(id), element("h3", "", "Edges"), list, ...claimList(claims),
    ];
  }

  /* The actor's community and camp, by their strongest members. */
  function standing(id) {
    return Object.entries(data.groups).filter(([, groups]) => groups.of[id] >= 0).map(([kind, groups]) => (
      element("p", "note", `${kind[0].toUpperCase()}${kind.slice(1)}: `, element("span", "hostile", groups.names[groups.of[id]]))));
  }

  function neighbourButtons(id) {
    const near = filter.neighbours(shown, id);
    const away = near.filter((other) => !shown.actors.has(other));
    const loose = near.filter((other) => shown.actors.has(other) && filter.hangsOn(shown, other, id, shown.actors));
    const row = element("div", "buttons");
    const many = Math.min(away.length, filter.STEP);
    const more = many < away.length ? `Show ${many} of its ${away.length} hidden neighbours` : `Show its ${plural(many, "hidden neighbour")}`;
    if (away.length) row.append(withId("expand", button("", () => act.open(id), more)));
    if (loose.length || state.opened.has(id)) row.append(withId("collapse", button("", () => act.shut(id), "Hide neighbours seen only with it")));
    return row;
  }

  /* The focus finds a button again by its id when the panel is made anew. */
  function withId(id, made) {
    made.id = id;
    return made;
  }

  function tieButton(id, edge) {
    const tie = data.edges[edge];
    const claims = shown.passing.get(edge);
    const other = tie.from === id ? tie.to : tie.from;
    return button("actor", () => act.choose({ kind: "edge", id: edge }), line(tie, claims),
      tie.from === id ? "to" : "from", element("span", "name hostile", data.actors[other].label),
      element("span", "count", `${data.branches[tie.branch].label} ${claims.length}`));
  }

  function line(edge, claims) {
    return icon("line", `var(--branch-${edge.branch})`, picture.DASHES[picture.firmest(claims)]);
  }

  function edgePage(id) {
    const edge = data.edges[id];
    const claims = shown.passing.get(id) || [];
    const heading = element("h2", "", element("span", "hostile", data.actors[edge.from].label), " → ",
      element("span", "hostile", data.actors[edge.to].label));
    const note = `${data.branches[edge.branch].label} · ${plural(claims.length, "claim")}${hidden(edge.claims.length - claims.length)}`;
    return [
      backButton(), heading, element("p", "note", note),
      actorButton(edge.from, "subject"), actorButton(edge.to, "object"), ...claimList(claims),
    ];
  }

  function hidden(count) {
    return count > 0 ? ` (${count} more filtered out)` : "";
  }

  function backButton() {
    return button("back", () => act.choose(null), "← All actors");
  }

  function claimList(claims) {
    const list = element("div", "");
    batches(list, claims, claimCard);
    const key = element("p", "note key", "Marked: ", element("mark", "subject", "subject"), " ",
      element("mark", "cue", "cue"), " ", element("mark", "object", "object"));
    return [element("h3", "", "Claims"), key, list];
  }

  function claimCard(number) {
    const claim = data.claim(number);
    const card = element("article", "claim",
      element("p", "triple", element("span", "hostile", claim.subject), " ", element("span", "relation", claim.relation), " ",
        element("span", "hostile", claim.object), " ", element("span", `badge ${claim.factuality}`, claim.factuality)),
      markedSentence(claim.sentence, claim.spans, { subject: claim.subject, object: claim.object }),
      element("p", "meta", "Said by ", element("span", "hostile", claim.by || "the text itself"), " in ", ...source(claim.document)),
      element("p", "meta", claim.time ? `Time ${claim.time} · ` : "", `confidence ${claim.confidence.toFixed(2)} · claim ${claim.id}`));
    card.style.borderLeftColor = `var(--branch-${claim.branch})`;
    card.dataset.claim = claim.id;
    return card;
  }

  /* The document: its title or name, linked to its source in the web, or to its page where `kgraph serve` shows this. */
  function source(doc) {
    const served = /^https?:$/.test(location.protocol) && location.pathname.endsWith("/graph");
    const page = served ? `document/${encodeURIComponent(doc.id.toWellFormed ? doc.id.toWellFormed() : doc.id)}` : "";
    const address = doc.link || page;
    const words = doc.title || doc.id;
    return [
      address ? link(words, address) : element("span", "hostile", words),
      ...(doc.title ? [" (", element("span", "hostile", doc.id), ")"] : []),
      ...(doc.source ? [" from ", element("span", "hostile", doc.source)] : []), doc.date ? ` of ${doc.date}` : "",
    ];
  }

  return { render, symbol };
})();
