/* The view as the end of the page's address, so that a link leads to it. What an address says is believed only where
   it names something that the page has. */
"use strict";

const link = (function () {
  const { state } = filter;
  const LONGEST = 100000;
  const actorIds = new Map(data.actors.map((actor, number) => [actor.id, number]));
  const names = {
    relations: data.relations.map((relation) => relation.name),
    factualities: data.factualities,
    styles: data.styles.map((style) => style.key),
    documents: data.documents.map((doc) => doc.id),
    speakers: data.speakers,
  };
  const NOBODY = ""; // the text itself, among the speakers

  function edgeKey(id) {
    const edge = data.edges[id];
    return [data.actors[edge.from].id, data.branches[edge.branch].key, data.actors[edge.to].id];
  }

  /* All that can be ticked off of a set, by name. */
  function numbers(set) {
    const found = new Map(names[set].map((name, at) => [name, at]));
    return set === "speakers" ? found.set(NOBODY, -1) : found;
  }

  /* What is ticked off, or what is not, whichever is shorter. */
  function writeSet(words, set) {
    const off = state.off[set];
    if (!off.size) return;
    const [kept, gone] = [[], []];
    numbers(set).forEach((number, name) => (off.has(number) ? gone : kept).push(name));
    if (!kept.length) words.append("none", set);
    else if (kept.length < gone.length) kept.forEach((name) => words.append(`only-${set}`, name));
    else gone.forEach((name) => words.append(`no-${set}`, name));
  }

  function write() {
    const words = new URLSearchParams();
    const { selected } = state;
    if (selected && selected.kind === "actor") words.set("actor", data.actors[selected.id].id);
    if (selected && selected.kind === "edge") edgeKey(selected.id).forEach((part) => words.append("edge", part));
    filter.SETS.forEach((set) => writeSet(words, set));
    if (state.minClaims > 1) words.set("claims", state.minClaims);
    if (state.minConfidence > 0) words.set("confidence", state.minConfidence);
    if (state.since !== null) words.set("since", dateOf(state.since));
    if (state.until !== null) words.set("until", dateOf(state.until));
    if (!state.undated) words.set("undated", "no");
    if (state.top !== filter.atFirst()) words.set("top", state.top);
    if (state.lines !== filter.LINES) words.set("lines", state.lines);
    for (const [actor, many] of state.opened) words.append("open", `${many} ${data.actors[actor].id}`);
    for (const actor of state.shut) words.append("shut", data.actors[actor].id);
    if (state.color !== "type") words.set("color", state.color);
    const hash = words.toString();
    return hash.length <= LONGEST ? hash : "";
  }

  function dateOf(day) {
    return new Date(day * 86400000).toISOString().slice(0, 10);
  }

  /* Makes the state what the address says; without an address, that of the page when it opens. */
  function read(hash) {
    filter.reset();
    state.selected = null;
    if (hash.length > LONGEST) return;
    const words = new URLSearchParams(hash.replace(/^#/, ""));
    filter.SETS.forEach((set) => readSet(words, set));
    state.minClaims = number(words.get("claims"), 1, 1000, 1);
    state.minConfidence = number(words.get("confidence"), 0, 100, 0);
    state.since = dayOf(words.get("since"));
    state.until = dayOf(words.get("until"));
    state.undated = words.get("undated") !== "no";
    state.top = number(words.get("top"), 1, filter.MOST.top, state.top);
    state.lines = number(words.get("lines"), 1, filter.MOST.lines, state.lines);
    if (Object.hasOwn(data.groups, words.get("color") || "")) state.color = words.get("color");
    for (const each of words.getAll("open")) {
      const [many, id] = [each.split(" ", 1)[0], each.slice(each.indexOf(" ") + 1)];
      if (actorIds.has(id)) state.opened.set(actorIds.get(id), number(many, 1, data.actors.length, filter.STEP));
    }
    words.getAll("shut").filter((id) => actorIds.has(id)).forEach((id) => state.shut.add(actorIds.get(id)));
    state.selected = selection(words);
  }

  function readSet(words, set) {
    const known = numbers(set);
    const kept = new Set(words.getAll(`only-${set}`).filter((name) => known.has(name)));
    if (kept.size || words.getAll("none").includes(set)) known.forEach((number, name) => kept.has(name) || state.off[set].add(number));
    words.getAll(`no-${set}`).filter((name) => known.has(name)).forEach((name) => state.off[set].add(known.get(name)));
  }

  function selection(words) {
    const actor = actorIds.get(words.get("actor"));
    if (actor !== undefined) return { kind: "actor", id: actor };
    const wanted = words.getAll("edge");
    const from = actorIds.get(wanted[0]);
    if (from === undefined) return null;
    const id = data.actors[from].edges.find((edge) => edgeKey(edge).every((part, at) => part === wanted[at]));
    return id === undefined ? null : { kind: "edge", id };
  }

  function number(text, least, most, otherwise) {
    const found = /^\d{1,9}$/.test(text || "") ? Number(text) : otherwise;
    return Math.min(Math.max(found, least), most);
  }

  function dayOf(text) {
    const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text || "");
    return found ? data.day(Number(found[1]), Number(found[2]), Number(found[3])) : null;
  }

  return { read, write };
})();
