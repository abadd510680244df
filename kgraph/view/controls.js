/* The legend, whose entries are filters, and the sliders. */
"use strict";

const controls = (function () {
  const { element, button, batches, byId, icon } = dom;
  const { state } = filter;
  const STEPS = [10, 15, 25, 40, 60, 100, 150, 200, 300, 500, 1000];
  const inputs = []; // checkboxes, each with the numbers it stands for
  let changed;

  function toggle(set, numbers, on) {
    numbers.forEach((number) => (on ? state.off[set].delete(number) : state.off[set].add(number)));
    changed();
  }

  /* A checkbox for one or several numbers of a set. */
  function check(set, numbers, { value, label, count, picture }) {
    const input = element("input", "");
    Object.assign(input, { type: "checkbox", value });
    input.addEventListener("change", () => toggle(set, numbers, input.checked));
    inputs.push({ input, set, numbers });
    mark(inputs[inputs.length - 1]);
    return element("label", "check", input, ...(picture ? [picture] : []), element("span", "hostile", label), element("span", "count", `${count}`));
  }

  function mark({ input, set, numbers }) {
    const off = numbers.filter((number) => state.off[set].has(number)).length;
    input.checked = off === 0;
    input.indeterminate = off > 0 && off < numbers.length;
  }

  /* A list that unfolds, with all or none of it to choose at once; made when it is first opened. */
  function folded(box, words, set, entries) {
    const made = element("details", "", element("summary", "", words));
    made.addEventListener("toggle", () => {
      if (made.children.length > 1) return;
      const numbers = entries.map((entry) => entry.number);
      const list = element("ul", "");
      batches(list, entries, (entry) => element("li", "", check(set, [entry.number], entry)));
      made.append(element("div", "buttons", button("", () => toggle(set, numbers, true), "All"),
        button("", () => toggle(set, numbers, false), "None")), list);
    });
    byId(box).append(made);
  }

  function counted(numbers) {
    return numbers.reduce((counts, number) => counts.set(number, (counts.get(number) || 0) + 1), new Map());
  }

  /* The entries that occur, those with the most claims first. */
  function entries(labels, counts) {
    const found = labels.map(([number, label]) => ({ number, value: number, label, count: counts.get(number) || 0 }));
    return found.filter((entry) => entry.count).sort((one, other) => other.count - one.count || one.number - other.number);
  }

  function buildRelations() {
    const counts = counted(data.claims.relation);
    data.branches.forEach((branch, number) => {
      const relations = data.relations.flatMap((relation, at) => (relation.branch === branch.key ? [[at, relation.label]] : []));
      const found = entries(relations, counts);
      const count = found.reduce((sum, entry) => sum + entry.count, 0);
      byId("branches").append(check("relations", found.map((entry) => entry.number), {
        value: branch.key, label: branch.label, count, picture: icon("line", `var(--branch-${number})`) }));
      if (found.length) folded("branches", found.length > 1 ? `its ${found.length} relations` : "its relation", "relations", found);
    });
  }

  function buildLegend() {
    const factualities = counted(data.claims.factuality);
    data.factualities.forEach((name, number) => byId("factualities").append(check("factualities", [number], {
      value: name, label: name, count: factualities.get(number) || 0, picture: icon("line", "var(--soft)", picture.DASHES[name]) })));
    const styles = counted(data.actors.map((actor) => actor.style));
    data.styles.forEach((style, number) => styles.has(number) && byId("styles").append(check("styles", [number], {
      value: style.key, label: style.label, count: styles.get(number), picture: icon(style.shape, `var(--style-${number})`) })));
  }

  function buildSources() {
    const documents = entries(data.documents.map((doc, number) => [number, doc.title || doc.id]), counted(data.claims.sentence.map((_, number) => data.documentOf(number))));
    folded("sources", `Documents (${documents.length})`, "documents", documents);
    const speakers = entries([[-1, "the text itself"], ...data.speakers.map((name, number) => [number, name])], counted(data.claims.by));
    folded("sources", `Who says so (${speakers.length})`, "speakers", speakers);
  }

  /* The groups of the chosen kind, with their colours, by their strongest members. */
  function showGroups() {
    const groups = data.groups[state.color];
    byId("groups").hidden = !groups;
    byId("groups").replaceChildren(...(groups ? [...groups.names, "others"] : []).map((name, number) => {
      const count = groups.of.filter((each) => (number < groups.names.length ? each === number : each < 0)).length;
      const color = number < groups.names.length ? number : data.groupColors.length;
      return element("li", "check", icon("dot", `var(--group-${color})`), element("span", "hostile", name), element("span", "count", `${count}`));
    }));
  }

  function slider(id, read, write, words) {
    const input = byId(id);
    const show = () => {
      input.value = read();
      byId(`${id}-value`).textContent = words();
      input.setAttribute("aria-valuetext", words());
    };
    input.addEventListener("input", () => {
      write(Number(input.value));
      changed();
    });
    return show;
  }

  /* A slider from few to all, or as many as a browser draws with ease, by steps that grow. */
  function stepped(id, field, usual, all) {
    const end = Math.min(all, filter.MOST[field]);
    const steps = [...new Set([...STEPS, usual].filter((step) => step < end)), end].sort((one, other) => one - other);
    byId(id).max = steps.length - 1;
    return slider(id, () => Math.max(steps.findIndex((step) => step >= state[field]), 0), (at) => { state[field] = steps[at]; },
      () => (state[field] >= all ? "all" : `${state[field]}`));
  }

  const shows = [];

  function buildSliders() {
    byId("min-claims").max = Math.min(20, data.edges.reduce((most, edge) => Math.max(most, edge.claims.length), 2));
    shows.push(
      stepped("top", "top", filter.atFirst(), data.actors.length),
      stepped("lines", "lines", filter.LINES, data.edges.length),
      slider("min-claims", () => state.minClaims, (value) => { state.minClaims = value; }, () => `${state.minClaims}`),
      slider("min-confidence", () => state.minConfidence / 100, (value) => { state.minConfidence = Math.round(100 * value); },
        () => (state.minConfidence / 100).toFixed(2)),
    );
    const color = byId("color");
    Object.keys(data.groups).forEach((kind) => {
      const option = element("option", "", kind);
      option.value = kind;
      color.append(option);
    });
    color.addEventListener("change", () => {
      state.color = color.value;
      changed();
    });
  }

  /* The controls as the state has it. */
  function sync() {
    inputs.forEach(mark);
    shows.forEach((show) => show());
    byId("color").value = state.color;
    showGroups();
  }

  /* `onChange` is called after the reader has changed the state. */
  function start(onChange) {
    changed = onChange;
    buildRelations();
    buildLegend();
    buildSources();
    buildSliders();
  }

  return { start, sync };
})();
