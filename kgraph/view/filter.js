/* What the reader has chosen, and what of the network is therefore shown. */
"use strict";

const filter = (function () {
  const STEP = 30; // neighbours that come into view at once
  const LINES = Math.min(Math.max(data.edges.length, 1), 300); // edges that can be told apart at once
  const MOST = { top: 1000, lines: 2500 }; // what a browser draws without making the reader wait
  const SETS = ["relations", "factualities", "styles", "documents", "speakers"];
  const state = { off: {} };

  function reset() {
    for (const set of SETS) state.off[set] = new Set(); // the numbers of what is not shown
    Object.assign(state, { minClaims: 1, minConfidence: 0, since: null, until: null, undated: true, top: atFirst(), lines: LINES });
    Object.assign(state, { opened: new Map(), shut: new Set(), color: "type" });
  }

  /* On a narrow screen fewer names can be read. */
  function atFirst() {
    return Math.max(Math.min(data.atFirst, window.innerWidth < 600 ? 15 : data.atFirst), 1);
  }

  function passes(number) {
    const { claims } = data;
    const { off } = state;
    return !off.relations.has(claims.relation[number]) && !off.factualities.has(claims.factuality[number]) &&
      claims.confidence[number] >= state.minConfidence && !off.speakers.has(claims.by[number]) &&
      !off.documents.has(data.documentOf(number)) && inTime(data.periodOf(number));
  }

  function inTime(period) {
    if (!period) return state.undated;
    return (state.since === null || period.to >= state.since) && (state.until === null || period.from <= state.until);
  }

  /* The edges whose claims pass the filters (`passing`, each with those claims); of these, what is drawn: `edges`, and
     `actors`, each with its number of claims. */
  function shown() {
    const passing = new Map();
    const count = new Map();
    data.edges.forEach((edge, id) => {
      const ends = new Set([edge.from, edge.to]);
      if ([...ends].some((actor) => state.off.styles.has(data.actors[actor].style))) return;
      const claims = edge.claims.filter(passes);
      if (!claims.length || claims.length < state.minClaims) return;
      passing.set(id, claims);
      for (const actor of ends) count.set(actor, (count.get(actor) || 0) + claims.length);
    });
    const ranked = [...count.keys()].sort((one, other) => count.get(other) - count.get(one) || one - other);
    const network = { passing, count, ranked };
    const visible = inView(network);
    const edges = strongest([...passing].filter(([id]) => visible.has(data.edges[id].from) && visible.has(data.edges[id].to)));
    const actors = new Map(ranked.filter((actor) => visible.has(actor)).map((actor) => [actor, count.get(actor)]));
    return { ...network, actors, edges };
  }

  /* Every actor's strongest edge, the strongest of the others as far as there is room, and all of what is chosen. */
  function strongest(edges) {
    const order = [...edges].sort(([, one], [, other]) => other.length - one.length).map(([id]) => id);
    const held = new Set();
    const first = order.filter((id) => {
      const ends = [data.edges[id].from, data.edges[id].to];
      const wanted = ends.some((actor) => !held.has(actor));
      ends.forEach((actor) => held.add(actor));
      return wanted;
    });
    const kept = new Set([...new Set([...first, ...order])].slice(0, state.lines));
    chosenEdges().forEach((id) => kept.add(id));
    return new Map(edges.filter(([id]) => kept.has(id)));
  }

  function chosenEdges() {
    const { selected } = state;
    if (!selected) return [];
    return selected.kind === "actor" ? data.actors[selected.id].edges : [selected.id];
  }

  /* The strongest actors, what is chosen, and the neighbours that the reader has brought into view, without those that
     the reader has put away. */
  function inView(network) {
    const visible = new Set(network.ranked.slice(0, state.top));
    const asked = new Set(selectedActors());
    for (const [actor, many] of state.opened) {
      asked.add(actor);
      const hidden = neighbours(network, actor).filter((other) => !visible.has(other));
      hidden.slice(0, many).forEach((other) => asked.add(other));
    }
    asked.forEach((actor) => visible.add(actor));
    const around = new Map([...state.shut].map((actor) => [actor, neighbours(network, actor)]));
    for (const [actor, others] of around) {
      others.filter((other) => !asked.has(other) && hangsOn(network, other, actor, visible)).forEach((other) => visible.delete(other));
    }
    return visible;
  }

  /* An actor's neighbours, those with the most claims first. */
  function neighbours(network, actor) {
    const found = new Set();
    for (const id of data.actors[actor].edges) {
      if (network.passing.has(id)) found.add(data.edges[id].from).add(data.edges[id].to);
    }
    found.delete(actor);
    return [...found].sort((one, other) => network.count.get(other) - network.count.get(one) || one - other);
  }

  /* Whether somebody is in view with one actor only. */
  function hangsOn(network, other, actor, visible) {
    return neighbours(network, other).every((near) => near === actor || !visible.has(near));
  }

  function selectedActors() {
    const { selected } = state;
    if (!selected) return [];
    return selected.kind === "actor" ? [selected.id] : [data.edges[selected.id].from, data.edges[selected.id].to];
  }

  function open(actor) {
    state.shut.delete(actor);
    state.opened.set(actor, (state.opened.get(actor) || 0) + STEP);
  }

  function shut(actor) {
    state.opened.delete(actor);
    state.shut.add(actor);
  }

  state.selected = null; // { kind: "actor" or "edge", id }
  reset();
  return { STEP, LINES, MOST, SETS, state, reset, atFirst, shown, neighbours, hangsOn, selectedActors, chosenEdges, open, shut };
})();
